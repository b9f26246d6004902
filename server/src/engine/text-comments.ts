import type { Span } from '../../../shared/src/finding.ts';

/**
 * How comments open that begin with a word of ours, in whatever kind of text: `#`, `//`, `/*`, `<!--`, `--`, `;`, `%`, and the
 * `"//": "…"` of JSON, which has no comments. What stands before keeps addresses and flags apart from them.
 */
const opening = /(?<=^|[\s{,;(>])(?:#+|\/\/+|\/\*+|<!--|--+|;+|%+|"\/\/"[ \t]*:[ \t]*")[ \t]*(?=temper-ignore)/g;
/** Far enough to see an opening that holds or precedes a position, whatever the length of its line. */
const reach = 100;

/** The comment round a position, of those that a suppression begins: of others the kind of text would have to be known. */
export function commentInText(text: string, position: number): Span | undefined {
  const from = Math.max(0, position - reach, text.lastIndexOf('\n', position - 1) + 1);
  const lineEnd = endOfLine(text, position);
  for (const { 0: opener, index } of text.slice(from, Math.min(lineEnd, position + reach)).matchAll(opening)) {
    const start = from + index;
    const end = endOf(text, start + opener.length, opener, lineEnd);
    if (start <= position && position < end) return { start, end };
  }
  return undefined;
}

/** Where what a comment says ends, before what closes it. */
export function endOfWords(text: string, { start, end }: Span): number {
  const closer = closerOf(text.slice(start, end));
  const at = closer === undefined ? -1 : text.lastIndexOf(closer, end - 1);
  return closer !== undefined && at > start && at + closer.length >= end - 1 ? at : end;
}

function endOf(text: string, from: number, opener: string, lineEnd: number): number {
  const closer = closerOf(opener);
  if (closer === undefined) return lineEnd;
  const at = text.indexOf(closer, from);
  if (closer === '"') return at === -1 || at > lineEnd ? lineEnd : at + (text[at + 1] === ',' ? 2 : 1);
  return at === -1 ? text.length : at + closer.length;
}

function closerOf(opener: string): string | undefined {
  if (opener.startsWith('/*')) return '*/';
  if (opener.startsWith('<!--')) return '-->';
  return opener.startsWith('"//"') ? '"' : undefined;
}

function endOfLine(text: string, from: number): number {
  const at = text.slice(from, from + 10_000).search(/[\r\n]/);
  if (at !== -1) return from + at;
  const later = text.indexOf('\n', from);
  return later === -1 ? text.length : later;
}
