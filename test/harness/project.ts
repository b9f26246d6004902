import type { FileEdit, Finding } from '../../shared/src/finding.ts';
import type { Profile } from '../../server/src/engine/config.ts';
import type { Mode } from './cases.ts';
import type { World } from './world.ts';

/** The engine over one world, as a host would put it together. */
export interface Project {
  /** Throws when the file cannot be checked whole. */
  check(file: string, profile: Profile): readonly Finding[];
  /** Undefined when the fix cannot be made after all. */
  fix(finding: Finding, fixId: string): readonly FileEdit[] | undefined;
}

export declare function openProject(world: World, mode: Mode): Project;
