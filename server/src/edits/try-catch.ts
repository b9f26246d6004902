import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { FunctionNode } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/** What the catch does. */
export interface CatchClauseText {
  /** The name of what is caught. */
  readonly error: string;
  /** Without indentation; with semicolons where the file has them. */
  readonly lines: readonly string[];
}

/** Whether the whole body of a function can go into a `try`: directives would lose their meaning there. */
export function canTry({ body }: FunctionNode): boolean {
  if (body === undefined) return false;
  const [first] = ts.isBlock(body) ? body.statements : [];
  return !(first && ts.isExpressionStatement(first) && ts.isStringLiteralLike(first.expression));
}

/** Puts the whole body of a function into `try … catch`, one level deeper; text inside template literals stays as it is. */
export function tryEdits(fn: FunctionNode, clause: CatchClauseText): readonly TextEdit[] {
  const { body } = fn;
  if (body === undefined) return [];
  const tree = fn.getSourceFile();
  const { lineEnd, indent } = styleOf(tree);
  const base = indentationAt(tree, fn.getStart(tree));
  const inner = base + indent;
  const opening = `${lineEnd}${inner}try {`;
  const closing = [`${inner}} catch (${clause.error}) {`, ...clause.lines.map((line) => inner + indent + line)];
  const end = [...closing, `${inner}}`, base].join(lineEnd);
  if (!ts.isBlock(body)) return ofExpression(body, tree, `{${opening}${lineEnd}${inner}${indent}`, `${lineEnd}${end}}`);
  const start = body.getStart(tree) + 1;
  const last = body.end - 1;
  const text = tree.text.slice(start, last);
  if (!text.includes('\n')) {
    const content = text.trim();
    const line = content === '' ? '' : `${lineEnd}${inner}${indent}${content}`;
    return [{ span: { start, end: last }, text: `${opening}${line}${lineEnd}${end}` }];
  }
  const content = text.trimEnd().length;
  return [
    insertion(start, opening),
    ...deeperLines(tree, start, start + content),
    { span: { start: start + content, end: last }, text: `${lineEnd}${end}` },
  ];
}

function ofExpression(body: ts.Expression, tree: ts.SourceFile, before: string, after: string): readonly TextEdit[] {
  const { semicolon } = styleOf(tree);
  return [insertion(body.getStart(tree), before), insertion(body.end, semicolon + after)];
}

/** One level of indentation more for every line between two offsets that begins outside text. */
export function deeperLines(tree: ts.SourceFile, start: number, end: number): readonly TextEdit[] {
  const { indent } = styleOf(tree);
  const texts = textSpans(tree, start, end);
  const edits: TextEdit[] = [];
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const line = at + 1;
    const isBlank = /^[\t ]*\r?$/.test(tree.text.slice(line, lineEndAfter(tree.text, line)));
    if (!isBlank && !texts.some((span) => span.start < line && line <= span.end)) edits.push(insertion(line, indent));
  }
  return edits;
}

function lineEndAfter(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next;
}

/** Pieces of template literals and JSX text, in which white space counts. */
export function textSpans(tree: ts.SourceFile, start: number, end: number): readonly { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end < start || node.pos > end) return;
    if (ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node))
      spans.push({ start: node.getStart(tree), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return spans;
}
