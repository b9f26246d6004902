import type { ChangeBaselineParams, ChangeBaselineResult } from '../../../../../shared/src/protocol.ts';
import { entriesOf, sizeOf, withEntries, type Baseline, type BaselineEntry } from '../../../engine/baseline.ts';
import { pathIn } from '../../../engine/globs.ts';
import type { Finding } from '../../../../../shared/src/finding.ts';
import type { Session } from '../session.ts';

/** Takes all that is found in the workspace into its baselines, or lets go of what is gone. */
export function changeBaseline(session: Session) {
  return async ({ change }: ChangeBaselineParams): Promise<ChangeBaselineResult> => {
    const { baselines, check } = session;
    const last = check.last;
    const { cancelled, limits } = last === undefined || last.cancelled ? await session.checkWorkspace() : last;
    if (cancelled) return { findings: 0, problems: ['The check was cancelled, so the baseline was left as it is.'] };
    // Of what was not checked nobody knows what it no longer holds.
    const isWhole = limits.length === 0;
    const found = findingsByFile(session);
    const roots = baselines.roots.filter((root) => change === 'update' || baselines.of(root) !== undefined);
    const problems = roots.flatMap(
      (root) => baselines.change(root, (before) => changed(before, root, { found, change, isWhole })) ?? [],
    );
    session.showBaselines();
    return { findings: roots.reduce((sum, root) => sum + sizeOf(baselines.of(root) ?? noBaseline), 0), problems };
  };
}

const noBaseline: Baseline = { files: new Map() };

interface Found {
  readonly found: ReadonlyMap<string, readonly Finding[]>;
  readonly change: ChangeBaselineParams['change'];
  readonly isWhole: boolean;
}

function changed(before: Baseline, root: string, { found, change, isWhole }: Found): Baseline {
  const names = [...found.keys()].filter((file) => file.startsWith(`${root}/`)).map((file) => pathIn(root, file));
  const gone = isWhole ? [...before.files.keys()].filter((name) => !names.includes(name)) : [];
  const entries = names.map((name): readonly [string, readonly BaselineEntry[]] => {
    const known = before.files.get(name) ?? [];
    const present = entriesOf(found.get(`${root}/${name}`) ?? [], known);
    return [name, change === 'update' ? present : commonTo(known, present)];
  });
  return withEntries(before, [...entries, ...gone.map((name) => [name, []] as const)]);
}

function commonTo(known: readonly BaselineEntry[], present: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return known.flatMap((entry) => {
    const now = present.find(({ rule, fingerprint }) => rule === entry.rule && fingerprint === entry.fingerprint);
    return now === undefined ? [] : [{ ...entry, count: Math.min(entry.count, now.count) }];
  });
}

function findingsByFile({ publisher }: Session): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, readonly Finding[]>();
  for (const uri of publisher.uris) {
    const findings = publisher.findingsOf(uri);
    const [first] = findings;
    if (first !== undefined) files.set(first.file, findings);
  }
  return files;
}
