import type { EntryKind, ProjectFileSystem } from './file-system.ts';
import { folderOf, foldersUp, nameOf } from './paths.ts';

/** Files of a project as its author sees them: unsaved text first, then the disk. Nothing throws. */
export class ProjectFiles {
  readonly #disk: ProjectFileSystem;
  readonly #unsaved = new Map<string, string>();
  readonly #listings = new Map<string, ReadonlyMap<string, EntryKind>>();
  readonly #answers = new Map<string, boolean>();
  readonly #folders = new Map<string, readonly string[]>();
  readonly #realpaths = new Map<string, string>();

  constructor(disk: ProjectFileSystem) {
    this.#disk = disk;
  }

  /** The key of a path: file systems that ignore case name one file in several ways. */
  keyOf(path: string): string {
    return this.#disk.useCaseSensitiveFileNames ? path : path.toLowerCase();
  }

  unsavedText(path: string): string | undefined {
    return this.#unsaved.get(this.keyOf(path));
  }

  setText(path: string, text: string | undefined): void {
    if (text === undefined) this.#unsaved.delete(this.keyOf(path));
    else this.#unsaved.set(this.keyOf(path), wellFormed(text));
  }

  /** Without a byte order mark when it comes from disk, as editors count; unsaved text is taken as it is. */
  read(path: string): string | undefined {
    const unsaved = this.unsavedText(path);
    if (unsaved !== undefined) return unsaved;
    const text = this.#disk.readFile(path);
    if (text === undefined) return undefined;
    return wellFormed(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  }

  /** As `read` has it on disk, piece by piece. What cannot be read throws. */
  *chunksOf(path: string): Generator<string> {
    const chunks = this.#disk.readChunks?.(path);
    if (chunks === undefined) yield this.read(path) ?? '';
    else yield* chunks;
  }

  exists(path: string): boolean {
    return this.#unsaved.has(this.keyOf(path)) || this.#is('file', path);
  }

  folderExists(path: string): boolean {
    return this.#is('folder', path);
  }

  /** On disk, in bytes; undefined where that is not known. */
  sizeOf(path: string): number | undefined {
    return this.#disk.sizeOf?.(path);
  }

  /** Names of the folders directly inside. */
  foldersIn(path: string): readonly string[] {
    return remembered(this.#folders, this.keyOf(path), () => this.#disk.getDirectories(path));
  }

  /** Names of whatever lies directly inside. */
  namesIn(path: string): readonly string[] {
    return [...(this.#listing(path)?.keys() ?? [])];
  }

  /** The path with all links followed. */
  realpath(path: string): string {
    return remembered(this.#realpaths, this.keyOf(path), () => this.#disk.realpath?.(path) ?? path);
  }

  /** A file appeared or vanished, perhaps with folders above it. */
  forgetFile(path: string): void {
    this.#realpaths.delete(this.keyOf(path));
    this.#answers.clear();
    for (const folder of foldersUp(folderOf(path), undefined)) {
      this.#listings.delete(this.keyOf(folder));
      this.#folders.delete(this.keyOf(folder));
    }
  }

  /** The disk may hold other files now. */
  forgetExistence(): void {
    this.#listings.clear();
    this.#answers.clear();
    this.#folders.clear();
    this.#realpaths.clear();
  }

  /** Most questions are about names that are not there: a folder that was listed once answers all of them. */
  #is(kind: 'file' | 'folder', path: string): boolean {
    const folder = folderOf(path);
    // What lies at the very top may be entered though not listed.
    const listing = folderOf(folder) === folder ? undefined : this.#listing(folder);
    const found = listing?.get(this.keyOf(nameOf(path)));
    if (found === 'file' || found === 'folder') return found === kind;
    if (found === undefined && listing !== undefined) return false;
    const ask = kind === 'file' ? () => this.#disk.fileExists(path) : () => this.#disk.directoryExists(path);
    return remembered(this.#answers, `${kind} ${this.keyOf(path)}`, ask);
  }

  #listing(folder: string): ReadonlyMap<string, EntryKind> | undefined {
    if (this.#disk.entries === undefined) return undefined;
    const key = this.keyOf(folder);
    const before = this.#listings.get(key);
    if (before !== undefined) return before;
    const entries = this.#disk.entries(folder) ?? [];
    const listing = new Map(entries.map(({ name, kind }) => [this.keyOf(name), kind]));
    this.#listings.set(key, listing);
    return listing;
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, ask: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(key, answer);
  return answer;
}

/** Half of a surrogate pair kills the native type checker; its replacement is as long, so offsets hold. */
const wellFormed = (text: string): string => (text.isWellFormed() ? text : text.toWellFormed());
