import type { Span } from '../../../shared/src/finding.ts';
import { commentAt } from './comments.ts';
import type { ts } from './syntax.ts';

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

const marker = 'temper-ignore';
const kinds: readonly SuppressionKind[] = ['next-line', 'line', 'file', 'start', 'end'];

export const mayHoldSuppressions = (text: string): boolean => text.includes(marker);

/** All suppression comments of a file, in order. Costs one search of the text when there are none. */
export function suppressionComments(tree: ts.SourceFile): readonly SuppressionComment[] {
  const found: SuppressionComment[] = [];
  let at = tree.text.indexOf(marker);
  while (at !== -1) {
    const comment = commentAt(tree, at);
    if (comment !== undefined && startsComment(tree.text, comment, at)) found.push(parsed(tree.text, comment, at));
    at = tree.text.indexOf(marker, comment === undefined ? at + marker.length : Math.max(comment.end, at + 1));
  }
  return found;
}

/** A suppression is the first thing its comment says; prose about suppressions is none. */
function startsComment(text: string, comment: Span, at: number): boolean {
  return /^\/[/*]+\s*$/.test(text.slice(comment.start, Math.min(at, comment.start + 200)));
}

function parsed(text: string, comment: Span, at: number): SuppressionComment {
  const end = text.startsWith('/*', comment.start) ? closedEnd(text, comment) : comment.end;
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

function closedEnd(text: string, comment: Span): number {
  return text.endsWith('*/', comment.end) ? comment.end - 2 : comment.end;
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
