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

/**
 * From the node's start to the end of its first line at most: what an editor underlines without drawing over the
 * indentation of the lines below.
 */
export function firstLineOf(node: ts.Node, tree: ts.SourceFile, end = node.end): Span {
  const start = node.getStart(tree);
  const line = tree.text.slice(start, end).split(/\r?\n/, 1)[0] ?? '';
  return { start, end: start + line.trimEnd().length };
}

export function placeOf(node: ts.Node): Place {
  const tree = node.getSourceFile();
  return placeAt(tree, spanOf(node, tree));
}

export function placeAt(tree: ts.SourceFile, span: Span): Place {
  return { file: tree.fileName, span, range: rangeOf(tree, span) };
}
