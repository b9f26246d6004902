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

export interface FoundSecret extends Detection {
  readonly looks: ValueLooks;
}

/** One text while it is searched. */
export interface Search {
  readonly text: string;
  readonly kind: TextKind;
  /** End of the last name that was looked at, since several keywords occur in one. */
  nameEnd: number;
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
