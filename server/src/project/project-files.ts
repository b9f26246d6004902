import type { ProjectFileSystem } from './file-system.ts';

/** Files of a project as its author sees them: unsaved text first, then the disk. Nothing throws. */
export class ProjectFiles {
  readonly #disk: ProjectFileSystem;
  readonly #unsaved = new Map<string, string>();
  readonly #existing = new Map<string, boolean>();
  readonly #folders = new Map<string, boolean>();

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

  exists(path: string): boolean {
    const key = this.keyOf(path);
    return this.#unsaved.has(key) || remembered(this.#existing, key, () => this.#disk.fileExists(path));
  }

  folderExists(path: string): boolean {
    return remembered(this.#folders, this.keyOf(path), () => this.#disk.directoryExists(path));
  }

  /** On disk, in bytes; undefined where that is not known. */
  sizeOf(path: string): number | undefined {
    return this.#disk.sizeOf?.(path);
  }

  foldersIn(path: string): readonly string[] {
    return this.#disk.getDirectories(path);
  }

  /** The disk may hold other files now. */
  forgetExistence(): void {
    this.#existing.clear();
    this.#folders.clear();
  }
}

function remembered(known: Map<string, boolean>, key: string, ask: () => boolean): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(key, answer);
  return answer;
}

/** Half of a surrogate pair kills the native type checker; its replacement is as long, so offsets hold. */
function wellFormed(text: string): string {
  return loneSurrogate.test(text) ? text.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : text;
}

const loneSurrogate = /\p{Surrogate}/u;
