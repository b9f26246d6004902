import type { FileEdit, Finding } from '../../shared/src/finding.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import type { Profile } from '../../server/src/engine/config.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { buildFix } from '../../server/src/engine/fixes.ts';
import type { Snapshot } from '../../server/src/engine/snapshot.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import { createOracle } from '../../server/src/types/create-oracle.ts';
import type { Mode } from './cases.ts';
import type { World } from './world.ts';
import { worldRoot } from './world.ts';

/** The engine over one world, as a host would put it together. */
export interface Project {
  /**
   * Throws when the file cannot be checked whole.
   * @param alone the one rule that is asked, so that none outranks it
   */
  check(file: string, profile: Profile, alone?: string): readonly Finding[];
  /** Undefined when the fix cannot be made after all. */
  fix(finding: Finding, fixId: string): readonly FileEdit[] | undefined;
}

export function openProject(world: World, mode: Mode): Project {
  const snapshot = snapshotOf(world, mode);
  return {
    check(file, profile, alone) {
      const root = projectOf(file);
      const config = { ...defaultConfigIn(root), profile };
      const asked = rules.filter(({ meta }) => alone === undefined || meta.id === alone);
      const options = { rules: asked, config, tier: 'flow', suppressions: true, root, today: '2026-01-31' } as const;
      const found = analyzeWhole(snapshot, file, { ...options, ruleFailed: passOn });
      if (!found) throw new Error(`${file} is not taken for code.`);
      if (found.limits.length > 0) throw new Error(`${file} was not checked whole: ${found.limits.join('; ')}`);
      return found.findings;
    },
    fix: (finding, fixId) =>
      buildFix(snapshot, { rules, config: defaultConfigIn(projectOf(finding.file)) }, finding, fixId),
  };
}

/** A defect of a rule fails the case by its own stack. */
function passOn(_rule: string, error: unknown): never {
  throw error;
}

function snapshotOf(world: World, mode: Mode): Snapshot {
  const roots = [...new Set([...world.files.keys()].map(projectOf))];
  if (mode === 'untyped') return new ProjectStore({ fileSystem: world, roots }).snapshot();
  const oracle = createOracle({ host: world, roots: [worldRoot] });
  const store = new ProjectStore({
    fileSystem: world,
    roots,
    oracle: (file) => oracle.forFile(file),
    sourceFile: (file) => oracle.sourceFile(file),
  });
  return store.snapshot();
}

/** The folder of the case's own project, which the engine takes for the workspace. */
function projectOf(file: string): string {
  const depth = worldRoot.split('/').length + 1;
  return file.split('/').slice(0, depth).join('/');
}
