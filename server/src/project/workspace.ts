import { isIncluded, type Config } from '../engine/config.ts';
import { matches, pathIn } from '../engine/globs.ts';
import { isEnvironmentFile } from '../semantics/environment-files.ts';
import type { FolderEntry, WorkspaceFileSystem } from './file-system.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { foreignFolders, isOutput, isStore, largestCode, largestText } from './left-out.ts';
import { foldersUp, folderOf, isInside, joined, nameOf } from './paths.ts';
import { isLookedAt } from './text-files.ts';
import { TrackedFiles } from './tracked-files.ts';
import { isCode } from './trees.ts';

export interface WorkspaceOptions {
  readonly fileSystem: WorkspaceFileSystem;
  /** Absolute, with forward slashes. */
  readonly root: string;
  readonly config: Config;
}

/** The code and other texts of a workspace folder: what its author wrote, neither ignored nor installed nor built. */
export class Workspace {
  readonly #fileSystem: WorkspaceFileSystem;
  readonly #root: string;
  readonly #config: Config;
  readonly #ignored: IgnoreFiles;
  readonly #tracked: TrackedFiles;

  constructor({ fileSystem, root, config }: WorkspaceOptions) {
    this.#fileSystem = fileSystem;
    this.#root = joined('/', root);
    this.#config = config;
    this.#ignored = new IgnoreFiles(this.#root, (path) =>
      fileSystem.fileExists(path) ? fileSystem.readFile(path) : undefined,
    );
    this.#tracked = new TrackedFiles(fileSystem, this.#root);
  }

  /** A sentence that says why nothing can be listed. */
  problem(): string | undefined {
    if (this.#fileSystem.directoryExists(this.#root)) return undefined;
    return this.#fileSystem.fileExists(this.#root)
      ? `${this.#root} is a file, not a folder.`
      : `There is no folder ${this.#root}.`;
  }

  /**
   * Lists in the order of names, a file at a time so that the caller can report progress or stop. Links are never
   * followed: what they lead to inside of the workspace is listed in its own place.
   *
   * @param limits takes sentences about files that are left out for their size
   */
  *files(limits: string[] = []): Generator<string> {
    yield* this.#filesIn(this.#root, limits, false);
  }

  /** Whether `files` would list it; for single files that change. */
  includes(file: string): boolean {
    if (!isInside(file, this.#root) || !isLookedAt(file)) return false;
    const folders = foldersUp(folderOf(file), this.#root).filter((folder) => folder !== this.#root);
    if (folders.some((folder) => this.#isForeign(folder))) return false;
    return this.#takesFile(
      file,
      folders.some((folder) => this.#ignored.isIgnored(folder, true)),
    );
  }

  /** Call when an ignore file changed. */
  forget(): void {
    this.#ignored.forget();
    this.#tracked.forget();
  }

  /** In a folder that Git ignores there is only what it tracks all the same. */
  *#filesIn(folder: string, limits: string[], isIgnored: boolean): Generator<string> {
    const entries = [...(this.#fileSystem.entries(folder) ?? [])].sort(byName);
    for (const { name, kind } of entries) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      if (kind === 'folder') {
        if (this.#isForeign(path)) continue;
        const isIgnoredToo = isIgnored || this.#ignored.isIgnored(path, true);
        if (!isIgnoredToo || this.#tracked.hasBelow(path)) yield* this.#filesIn(path, limits, isIgnoredToo);
      } else if (kind === 'file' && isLookedAt(name) && this.#takesFile(path, isIgnored)) {
        const most = isCode(name) ? largestCode : largestText;
        if ((this.#fileSystem.sizeOf(path) ?? 0) <= most) yield path;
        else limits.push(`${pathIn(this.#root, path)} is larger than ${most / 1_000_000} MB and was not checked.`);
      }
    }
  }

  #takesFile(file: string, isFolderIgnored: boolean): boolean {
    if (!isIncluded(this.#config, file)) return false;
    if (!isFolderIgnored && (isEnvironmentFile(file) || !this.#ignored.isIgnored(file, false))) return true;
    return this.#tracked.has(file);
  }

  #isForeign(folder: string): boolean {
    return (
      foreignFolders.has(nameOf(folder)) ||
      isStore(folder) ||
      matches(this.#config.exclude, pathIn(this.#config.folder, folder)) ||
      isOutput(this.#fileSystem, folder)
    );
  }
}

function byName(one: FolderEntry, other: FolderEntry): number {
  return one.name < other.name ? -1 : 1;
}
