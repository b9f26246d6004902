import type { WorkspaceFileSystem } from './file-system.ts';
import { filesInIndex } from './git-index.ts';
import { folderOf, isInside } from './paths.ts';
import { isLookedAt } from './text-files.ts';

interface Tracked {
  readonly files: ReadonlySet<string>;
  /** All folders above them, below the root. */
  readonly folders: ReadonlySet<string>;
}

/**
 * The files that Git tracks in a work tree: an ignore file says nothing about it. Read when somebody first asks; nothing where the root
 * is not a work tree's own, such as below one or in one whose repository lies elsewhere.
 */
export class TrackedFiles {
  readonly #fileSystem: WorkspaceFileSystem;
  readonly #root: string;
  #tracked: Tracked | undefined;

  constructor(fileSystem: WorkspaceFileSystem, root: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
  }

  has(file: string): boolean {
    return this.#known().files.has(file);
  }

  /** Whether some of it lies in a folder, however deep. */
  hasBelow(folder: string): boolean {
    return this.#known().folders.has(folder);
  }

  forget(): void {
    this.#tracked = undefined;
  }

  #known(): Tracked {
    this.#tracked ??= this.#read();
    return this.#tracked;
  }

  #read(): Tracked {
    const index = this.#fileSystem.readBytes?.(`${this.#root}/.git/index`);
    const config = index === undefined ? undefined : this.#fileSystem.readFile(`${this.#root}/.git/config`);
    const hashLength = /^\s*objectformat\s*=\s*sha256\s*$/im.test(config ?? '') ? 32 : 20;
    const names = index === undefined ? [] : filesInIndex(index, hashLength).filter(isLookedAt);
    const files = new Set(names.map((name) => `${this.#root}/${name}`));
    const folders = new Set<string>();
    for (const file of files) {
      for (
        let folder = folderOf(file);
        !folders.has(folder) && isInside(folder, this.#root);
        folder = folderOf(folder)
      ) {
        if (folder === this.#root) break;
        folders.add(folder);
      }
    }
    return { files, folders };
  }
}
