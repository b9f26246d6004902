import type { Place, Range, Span } from '../../../shared/src/finding.ts';
import type { SourceText } from './source-text.ts';
import type { ts } from './syntax.ts';

export function rangeOf(source: SourceText, span: Span): Range {
  return {
    start: source.getLineAndCharacterOfPosition(Math.min(span.start, source.end)),
    end: source.getLineAndCharacterOfPosition(Math.min(span.end, source.end)),
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

export function placeAt(source: SourceText, span: Span): Place {
  return { file: source.fileName, span, range: rangeOf(source, span) };
}
