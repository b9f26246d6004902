import type { Span, TextEdit } from '../../shared/src/finding.ts';

/** Where what started at an offset may start once the edits are made: before or after what is inserted there. */
export function spanAfter(start: number, edits: readonly TextEdit[]): Span {
  const before = edits.filter(({ span }) => span.start < start && span.end <= start);
  const here = edits.filter(({ span }) => span.start <= start && (span.start === start || span.end > start));
  const shift = before.reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), 0);
  const added = here.reduce((sum, { text }) => sum + text.length, 0);
  return { start: Math.min(start, ...here.map(({ span }) => span.start)) + shift, end: start + shift + added };
}
