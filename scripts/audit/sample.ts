import { createHash } from 'node:crypto';
import { isSameFinding, type Judged, type Verdict } from './verdicts.ts';

/** A finding that waits for a verdict. */
export interface Candidate extends Judged {
  readonly message: string;
  /** The lines around it, each with its number; the finding's own is marked. */
  readonly context: readonly string[];
}

export interface SampleOptions {
  /** How many of each rule and severity. */
  readonly per: number;
  readonly seed: string;
  readonly judged: readonly Verdict[];
}

/**
 * The same seed draws the same findings, whatever order they come in; and since each is ranked by itself, one more project
 * changes no more of a sample than it must.
 */
export function sample(candidates: readonly Candidate[], { per, seed, judged }: SampleOptions): readonly Candidate[] {
  const open = candidates.filter((each) => !judged.some((verdict) => isSameFinding(each, verdict)));
  const ranked = open
    .map((candidate) => ({ candidate, rank: rankOf(candidate, seed) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const taken = new Map<string, number>();
  const drawn = ranked.filter(({ candidate: { rule, severity } }) => {
    const group = `${rule} ${severity}`;
    const before = taken.get(group) ?? 0;
    taken.set(group, before + 1);
    return before < per;
  });
  return drawn.map(({ candidate }) => candidate).sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

function rankOf(candidate: Candidate, seed: string): string {
  return createHash('sha256')
    .update(`${seed}\0${placeOf(candidate)}\0${candidate.commit}`)
    .digest('hex');
}

function placeOf({ rule, severity, repository, file, line }: Candidate): string {
  return [rule, severity, repository, file, String(line).padStart(8, '0')].join('\0');
}

/** The lines around one, numbered from 1, the line itself marked. */
export function contextOf(text: string, line: number, around = 6): readonly string[] {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - around);
  return lines.slice(first - 1, line + around).map((each, index) => {
    const number = first + index;
    return `${number === line ? '>' : ' '} ${String(number).padStart(5)}  ${each}`;
  });
}
