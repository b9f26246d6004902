import type { OracleHost } from './host.ts';
import { matchFiles, type FolderEntries } from './compiler-internals.ts';

/** What `setText` did to a file as others see it. */
export type TextChange = 'none' | 'changed' | 'created' | 'deleted';

/** Minified bundles are JavaScript of this size; a program reads them as empty. */
const largestScript = 1_000_000;

/**
 * Text and existence of files, unsaved ones included. Versions are numbers in memory, so that asking whether a file
 * changed costs no system call; the disk is asked once and again only when told.
 */
export class Documents {
  readonly #host: OracleHost;
  readonly #unsaved = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #files = new Map<string, boolean>();
  readonly #folders = new Map<string, boolean>();
  readonly #realpaths = new Map<string, string>();

  constructor(host: OracleHost) {
    this.#host = host;
  }

  get isCaseSensitive(): boolean {
    return this.#host.useCaseSensitiveFileNames;
  }

  /** The key of a path: file systems that ignore case name one file in several ways. */
  canonical(path: string): string {
    return this.#host.useCaseSensitiveFileNames ? path : path.toLowerCase();
  }

  setText(path: string, text: string | undefined): TextChange {
    const key = this.canonical(path);
    const before = this.#unsaved.get(key);
    if (before === text) return 'none';
    const existed = this.fileExists(path);
    if (text === undefined) this.#unsaved.delete(key);
    else this.#unsaved.set(key, text);
    this.#names.set(key, path);
    this.touch(path);
    const exists = this.fileExists(path);
    if (existed === exists) return exists ? 'changed' : 'none';
    return exists ? 'created' : 'deleted';
  }

  isUnsaved(path: string): boolean {
    return this.#unsaved.has(this.canonical(path));
  }

  /** The text on disk may be another one now. False when unsaved text hides it. */
  touch(path: string): boolean {
    const key = this.canonical(path);
    this.#versions.set(key, this.version(path) + 1);
    return !this.#unsaved.has(key);
  }

  /** The disk may hold other files now. */
  forgetExistence(): void {
    this.#files.clear();
    this.#folders.clear();
    this.#realpaths.clear();
  }

  version(path: string): number {
    return this.#versions.get(this.canonical(path)) ?? 0;
  }

  /** Without a byte order mark when read from disk, as editors count; unsaved text is taken as it is. */
  read(path: string): string | undefined {
    const unsaved = this.#unsaved.get(this.canonical(path));
    if (unsaved !== undefined) return unsaved;
    const text = this.#host.readFile(path);
    return text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  /** Text as a program should see it. */
  readForProgram(path: string): string | undefined {
    const text = this.read(path);
    return text !== undefined && text.length > largestScript && /\.[cm]?jsx?$/i.test(path) ? '' : text;
  }

  fileExists(path: string): boolean {
    const key = this.canonical(path);
    if (this.#unsaved.has(key)) return true;
    return remembered(this.#files, key, () => this.#host.fileExists(path));
  }

  directoryExists(path: string): boolean {
    const key = this.canonical(path);
    if (remembered(this.#folders, key, () => this.#host.directoryExists(path))) return true;
    const inside = key.endsWith('/') ? key : `${key}/`;
    for (const unsaved of this.#unsaved.keys()) if (unsaved.startsWith(inside)) return true;
    return false;
  }

  realpath(path: string): string {
    return remembered(this.#realpaths, this.canonical(path), () => this.#host.realpath?.(path) ?? path);
  }

  getDirectories(path: string): readonly string[] {
    return this.#host.getDirectories(path);
  }

  readDirectory(
    root: string,
    extensions: readonly string[],
    excludes: readonly string[] | undefined,
    includes: readonly string[],
    depth?: number,
  ): readonly string[] {
    const saved = this.#host.readDirectory(root, extensions, excludes, includes, depth);
    const onlyHere = this.#unsavedOnly();
    if (onlyHere.length === 0) return saved;
    const { useCaseSensitiveFileNames, currentDirectory } = this.#host;
    const entries = (folder: string): FolderEntries => entriesOf(folder, onlyHere);
    const unsaved = matchFiles(
      root,
      extensions,
      excludes,
      includes,
      useCaseSensitiveFileNames,
      currentDirectory,
      depth,
      entries,
      (path) => path,
    );
    return [...new Set([...saved, ...unsaved])];
  }

  #unsavedOnly(): string[] {
    const paths: string[] = [];
    for (const key of this.#unsaved.keys()) {
      const path = this.#names.get(key) ?? key;
      if (!remembered(this.#files, key, () => this.#host.fileExists(path))) paths.push(path);
    }
    return paths;
  }
}

function remembered<V>(known: Map<string, V>, key: string, ask: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(key, answer);
  return answer;
}

function entriesOf(folder: string, paths: readonly string[]): FolderEntries {
  const inside = folder.endsWith('/') ? folder : `${folder}/`;
  const files = new Set<string>();
  const directories = new Set<string>();
  for (const path of paths) {
    if (!path.startsWith(inside)) continue;
    const rest = path.slice(inside.length);
    const slash = rest.indexOf('/');
    if (slash < 0) files.add(rest);
    else directories.add(rest.slice(0, slash));
  }
  return { files: [...files], directories: [...directories] };
}
