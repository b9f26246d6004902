import type { Tracking } from '../engine/snapshot.ts';
import { filesInIndex } from './git-index.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { folderOf, foldersUp, joined, nameOf } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';

export interface GitSources {
  readonly files: ProjectFiles;
  readonly readBytes: (path: string) => Uint8Array | undefined;
  readonly rootOf: (path: string) => string | undefined;
}

interface Index {
  readonly size: number | undefined;
  readonly names: ReadonlySet<string>;
}

/**
 * What Git makes of any path. The work tree may begin above the workspace: a file that is committed is so whichever of its folders
 * is open.
 */
export class GitTracking {
  readonly #sources: GitSources;
  readonly #indexes = new Map<string, Index>();

  constructor(sources: GitSources) {
    this.#sources = sources;
  }

  of(file: string): Tracking {
    const root = this.#workTreeOf(file);
    if (root !== undefined && this.#namesIn(root).has(file.slice(root === '/' ? 1 : root.length + 1))) return 'tracked';
    return this.#isIgnored(file, root ?? this.#sources.rootOf(file)) ? 'ignored' : 'untracked';
  }

  #workTreeOf(file: string): string | undefined {
    const { files } = this.#sources;
    return foldersUp(folderOf(file), undefined).find(
      (folder) => files.folderExists(joined(folder, '.git')) || files.exists(joined(folder, '.git')),
    );
  }

  /** Read anew when its size changed: nobody tells when Git writes it. */
  #namesIn(root: string): ReadonlySet<string> {
    const { files, readBytes } = this.#sources;
    const path = `${this.#repositoryOf(root)}/index`;
    const size = files.sizeOf(path);
    const known = this.#indexes.get(root);
    if (known !== undefined && size !== undefined && known.size === size) return known.names;
    const bytes = readBytes(path);
    const config = bytes === undefined ? undefined : files.read(`${root}/.git/config`);
    const hashLength = /^\s*objectformat\s*=\s*sha256\s*$/im.test(config ?? '') ? 32 : 20;
    const names = new Set(bytes === undefined ? [] : filesInIndex(bytes, hashLength));
    this.#indexes.set(root, { size, names });
    return names;
  }

  /** In a linked work tree `.git` is a file that says where the rest lies. */
  #repositoryOf(root: string): string {
    const { files } = this.#sources;
    const marker = joined(root, '.git');
    const pointer = files.folderExists(marker) ? undefined : /^gitdir: (.+)$/m.exec(files.read(marker) ?? '')?.[1];
    return pointer === undefined ? marker : joined(root, pointer.trim());
  }

  #isIgnored(file: string, root: string | undefined): boolean {
    if (root === undefined) return false;
    const rules = new IgnoreFiles(root, (path) =>
      this.#sources.files.exists(path) ? this.#sources.files.read(path) : undefined,
    );
    const above = foldersUp(folderOf(file), root).filter((folder) => folder !== root);
    return (
      rules.isIgnored(file, false) || above.some((folder) => nameOf(folder) !== '' && rules.isIgnored(folder, true))
    );
  }
}
