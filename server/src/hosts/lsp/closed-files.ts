import type { WorkspaceFileSystem } from '../../project/file-system.ts';
import { Workspace } from '../../project/workspace.ts';
import { folderOf } from './analysis-options.ts';
import type { ConfiguredFolder } from './worker-protocol.ts';

/** Which files that are not open belong to the workspace. */
export class ClosedFiles {
  readonly #fileSystem: WorkspaceFileSystem;
  readonly #folders: () => readonly ConfiguredFolder[];
  readonly #workspaces = new Map<ConfiguredFolder['config'], Workspace>();

  constructor(fileSystem: WorkspaceFileSystem, folders: () => readonly ConfiguredFolder[]) {
    this.#fileSystem = fileSystem;
    this.#folders = folders;
  }

  /** Whether a check of the workspace looks at the file; it must exist. */
  includes(file: string): boolean {
    const found = folderOf(this.#folders(), file);
    if (found === undefined || !this.#fileSystem.fileExists(file)) return false;
    return this.#workspaceOf(found).includes(file);
  }

  /** Ignore files or the configuration changed. */
  forget(): void {
    this.#workspaces.clear();
  }

  #workspaceOf({ folder, config }: ConfiguredFolder): Workspace {
    const known = this.#workspaces.get(config);
    if (known !== undefined) return known;
    const workspace = new Workspace({ fileSystem: this.#fileSystem, root: folder, config });
    this.#workspaces.set(config, workspace);
    return workspace;
  }
}
