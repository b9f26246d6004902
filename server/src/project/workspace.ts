import { isIncluded, type Config } from '../engine/config.ts';
import { matches, pathIn } from '../engine/globs.ts';
import type { FolderEntry, WorkspaceFileSystem } from './file-system.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { foldersUp, folderOf, isInside, joined, nameOf } from './paths.ts';
import { isCode, largestCode } from './trees.ts';

/** Never looked into, wherever they lie: installed packages, version control, caches and output of tools. */
const foreignFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.git',
  '.hg',
  '.svn',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.astro',
  '.turbo',
  '.vercel',
  '.netlify',
  '.wrangler',
  '.serverless',
  '.expo',
  '.angular',
  '.docusaurus',
  '.cache',
  '.parcel-cache',
  '.nyc_output',
  '.vscode-test',
]);

/** Output of a build when they lie beside a package.json and hold no sources themselves. */
const outputFolders: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'coverage', 'storybook-static']);

export interface WorkspaceOptions {
  readonly fileSystem: WorkspaceFileSystem;
  /** Absolute, with forward slashes. */
  readonly root: string;
  readonly config: Config;
}

/** The code files of a workspace folder: what its author wrote, neither ignored nor installed nor built. */
export class Workspace {
  readonly #fileSystem: WorkspaceFileSystem;
  readonly #root: string;
  readonly #config: Config;
  readonly #ignored: IgnoreFiles;

  constructor({ fileSystem, root, config }: WorkspaceOptions) {
    this.#fileSystem = fileSystem;
    this.#root = joined('/', root);
    this.#config = config;
    this.#ignored = new IgnoreFiles(this.#root, (path) =>
      fileSystem.fileExists(path) ? fileSystem.readFile(path) : undefined,
    );
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
   * @param limits takes sentences about files that are left out although they are code
   */
  *files(limits: string[] = []): Generator<string> {
    yield* this.#filesIn(this.#root, limits);
  }

  /** Whether `files` would list it; for single files that change. */
  includes(file: string): boolean {
    if (!isInside(file, this.#root) || !isCode(file)) return false;
    const folders = foldersUp(folderOf(file), this.#root).filter((folder) => folder !== this.#root);
    return !folders.some((folder) => this.#skipsFolder(folder)) && this.#takesFile(file);
  }

  /** Call when an ignore file changed. */
  forget(): void {
    this.#ignored.forget();
  }

  *#filesIn(folder: string, limits: string[]): Generator<string> {
    const entries = [...(this.#fileSystem.entries(folder) ?? [])].sort(byName);
    for (const { name, kind } of entries) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      if (kind === 'folder') {
        if (!this.#skipsFolder(path)) yield* this.#filesIn(path, limits);
      } else if (kind === 'file' && isCode(name) && this.#takesFile(path)) {
        if ((this.#fileSystem.sizeOf(path) ?? 0) <= largestCode) yield path;
        else limits.push(`${pathIn(this.#root, path)} is larger than 1 MB and was not checked.`);
      }
    }
  }

  #takesFile(file: string): boolean {
    return isIncluded(this.#config, file) && !this.#ignored.isIgnored(file, false);
  }

  #skipsFolder(folder: string): boolean {
    return (
      foreignFolders.has(nameOf(folder)) ||
      this.#ignored.isIgnored(folder, true) ||
      matches(this.#config.exclude, pathIn(this.#config.folder, folder)) ||
      this.#isOutput(folder)
    );
  }

  #isOutput(folder: string): boolean {
    if (!outputFolders.has(nameOf(folder))) return false;
    if (!this.#fileSystem.fileExists(joined(folderOf(folder), 'package.json'))) return false;
    return !(this.#fileSystem.entries(folder) ?? []).some(isSource);
  }
}

function isSource({ name, kind }: FolderEntry): boolean {
  return kind === 'file' && /(?<!\.d)\.[cm]?tsx?$/.test(name);
}

function byName(one: FolderEntry, other: FolderEntry): number {
  return one.name < other.name ? -1 : 1;
}
