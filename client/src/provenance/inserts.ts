import type { Replacement } from './events.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What was put into a text, without what the replacement keeps at its start. */
export interface Insert {
  readonly start: number;
  readonly text: string;
}

const fewestCharacters = 10;
const fewestWords = 3;

/** Inserts that no key types and no list of completions offers, as far as their text tells. */
export function largeInsert(replacements: readonly Replacement[]): Insert | undefined {
  const insert = insertOf(replacements);
  return insert !== undefined && isLarge(insert.text) ? insert : undefined;
}

/** What one replacement puts in. Ghost text goes on with what it replaces; completions and snippets take its place. */
export function insertOf(replacements: readonly Replacement[]): Insert | undefined {
  const [replacement] = replacements;
  if (replacement === undefined || replacements.length > 1) return undefined;
  const { start, removed, removedText = '', text } = replacement;
  if (removedText.length !== removed || !text.startsWith(removedText)) return undefined;
  return { start: start + removed, text: text.slice(removed) };
}

function isLarge(inserted: string): boolean {
  const text = inserted.trim();
  if (text.replace(/\s+/g, '').length < fewestCharacters) return false;
  const words = text.match(/[\w$]+/g)?.length ?? 0;
  if (/[\r\n]/.test(text)) return words >= fewestWords;
  // A completion is a name, a path, or a call whose arguments are still to be typed.
  return (/\s/.test(text) && words >= fewestWords) || /[\w$]\([^)]/.test(text) || /[\w$)\]'"`];$/.test(text);
}

/** Where the words that one event puts in stand when it is over. */
export function insertedSpans(replacements: readonly Replacement[]): readonly Span[] {
  let shift = 0;
  return [...replacements]
    .sort((one, other) => one.start - other.start)
    .flatMap(({ start, removed, text }) => {
      const at = start + shift;
      shift += text.length - removed;
      return isWord(text) ? [{ start: at, end: at + text.length }] : [];
    });
}

/** A word, or more of a line, that came at once; blanks and brackets may be typed, and close by themselves. */
export function isWord(text: string): boolean {
  return /[\w$]{2}/.test(text);
}
