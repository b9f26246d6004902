import { largestCode, largestHeld, largestText } from './left-out.ts';
import type { ProjectFiles } from './project-files.ts';
import { isNamedAsText } from './text-files.ts';
import { isCode } from './trees.ts';

export interface TextBounds {
  /** Of what is no code, in bytes on disk: what is larger comes in chunks. */
  readonly held: number;
  /** Of what is no code: what is larger is not looked at. */
  readonly largest: number;
}

/** The texts of a project that are looked at: of any kind, neither binary nor beyond bounds. */
export class Texts {
  readonly #files: ProjectFiles;
  readonly #bounds: TextBounds;

  constructor(files: ProjectFiles, bounds: TextBounds = { held: largestHeld, largest: largestText }) {
    this.#files = files;
    this.#bounds = bounds;
  }

  of(file: string): string | undefined {
    const text = this.#read(file);
    return text === undefined || this.#whyNotRead(file, text) !== undefined ? undefined : text;
  }

  /** Of a file that is too large to be held whole. */
  chunksOf(file: string): Iterable<string> | undefined {
    return this.#isStreamed(file) ? this.#files.chunksOf(file) : undefined;
  }

  /** Whether a file whose name promises nothing turned out to be no text: that goes without saying. */
  isSilent(file: string): boolean {
    return !isNamedAsText(file) && !this.#isTooLargeOnDisk(file) && this.#isBinary(file);
  }

  /** In plain words, why a file that exists is not looked at. */
  limitOf(file: string): string | undefined {
    if (this.#isTooLargeOnDisk(file)) return this.#tooLarge(file);
    if (this.#isStreamed(file)) return this.#isBinary(file) ? 'binary' : undefined;
    const text = this.#files.read(file);
    return text === undefined ? undefined : this.#whyNotRead(file, text);
  }

  #read(file: string): string | undefined {
    return this.#isTooLargeOnDisk(file) || this.#isStreamed(file) ? undefined : this.#files.read(file);
  }

  #isStreamed(file: string): boolean {
    const { held, largest } = this.#bounds;
    if (isCode(file) || this.#files.unsavedText(file) !== undefined) return false;
    const size = this.#files.sizeOf(file) ?? 0;
    return size > held && size <= largest;
  }

  #isBinary(file: string): boolean {
    try {
      for (const chunk of this.chunksOf(file) ?? [this.#files.read(file) ?? '']) if (chunk.includes('\0')) return true;
    } catch {
      return false;
    }
    return false;
  }

  /** Nobody reads gigabytes to say that they are too many. */
  #isTooLargeOnDisk(file: string): boolean {
    if (this.#files.unsavedText(file) !== undefined) return false;
    const most = isCode(file) ? bytesPerUnit * largestCode : this.#bounds.largest;
    return (this.#files.sizeOf(file) ?? 0) > most;
  }

  #whyNotRead(file: string, text: string): string | undefined {
    if (text.length > this.#limitFor(file)) return this.#tooLarge(file);
    return text.includes('\0') ? 'binary' : undefined;
  }

  #tooLarge(file: string): string {
    return `larger than ${this.#limitFor(file) / 1_000_000} MB`;
  }

  #limitFor(file: string): number {
    return isCode(file) ? largestCode : this.#bounds.largest;
  }
}

/** Of UTF-8, at most. */
const bytesPerUnit = 3;
