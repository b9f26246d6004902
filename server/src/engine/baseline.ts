import type { Finding } from '../../../shared/src/finding.ts';

/** Findings of one fingerprint that a project lives with for now. Nothing of the code stands in it. */
export interface BaselineEntry {
  readonly rule: string;
  readonly fingerprint: string;
  /** How many findings it hides. */
  readonly count: number;
  /** The last day on which it hides any, as `2027-01-31`. */
  readonly until?: string;
  readonly reason?: string;
}

/** `temper.baseline.json`: what was there before, so that only what is new is shown. */
export interface Baseline {
  /** The last day on which any of it acts. */
  readonly until?: string;
  /** By path relative to the project, with forward slashes; sorted, as are the entries of a file. */
  readonly files: ReadonlyMap<string, readonly BaselineEntry[]>;
}

export const emptyBaseline: Baseline = { files: new Map() };

export interface BaselineSplit<Found extends Finding> {
  /** What is not in the baseline. */
  readonly findings: readonly Found[];
  readonly baselined: readonly Found[];
  /** What the entries of the file name and nobody finds any more. */
  readonly stale: readonly BaselineEntry[];
}

/**
 * Parts the findings of a file, in the order of the text.
 *
 * @param today as `2027-01-31`, in the user's time zone
 */
export function splitByBaseline<Found extends Finding>(
  baseline: Baseline,
  path: string,
  findings: readonly Found[],
  today: string,
): BaselineSplit<Found> {
  const entries = baseline.files.get(path) ?? [];
  if (entries.length === 0) return { findings, baselined: [], stale: [] };
  const left = new Map<string, number>();
  // A merge of branches may have left an entry twice.
  for (const entry of entries) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count);
  const acting = new Set(entries.filter((entry) => acts(baseline, entry, today)).map(keyOf));
  const shown: Found[] = [];
  const baselined: Found[] = [];
  for (const finding of findings) {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    (count > 0 && acting.has(key) ? baselined : shown).push(finding);
  }
  const stale = entries.flatMap((entry) => {
    const count = Math.min(left.get(keyOf(entry)) ?? 0, entry.count);
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return { findings: shown, baselined, stale };
}

/** Whether an entry still hides what it names. */
function acts(baseline: Baseline, entry: BaselineEntry, today: string): boolean {
  return [baseline.until, entry.until].every((until) => until === undefined || today <= until);
}

/** All that was found in a file, as entries; those that were there keep their day and their reason. */
export function entriesOf(
  findings: readonly Finding[],
  before: readonly BaselineEntry[] = [],
  more: Pick<BaselineEntry, 'until' | 'reason'> = {},
): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  const known = new Map(before.map((entry) => [keyOf(entry), entry]));
  for (const { rule, fingerprint } of findings) {
    const key = keyOf({ rule, fingerprint });
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { ...(known.get(key) ?? { rule, fingerprint, ...more }), count });
  }
  return sortedEntries([...entries.values()]);
}

/** The entries of a file without those that nobody finds any more. */
export function pruned(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const gone = new Map(stale.map((entry) => [keyOf(entry), entry.count]));
  return entries.flatMap((entry) => {
    const count = entry.count - (gone.get(keyOf(entry)) ?? 0);
    return count > 0 ? [{ ...entry, count }] : [];
  });
}

/** A baseline with other entries for some files; files without any leave it. */
export function withEntries(
  baseline: Baseline,
  changes: Iterable<readonly [path: string, entries: readonly BaselineEntry[]]>,
): Baseline {
  const files = new Map(baseline.files);
  for (const [path, entries] of changes) {
    if (entries.length === 0) files.delete(path);
    else files.set(path, sortedEntries(entries));
  }
  return { ...baseline, files: new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** One more finding of a file, which its fingerprint tells. */
export function withFinding(baseline: Baseline, path: string, entry: Omit<BaselineEntry, 'count'>): Baseline {
  const before = baseline.files.get(path) ?? [];
  const key = keyOf(entry);
  const known = before.find((each) => keyOf(each) === key);
  const others = before.filter((each) => each !== known);
  return withEntries(baseline, [[path, [...others, { ...entry, count: (known?.count ?? 0) + 1 }]]]);
}

export function countOf(entries: Iterable<BaselineEntry>): number {
  let count = 0;
  for (const entry of entries) count += entry.count;
  return count;
}

export function sizeOf({ files }: Baseline): number {
  return countOf([...files.values()].flat());
}

function sortedEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return [...entries].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ rule, fingerprint }: Pick<BaselineEntry, 'rule' | 'fingerprint'>): string {
  return `${rule} ${fingerprint}`;
}
