import type { Replacement } from './events.ts';

/** `outside`: another process wrote it to disk, which may have been anybody. What a human wrote has no range. */
export type Origin = 'ai' | 'outside';
/** `certain` where the editor says so, `likely` where all other ways in which text comes were ruled out. */
export type Confidence = 'certain' | 'likely';

export interface Authorship {
  readonly origin: Origin;
  readonly confidence: Confidence;
  /** Ranges of one suggestion that later edits have parted share it. */
  readonly block: number;
  /** Whether the user wants to hear no more of this suggestion. */
  readonly isDismissed: boolean;
}

/** UTF-16 offsets, `end` exclusive. */
export interface WrittenRange extends Authorship {
  readonly start: number;
  readonly end: number;
  /** How much the text shrank when nothing was left of the range: undo or redo that lets it grow as much brings it back. */
  readonly emptiedBy?: number;
}

/** Whose text a change puts in. `tool`: a formatter, a rename, a fix, which rewrite what somebody else has written. */
export type Hand = 'human' | 'tool' | 'undo' | 'redo';

/** Carries ranges through the changes of one event: they move, shrink, part, grow and vanish. */
export function followAll(
  ranges: readonly WrittenRange[],
  replacements: readonly Replacement[],
  hand: Hand,
): readonly WrittenRange[] {
  // From the end on, so that the offsets of those before still hold.
  const fromTheEnd = [...replacements].sort((one, other) => other.start - one.start);
  const followed = fromTheEnd.reduce<readonly WrittenRange[]>(
    (current, replacement) => current.flatMap((range) => follow(range, replacement, hand)),
    ranges,
  );
  return joined(followed);
}

function follow(range: WrittenRange, replacement: Replacement, hand: Hand): readonly WrittenRange[] {
  if (range.emptiedBy !== undefined) return [followEmpty(range, range.emptiedBy, replacement, hand)];
  const { start, removed, text } = replacement;
  const end = start + removed;
  const delta = text.length - removed;
  if (hand === 'redo' && removed === 0 && start === range.end) return [{ ...range, end: range.end + delta }];
  if (start >= range.end) return [range];
  if (end <= range.start) return [moved(range, delta)];
  const left = { ...range, end: Math.max(range.start, start) };
  const right = { ...range, start: start + text.length, end: start + text.length + Math.max(0, range.end - end) };
  if (!isFilled(left) && !isFilled(right) && (hand !== 'tool' || text.trim() === '')) {
    return hand === 'human' && text.trim() !== '' ? [] : [{ ...range, start, end: start, emptiedBy: -delta }];
  }
  if (hand === 'human' && text.trim() !== '') return [left, right].filter(isFilled);
  return [{ ...range, start: Math.min(range.start, start), end: right.end }];
}

function followEmpty(
  range: WrittenRange,
  emptiedBy: number,
  { start, removed, text }: Replacement,
  hand: Hand,
): WrittenRange {
  const end = start + removed;
  const delta = text.length - removed;
  const isHistory = hand === 'undo' || hand === 'redo';
  if (isHistory && start <= range.start && range.start <= end && delta === emptiedBy) {
    const { emptiedBy: _, ...authorship } = range;
    return { ...authorship, start, end: start + text.length };
  }
  if (start >= range.start) return range;
  return end <= range.start ? moved(range, delta) : { ...range, start, end: start };
}

function moved(range: WrittenRange, delta: number): WrittenRange {
  return { ...range, start: range.start + delta, end: range.end + delta };
}

function isFilled({ start, end }: WrittenRange): boolean {
  return end > start;
}

/** Ranges of one suggestion between which nothing is left are one again. */
function joined(ranges: readonly WrittenRange[]): readonly WrittenRange[] {
  const sorted = [...ranges].sort((one, other) => one.start - other.start || one.end - other.end);
  const result: WrittenRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    const touches = last !== undefined && last.end >= range.start && last.emptiedBy === range.emptiedBy;
    if (touches && last.block === range.block && range.emptiedBy === undefined) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    } else result.push(range);
  }
  return result;
}
