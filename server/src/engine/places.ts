import type { Place, Range, Span } from '../../../shared/src/finding.ts';
import { ts } from './syntax.ts';

export function rangeOf(tree: ts.SourceFile, span: Span): Range {
  return {
    start: ts.getLineAndCharacterOfPosition(tree, Math.min(span.start, tree.end)),
    end: ts.getLineAndCharacterOfPosition(tree, Math.min(span.end, tree.end)),
  };
}

/** Leading trivia excluded. */
export function spanOf(node: ts.Node, tree: ts.SourceFile = node.getSourceFile()): Span {
  return { start: node.getStart(tree), end: node.end };
}

export function placeOf(node: ts.Node): Place {
  const tree = node.getSourceFile();
  return placeAt(tree, spanOf(node, tree));
}

export function placeAt(tree: ts.SourceFile, span: Span): Place {
  return { file: tree.fileName, span, range: rangeOf(tree, span) };
}
