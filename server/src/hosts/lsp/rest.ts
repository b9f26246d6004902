import type { Finding, Span } from '../../../../shared/src/finding.ts';
import type { EditedPlace } from './edited-place.ts';

export interface LastEdit extends EditedPlace {
  /** Milliseconds of the clock. */
  readonly at: number;
  /** Saved since, or accepted as a block: nothing there is half typed. */
  readonly isSettled: boolean;
}

/** Whether a finding that is not on screen yet waits, because its statement may be half typed. */
export function waits(
  { span }: Pick<Finding, 'span'>,
  edit: LastEdit | undefined,
  now: number,
  restDelay: number,
): boolean {
  if (edit === undefined || edit.isSettled || restDelay <= 0) return false;
  // Rest alone does not make a statement whole that has a syntax error; its next edit or a save will.
  if (edit.parses && now - edit.at >= restDelay) return false;
  return meets(span, edit.place) && !edit.blocks.some((block) => block.start < span.start && span.end < block.end);
}

function meets(one: Span, other: Span): boolean {
  return one.start <= other.end && one.end >= other.start;
}
