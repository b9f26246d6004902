import type { Finding } from '../../shared/src/finding.ts';
import { applyEdits, buildFix, type FixOptions } from '../../server/src/engine/fixes.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import type { Snapshot } from '../../server/src/engine/snapshot.ts';
import type { ProjectFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';

const rule = 'unvalidated-env';
const fix = 'check-once';

export interface CheckedOnce {
  /** Whether the fix is offered for the first finding of the file. */
  readonly isOffered: boolean;
  /** The texts of the files that change, by name; undefined where the fix cannot be made. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** Applies the fix to the first finding of a file. */
export function checkedOnce(fileSystem: ProjectFileSystem, root: string, name: string): CheckedOnce {
  const snapshot = snapshotOf(fileSystem, root);
  const finding = findingsOf(snapshot, root, name).find((each) => each.rule === rule);
  if (finding === undefined) throw new Error(`There is no finding of ${rule} in ${name}.`);
  const isOffered = finding.fixes.some(({ id }) => id === fix);
  const edits = isOffered ? buildFix(snapshot, optionsIn(root), finding, fix) : undefined;
  const texts = edits?.map(({ file, edits: own }) => [
    file.slice(root.length + 1),
    applyEdits(fileSystem.readFile(file) ?? '', own),
  ]);
  return { isOffered, texts: texts && (Object.fromEntries(texts) as Record<string, string>) };
}

/** What all rules say of a file, in words. */
export const findingsIn = (fileSystem: ProjectFileSystem, root: string, name: string): readonly string[] =>
  findingsOf(snapshotOf(fileSystem, root), root, name).map((each) => `${each.rule}: ${each.message}`);

const snapshotOf = (fileSystem: ProjectFileSystem, root: string): Snapshot =>
  new ProjectStore({ fileSystem, roots: [root] }).snapshot();

const optionsIn = (root: string): FixOptions => ({ rules, config: { ...defaultConfigIn(root), profile: 'strict' } });

function findingsOf(snapshot: Snapshot, root: string, name: string): readonly Finding[] {
  const options = { ...optionsIn(root), tier: 'flow', suppressions: true, root, today: '2026-01-31' } as const;
  return analyzeWhole(snapshot, `${root}/${name}`, options)?.findings ?? [];
}
