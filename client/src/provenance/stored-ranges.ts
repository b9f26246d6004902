import type { Confidence, Origin } from './written-range.ts';

/** Lines and columns, so that a file need not be open to tell what a finding in it stands on. */
export interface StoredRange {
  readonly start: readonly [line: number, character: number];
  readonly end: readonly [line: number, character: number];
  readonly origin: Origin;
  readonly confidence: Confidence;
  readonly block: number;
  readonly isDismissed?: boolean;
}

/** Who wrote what in one text, known by its hash: of the text itself nothing is kept. */
export interface StoredText {
  readonly hash: string;
  readonly ranges: readonly StoredRange[];
}

/** The newest text first: what is unsaved may come back as it was, or as it was saved. */
export type StoredFiles = Readonly<Record<string, readonly StoredText[]>>;

const textsPerFile = 2;
const mostFiles = 500;

/** Puts a text of a file first; the files that were not heard of for longest are forgotten. */
export function storeText(files: StoredFiles, file: string, text: StoredText): StoredFiles {
  const { [file]: known = [], ...others } = files;
  const texts = [text, ...known.filter(({ hash }) => hash !== text.hash)].slice(0, textsPerFile);
  if (texts.every(({ ranges }) => ranges.length === 0)) return others;
  const kept = Object.entries(others).slice(-(mostFiles - 1));
  return { ...Object.fromEntries(kept), [file]: texts };
}

export function forgetFile(files: StoredFiles, file: string): StoredFiles {
  const { [file]: _, ...others } = files;
  return others;
}

/** Ranges of a text are good for that very text alone. */
export function rangesOfText(files: StoredFiles, file: string, hash: string): readonly StoredRange[] {
  return files[file]?.find((text) => text.hash === hash)?.ranges ?? [];
}

/** What the editor kept may have been written by another version. */
export function readStoredFiles(value: unknown): StoredFiles {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, StoredText[]] => {
      const texts: unknown = entry[1];
      return Array.isArray(texts) && texts.every(isStoredText);
    }),
  );
}

function isStoredText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { hash, ranges } = value as { readonly hash?: unknown; readonly ranges?: unknown };
  return typeof hash === 'string' && Array.isArray(ranges) && ranges.every(isStoredRange);
}

function isStoredRange(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { start, end, origin, confidence, block } = value as Partial<Record<keyof StoredRange, unknown>>;
  const isKnown = (origin === 'ai' || origin === 'outside') && (confidence === 'certain' || confidence === 'likely');
  return isKnown && isPosition(start) && isPosition(end) && typeof block === 'number';
}

function isPosition(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((each) => Number.isInteger(each) && each >= 0);
}
