import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { type Config, defaultConfigIn } from '../../server/src/engine/config.ts';
import { applyEdits, buildFix } from '../../server/src/engine/fixes.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { DiskFolder } from '../disk-folder.ts';

export interface Mending {
  readonly rule: string;
  readonly fix: string;
  readonly file: string;
}

/** Applies the fix to the one finding of the rule on disk, and gives what the finding said. */
export function mend(folder: DiskFolder, { rule, fix, file }: Mending): string {
  const [finding, ...others] = findingsIn(folder, rule, file);
  assert.ok(finding, `${rule} finds nothing in ${file}.`);
  assert.equal(others.length, 0, `${rule} finds more than one thing in ${file}.`);
  const options = { rules, config: configIn(folder) };
  const offered = finding.fixes.map(({ id }) => id);
  assert.ok(offered.includes(fix), `${fix} is not offered, only ${offered.join(', ')}.`);
  const edits = buildFix(snapshotOf(folder), options, finding, fix);
  assert.ok(edits, `The fix ${fix} cannot be made.`);
  for (const { file: changed, edits: own } of edits) {
    const name = changed.slice(folder.folder.length + 1);
    folder.write(name, applyEdits(existsSync(changed) ? folder.read(name) : '', own));
  }
  assert.deepEqual(findingsIn(folder, rule, file), [], `The fix ${fix} leaves the finding.`);
  return finding.message;
}

function findingsIn(folder: DiskFolder, rule: string, file: string) {
  const root = folder.folder;
  const options = { rules, config: configIn(folder), tier: 'flow', suppressions: true, root, today: '2026-01-31' };
  const found = analyzeWhole(snapshotOf(folder), `${root}/${file}`, { ...options, tier: 'flow' });
  return (found?.findings ?? []).filter((each) => each.rule === rule);
}

const configIn = ({ folder }: DiskFolder): Config => ({ ...defaultConfigIn(folder), profile: 'strict' });

function snapshotOf({ folder }: DiskFolder) {
  const fileSystem = nodeFileSystem({ currentDirectory: folder, libFolder: folder });
  return new ProjectStore({ fileSystem, roots: [folder] }).snapshot();
}
