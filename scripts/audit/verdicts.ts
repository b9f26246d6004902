import { severities, type Severity } from '../../shared/src/finding.ts';

/** `right`: worth acting on. `harmless`: true, but nobody would act. `wrong`: what it says is not so. */
export const judgements = ['right', 'harmless', 'wrong'] as const;
export type Judgement = (typeof judgements)[number];

/** A finding on a real project, by which it can be found again. */
export interface Judged {
  /** As `owner/name`. */
  readonly repository: string;
  readonly commit: string;
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
}

/** What rules say today of a finding that was judged: its severity, or nothing. */
export type Standing = Severity | 'silent';
const standings: readonly Standing[] = [...severities, 'silent'];

export interface Verdict extends Judged {
  readonly verdict: Judgement;
  readonly reason: string;
  /** When it was last compared with what rules report; `severity` is the one that it was given for. */
  readonly now?: Standing;
}

/** Whether two are about one finding. Commits may be abbreviated. */
export function isSameFinding(one: Judged, other: Judged): boolean {
  return (
    one.repository === other.repository &&
    one.file === other.file &&
    one.line === other.line &&
    one.rule === other.rule &&
    (one.commit.startsWith(other.commit) || other.commit.startsWith(one.commit))
  );
}

/** Throws, naming the line, on what is no verdict. */
export function parseVerdicts(text: string): readonly Verdict[] {
  return records(text).map(({ record, at }) => verdictOf(record, at));
}

/** Those of a list that was filled in; what has no verdict yet is left for later. */
export function parseFilledList(text: string): readonly Verdict[] {
  return records(text).flatMap(({ record, at }) =>
    record['verdict'] === undefined || record['verdict'] === '' ? [] : [asDrawn(verdictOf(record, at))],
  );
}

/** What was drawn a moment ago is what rules report today. */
const asDrawn = (verdict: Verdict): Verdict => ({ ...verdict, now: verdict.severity });

/** Those on findings of one project, with what rules report there now. */
export function compared(verdicts: readonly Verdict[], found: readonly Judged[]): readonly Verdict[] {
  return verdicts.map((verdict) => ({
    ...verdict,
    now: found.find((finding) => isSameFinding(finding, verdict))?.severity ?? 'silent',
  }));
}

/** New verdicts take the place of old ones on the same finding. */
export function merged(old: readonly Verdict[], added: readonly Verdict[]): readonly Verdict[] {
  const kept = [...old, ...added].filter(
    (each, at, all) => !all.slice(at + 1).some((later) => isSameFinding(each, later)),
  );
  return kept.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

export function formatVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts.map((each) => `${lineOf(each)}\n`).join('');
}

function lineOf({ repository, commit, file, line, rule, severity, now, verdict, reason }: Verdict): string {
  const standing = now === undefined ? {} : { now };
  const fields = Object.entries({ repository, commit, file, line, rule, severity, ...standing, verdict, reason });
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ')}}`;
}

function orderOf({ repository, file, line, rule }: Verdict): string {
  return [repository, file, String(line).padStart(8, '0'), rule].join('\0');
}

interface Numbered {
  readonly record: Readonly<Record<string, unknown>>;
  /** Counts from 1. */
  readonly at: number;
}

function records(text: string): readonly Numbered[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ record: parsed(line, index + 1), at: index + 1 }]));
}

function parsed(line: string, at: number): Numbered['record'] {
  try {
    return JSON.parse(line) as Numbered['record'];
  } catch {
    // Without the line itself, which may hold what nobody should read.
    throw new Error(`Line ${at} is no JSON.`);
  }
}

function verdictOf(record: Numbered['record'], at: number): Verdict {
  const text = (name: string): string => {
    const value = record[name];
    if (typeof value !== 'string' || value.trim() === '') throw new Error(`Line ${at} has no ${name}.`);
    return value;
  };
  const oneOf = <Name extends string>(name: string, names: readonly Name[]): Name => {
    const found = names.find((each) => each === text(name));
    if (found === undefined) throw new Error(`Line ${at}: ${name} is one of ${names.join(', ')}, not “${text(name)}”.`);
    return found;
  };
  const { line } = record;
  if (typeof line !== 'number') throw new Error(`Line ${at} has no line.`);
  return {
    repository: text('repository'),
    commit: text('commit'),
    file: text('file'),
    line,
    rule: text('rule'),
    severity: oneOf('severity', severities),
    verdict: oneOf('verdict', judgements),
    reason: text('reason'),
    ...(record['now'] === undefined ? {} : { now: oneOf('now', standings) }),
  };
}
