import type { Finding, TextEdit } from '../../../shared/src/finding.ts';
import { commentAt } from '../engine/comments.ts';
import { isTree, type SourceText } from '../engine/source-text.ts';
import { ts } from '../engine/syntax.ts';
import { suppressionInText } from './suppress-in-text.ts';

export interface SuppressionRequest {
  readonly finding: Pick<Finding, 'rule' | 'span'>;
  readonly scope: 'line' | 'file';
  /** Written on one line. Left empty, the comment hides nothing and is reported until somebody says why. */
  readonly reason: string;
}

/**
 * Writes the comment that hides a finding: over its line, or at the top of the file. Undefined where the text has no room for one.
 */
export function suppressionEdit(
  source: SourceText,
  { finding, scope, reason }: SuppressionRequest,
): TextEdit | undefined {
  const words = `${finding.rule} -- ${reason.replaceAll(/\s+/g, ' ').trim()}`.trimEnd();
  return isTree(source)
    ? suppressionInCode(source, { finding, scope }, words)
    : suppressionInText(source, { offset: finding.span.start, scope, words });
}

function suppressionInCode(
  tree: ts.SourceFile,
  { finding, scope }: Omit<SuppressionRequest, 'reason'>,
  words: string,
): TextEdit {
  return scope === 'file' ? atTop(tree.text, words) : atLine(tree, finding.span.start, words);
}

function atTop(text: string, words: string): TextEdit {
  const start = text.startsWith('#!') ? startOfNextLine(text) : 0;
  const line = `// temper-ignore-file ${words}`;
  const isUnclosed = start === text.length && start > 0 && !isLineBreak(text[start - 1]);
  return isUnclosed ? insertion(start, lineBreakOf(text) + line) : insertion(start, line + lineBreakOf(text));
}

function atLine(tree: ts.SourceFile, offset: number, words: string): TextEdit {
  const { text } = tree;
  const lineStart = tree.getLineStarts()[tree.getLineAndCharacterOfPosition(offset).line] ?? 0;
  const indentation = /^[^\S\r\n]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const end = lineBreakOf(text);
  const place = surroundings(tree, lineStart);
  if (place === 'text') return insertion(offset, `/* temper-ignore-line ${withoutEnd(words)} */ `);
  const comment =
    place === 'jsx' ? `{/* temper-ignore-next-line ${withoutEnd(words)} */}` : `// temper-ignore-next-line ${words}`;
  return insertion(lineStart, indentation + comment + end);
}

/** What a new line at an offset would be: code, a child of a JSX element, or part of a template, text or comment. */
function surroundings(tree: ts.SourceFile, offset: number): 'code' | 'jsx' | 'text' {
  const node = innermost(tree, offset);
  if (ts.isJsxText(node) || beginsJsxChild(tree, node, offset)) return 'jsx';
  const isText = ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node);
  if (isText && node.getStart(tree) < offset) return 'text';
  const comment = commentAt(tree, offset);
  return comment !== undefined && comment.start < offset ? 'text' : 'code';
}

/** Where no blank stands before a child, there is no text to hold the line. */
function beginsJsxChild(tree: ts.SourceFile, innermostNode: ts.Node, offset: number): boolean {
  for (let node = innermostNode; node.getStart(tree) === offset && !ts.isSourceFile(node); node = node.parent) {
    if ((ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)) && !ts.isJsxOpeningLikeElement(node)) {
      return !ts.isJsxOpeningFragment(node);
    }
  }
  return false;
}

function innermost(tree: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = tree;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (each) =>
      each.pos <= offset && offset < each.end ? each : undefined,
    );
    if (child === undefined) return node;
    node = child;
  }
}

function withoutEnd(words: string): string {
  return words.replaceAll('*/', '* /');
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function startOfNextLine(text: string): number {
  const found = /\r\n|\n|\r/.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
