import type { Select } from './events.ts';
import { isWord, type Insert } from './inserts.ts';

/** Text that stands in a document and may have been suggested: the cursor's next move tells. */
export interface Suspect {
  readonly kind: 'whole' | 'words';
  readonly start: number;
  readonly end: number;
  /** How many came one by one: words, and pieces of any kind that are not blank. */
  readonly words: number;
  readonly pieces: number;
  /** Where the cursor went since the text came; undefined while it has not moved. */
  readonly cursor?: number;
}

/** Keys type brackets and blanks, too, but tell so; completions are words, mostly with keys in between. */
const fewestWords = 3;
const fewestPieces = { words: 2, pieces: 4 };

/** The rest of a suggestion belongs to the words of it that were accepted before. */
export function suspectWhole(before: Suspect | undefined, { start, text }: Insert): Suspect {
  const first = before !== undefined && isFollowedBy(before, start) ? before.start : start;
  return { kind: 'whole', start: first, end: start + text.length, words: 0, pieces: 0 };
}

/** Words that are accepted one by one each follow the one before. The first has to be a word. */
export function suspectWord(before: Suspect | undefined, { start, text }: Insert): Suspect | undefined {
  const words = isWord(text) ? 1 : 0;
  const pieces = text.trim() === '' ? 0 : 1;
  const end = start + text.length;
  if (before !== undefined && isFollowedBy(before, start)) {
    return { ...before, end, words: before.words + words, pieces: before.pieces + pieces };
  }
  return words === 1 ? { kind: 'words', start, end, words, pieces } : undefined;
}

function isFollowedBy({ kind, end, cursor }: Suspect, start: number): boolean {
  return kind === 'words' && end === start && cursor === start;
}

/** Undefined once the cursor tells that somebody typed the text, or that it is a snippet with places to fill in. */
export function watchCursor(suspect: Suspect, { selections, by }: Select): Suspect | undefined {
  const [selection] = selections;
  if (selection === undefined || selections.length > 1 || by !== undefined) return undefined;
  if (selection.anchor !== selection.active || selection.active !== suspect.end) return undefined;
  return { ...suspect, cursor: selection.active };
}

export function isAccepted({ kind, words, pieces, cursor }: Suspect): boolean {
  if (cursor === undefined) return false;
  return kind === 'whole' || words >= fewestWords || (words >= fewestPieces.words && pieces >= fewestPieces.pieces);
}
