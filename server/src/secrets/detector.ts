import type { Certainty, SecretFormat } from './format.ts';
import type { TextKind } from './text-kind.ts';

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
  /** Where two overlap: a format that the value tells (2), one that the name tells (1), a name alone (0). */
  readonly rank: 0 | 1 | 2;
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
  { certainty = format.certainty, variable = format.variable, rank = 2 }: Partial<Detection> = {},
): Detection {
  const { id, name, publishable } = format;
  return { start, end, format: id, label: name, certainty, variable, publishable, rank };
}

/** No word runs into the value: `risk_live_…` is none, `\nsk_live_…` and `%3Dsk_live_…` are. */
export function startsValue(text: string, at: number): boolean {
  if (at === 0 || !/[A-Za-z0-9+]/.test(text.charAt(at - 1))) return true;
  return /\\[nrt]$|%[0-9A-F]{2}$/i.test(text.slice(Math.max(0, at - 3), at));
}
