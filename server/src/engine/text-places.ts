import type { Span } from '../../../shared/src/finding.ts';
import { ts } from './syntax.ts';

/** The deepest node round a span. */
export function nodeAround(tree: ts.SourceFile, { start, end }: Span): ts.Node {
  let node: ts.Node = tree;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) =>
      child.pos <= start && end <= child.end ? child : undefined,
    );
    if (inner === undefined) return node;
    node = inner;
  }
}

/** The innermost literal that holds a span: a template counts whole, and a comment is none. */
export function literalAround(tree: ts.SourceFile, span: Span): ts.Node | undefined {
  const around = nodeAround(tree, span);
  if (around.getStart(tree) > span.start) return undefined;
  for (let node = around; !ts.isStatement(node) && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isJsxText(node)) return node;
  }
  return undefined;
}

/** Longer ones are hardly names. */
const name = /^[ \t]*(?:export[ \t]+|-[ \t]+)?["']?([A-Za-z_][\w.-]{0,60})["']?[ \t]*[:=]/;

/** The name that a line gives to what stands on it, as `DATABASE_URL=…` or `"token": …` do; empty where there is none. */
export function nameBefore(text: string, position: number): string {
  const lineStart = Math.max(text.lastIndexOf('\n', position - 1) + 1, position - 200);
  return name.exec(text.slice(lineStart, position))?.[1] ?? '';
}
