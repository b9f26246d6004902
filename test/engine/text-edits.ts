import type { TextEdit } from '../../shared/src/finding.ts';

/** Applies edits from the last to the first, so that offsets hold. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((one, other) => other.span.start - one.span.start)
    .reduce(
      (result, { span, text: inserted }) => result.slice(0, span.start) + inserted + result.slice(span.end),
      text,
    );
}
