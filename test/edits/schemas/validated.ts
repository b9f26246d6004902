import { analyzeWhole } from '../../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../../server/src/engine/config.ts';
import { applyEdits, buildFix, mergeFixes } from '../../../server/src/engine/fixes.ts';
import { ProjectStore } from '../../../server/src/project/snapshot-store.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { memoryWorkspace } from '../../project/memory-files.ts';
import type { FileContents } from '../../write-files.ts';

const root = '/w';
const options = { rules, config: defaultConfigIn(root) };

/** The texts that change when every handler of a file is given its schema, by name. */
export function validated(files: FileContents, name: string): Readonly<Record<string, string>> {
  const fileSystem = memoryWorkspace(files);
  const snapshot = new ProjectStore({ fileSystem, roots: [root] }).snapshot();
  const analysis = { ...options, tier: 'flow', suppressions: true, root, today: '2026-01-31' } as const;
  const findings = analyzeWhole(snapshot, `${root}/${name}`, analysis)?.findings ?? [];
  const fixes = findings
    .filter(({ rule }) => rule === 'unvalidated-input')
    .map((finding) => buildFix(snapshot, options, finding, 'validate-input') ?? []);
  const merged = mergeFixes(fixes);
  return Object.fromEntries(
    merged.map(({ file, edits }) => [file.slice(root.length + 1), applyEdits(fileSystem.readFile(file) ?? '', edits)]),
  );
}
