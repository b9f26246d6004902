import type { JsonFiles } from '../json-files.ts';
import type { ProjectFiles } from '../project-files.ts';

export interface ResolveContext {
  readonly files: ProjectFiles;
  readonly json: JsonFiles;
  /** The outermost workspace folder that holds a path: nothing above it is read. */
  rootOf(path: string): string | undefined;
  /** All folders of the workspace. */
  roots(): readonly string[];
}
