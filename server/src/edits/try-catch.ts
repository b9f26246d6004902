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

/**
 * Puts the whole body of a function into `try … catch`, one level deeper; text inside template literals stays as it is. A
 * `try … finally` that holds all that can fail is given the catch instead.
 */
export function tryEdits(fn: FunctionNode, clause: CatchClauseText): readonly TextEdit[] {
  const { body } = fn;
  if (body === undefined) return [];
  const tree = fn.getSourceFile();
  const open = tryWithoutCatch(body);
  if (open !== undefined) return [addedCatch(open, clause)];
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

/** The last statement, when it is a `try … finally` and what comes before it neither waits nor throws. */
function tryWithoutCatch(body: ts.ConciseBody): ts.TryStatement | undefined {
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  if (!ts.isBlock(body) || last === undefined || !ts.isTryStatement(last) || last.catchClause) return undefined;
  return body.statements.slice(0, -1).some(mayFail) || holdsAwait(last.finallyBlock) ? undefined : last;
}

function mayFail(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || ts.isThrowStatement(node) || ts.isNewExpression(node)) return true;
  return ts.forEachChild(node, (child) => mayFail(child) || undefined) ?? false;
}

function holdsAwait(node: ts.Node | undefined): boolean {
  if (node === undefined || ts.isAwaitExpression(node)) return node !== undefined;
  return ts.forEachChild(node, (child) => holdsAwait(child) || undefined) ?? false;
}

function addedCatch(statement: ts.TryStatement, { error, lines }: CatchClauseText): TextEdit {
  const tree = statement.getSourceFile();
  const { lineEnd, indent } = styleOf(tree);
  const base = indentationAt(tree, statement.getStart(tree));
  const text = [` catch (${error}) {`, ...lines.map((line) => base + indent + line), `${base}}`].join(lineEnd);
  return insertion(statement.tryBlock.end, text);
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
