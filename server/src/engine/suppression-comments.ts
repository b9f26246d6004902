import type { Span } from '../../../shared/src/finding.ts';
import { commentAt } from './comments.ts';
import type { SourceText } from './source-text.ts';
import { endOfWords } from './text-comments.ts';

/** `end` closes what `start` opened; `unknown` is a comment that starts like a suppression and is none. */
export type SuppressionKind = 'next-line' | 'line' | 'file' | 'start' | 'end' | 'unknown';

export interface NamedRule extends Span {
  readonly id: string;
}

/** One comment as it is written, whether it acts or not. */
export interface SuppressionComment {
  readonly kind: SuppressionKind;
  /** The first word: `temper-ignore-line`. */
  readonly keyword: string;
  readonly comment: Span;
  readonly rules: readonly NamedRule[];
  /** Empty when none is given. */
  readonly reason: string;
  /** What stands after `until`, a date or not. */
  readonly until: string | undefined;
}

export const marker = 'temper-ignore';
/** Whatever opens a comment, here or in another kind of text. */
const opening = /^(?:\/[/*]+|#+|<!--|--+|;+|%+|"\/\/"[ \t]*:[ \t]*")\s*$/;
const kinds: readonly SuppressionKind[] = ['next-line', 'line', 'file', 'start', 'end'];

/** All suppression comments of a file, in order. Costs one search of the text when there are none. */
export function suppressionComments(source: SourceText): readonly SuppressionComment[] {
  const { text } = source;
  const found: SuppressionComment[] = [];
  let at = text.indexOf(marker);
  while (at !== -1) {
    const comment = commentAt(source, at);
    if (comment !== undefined && startsComment(text, comment, at)) found.push(parsed(text, comment, at));
    at = text.indexOf(marker, comment === undefined ? at + marker.length : Math.max(comment.end, at + 1));
  }
  return found;
}

/** A suppression is the first thing its comment says; prose about suppressions is none. */
function startsComment(text: string, comment: Span, at: number): boolean {
  return opening.test(text.slice(comment.start, Math.min(at, comment.start + 200)));
}

function parsed(text: string, comment: Span, at: number): SuppressionComment {
  const end = endOfWords(text, comment);
  const keyword = /^[\w-]+/.exec(text.slice(at, Math.min(end, at + 100)))?.[0] ?? marker;
  const dashes = text.slice(0, end).indexOf('--', at + keyword.length);
  const head = { start: at + keyword.length, end: dashes === -1 ? end : dashes };
  const words = wordsOf(text, head);
  const until = words.findIndex((word) => word.id === 'until');
  return {
    kind: kinds.find((kind) => keyword === `${marker}-${kind}`) ?? 'unknown',
    keyword,
    comment,
    rules: until === -1 ? words : words.slice(0, until),
    reason: dashes === -1 ? '' : plainLine(text.slice(dashes, end)),
    until: until === -1 ? undefined : text.slice(words[until]?.end, head.end).trim(),
  };
}

/** Names between commas or blanks. */
function wordsOf(text: string, span: Span): readonly NamedRule[] {
  return [...text.slice(span.start, span.end).matchAll(/[^\s,]+/g)].map((match) => {
    const start = span.start + match.index;
    return { id: match[0], start, end: start + match[0].length };
  });
}

/** A reason may run over lines of a block comment; it is shown as one. */
function plainLine(text: string): string {
  return text
    .replace(/^-+/, '')
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^\*\s?/, ''))
    .join(' ')
    .trim();
}
