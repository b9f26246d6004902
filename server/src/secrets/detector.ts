import type { Span } from '../../../shared/src/finding.ts';
import type { Certainty, SecretFormat } from './format.ts';
import type { TextKind } from './text-kind.ts';
import type { ValueLooks } from './value-looks.ts';

/** What one detector makes of one place. */
export interface Detection {
  readonly start: number;
  readonly end: number;
  /** Id of the format, or `generic`. */
  readonly format: string;
  readonly label: string;
  readonly certainty: Certainty;
  readonly variable: string;
  /** Known in order to stay silent. */
  readonly publishable: boolean;
  /** By its name, see `isGivenOnce`. */
  readonly isGivenOnce?: boolean;
}

/** What is known of one value. Never holds the value itself. */
export interface SecretMatch {
  /** The value itself: no quotes, no name. */
  readonly span: Span;
  /** Id of the format, or `generic` where the name alone tells. */
  readonly format: string;
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  readonly certainty: Certainty;
  /** The name it should have in the environment. */
  readonly variable: string;
  /** Known in order to stay silent. */
  readonly publishable: boolean;
  /** By its name, see `isGivenOnce`. */
  readonly isGivenOnce: boolean;
  readonly looks: ValueLooks;
}

/** In a text of which something in front has changed. Written out, since there may be a thousand of them at every keystroke. */
export const movedBy = (by: number, match: SecretMatch): SecretMatch => ({
  span: { start: match.span.start + by, end: match.span.end + by },
  format: match.format,
  label: match.label,
  certainty: match.certainty,
  variable: match.variable,
  publishable: match.publishable,
  isGivenOnce: match.isGivenOnce,
  looks: match.looks,
});

/** One text while it is searched. */
export interface Search {
  readonly text: string;
  readonly kind: TextKind;
  /** End of the last name that was looked at, since several keywords occur in one. */
  nameEnd: number;
  /** Whether anybody hears of a value that starts there; what lies around is only looked at to see what does. */
  readonly isWanted: (start: number) => boolean;
  readonly report: (detection: Detection) => void;
}

export interface Detector {
  readonly keywords: readonly string[];
  /** `at` is where one of the keywords stands, in whatever case. */
  look(search: Search, at: number): void;
}

export function detectionOf(
  format: SecretFormat,
  start: number,
  end: number,
  said: Partial<Pick<Detection, 'certainty' | 'variable' | 'publishable'>> = {},
): Detection {
  const { id, name } = format;
  const { certainty = format.certainty, variable = format.variable, publishable = format.publishable } = said;
  return { start, end, format: id, label: name, certainty, variable, publishable };
}

/** No word runs into the value: `risk_live_…` and `logo.ico-…` are none, `\nsk_live_…` and `%3Dsk_live_…` are. */
export function startsValue(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  if (!/[A-Za-z0-9+]$|[A-Za-z0-9]\.$/.test(before)) return true;
  return /\\[nrt]$|%[0-9A-F]{2}$/i.test(text.slice(Math.max(0, at - 3), at));
}
