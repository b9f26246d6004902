import type { Span } from '../../../shared/src/finding.ts';
import { isTree, type SourceText } from './source-text.ts';
import { ts } from './syntax.ts';
import { commentInText } from './text-comments.ts';

/**
 * The comment that holds a position. In code, text that only looks like one, in a string, template, regular expression or
 * JSX, is none; in other text only comments that begin with a suppression are known.
 */
export function commentAt(source: SourceText, position: number): Span | undefined {
  return isTree(source) ? commentInCode(source, position) : commentInText(source.text, position);
}

function commentInCode(tree: ts.SourceFile, position: number): Span | undefined {
  const { node, from } = innermostGap(tree, position);
  if (isLiteralText(node) && position >= node.getStart(tree)) return undefined;
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, tree.languageVariant, tree.text, undefined, from);
  for (;;) {
    const kind = scanner.scan();
    if (kind === ts.SyntaxKind.EndOfFileToken || scanner.getTokenStart() > position) return undefined;
    if (scanner.getTokenEnd() > position) return isComment(kind) ? spanOfToken(scanner) : undefined;
  }
}

/** The JSX braces round a comment that stand for no expression: `{/* … *\/}`. */
export function emptyJsxAround(tree: SourceText, comment: Span): Span | undefined {
  if (!isTree(tree)) return undefined;
  const { node } = innermostGap(tree, comment.start);
  if (!ts.isJsxExpression(node) || node.expression !== undefined) return undefined;
  return { start: node.getStart(tree), end: node.end };
}

/**
 * The deepest node round a position, and the end of its last child before it: between the two there is only trivia,
 * punctuation and keywords, which a plain scanner reads right.
 */
function innermostGap(tree: ts.SourceFile, position: number): { readonly node: ts.Node; readonly from: number } {
  let node: ts.Node = tree;
  for (;;) {
    let from = node.pos;
    const inside: ts.Node | undefined = ts.forEachChild(node, (child) => {
      if (child.end <= position) from = Math.max(from, child.end);
      return child.pos <= position && position < child.end ? child : undefined;
    });
    if (inside === undefined) return { node, from };
    node = inside;
  }
}

function isLiteralText(node: ts.Node): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

function isComment(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
}

function spanOfToken(scanner: ts.Scanner): Span {
  return { start: scanner.getTokenStart(), end: scanner.getTokenEnd() };
}
