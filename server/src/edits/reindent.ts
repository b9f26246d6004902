import type { Span, TextEdit } from '../../../shared/src/finding.ts';
import type { ts } from '../engine/syntax.ts';
import { textSpans } from './try-catch.ts';

/** Lines that begin within the span at `from` begin at `to` instead; text inside template literals stays as it is. */
export function reindented(tree: ts.SourceFile, { start, end }: Span, from: string, to: string): readonly TextEdit[] {
  if (from === to) return [];
  const texts = textSpans(tree, start, end);
  const edits: TextEdit[] = [];
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const line = at + 1;
    const isInText = texts.some((span) => span.start < line && line <= span.end);
    if (!isInText && tree.text.startsWith(from, line))
      edits.push({ span: { start: line, end: line + from.length }, text: to });
  }
  return edits;
}
