import { largestCode, largestText } from './left-out.ts';
import type { ProjectFiles } from './project-files.ts';
import { isNamedAsText } from './text-files.ts';
import { isCode } from './trees.ts';

/** The texts of a project that are looked at: of any kind, neither binary nor beyond bounds. */
export class Texts {
  readonly #files: ProjectFiles;
  readonly #largest: number;

  /** @param largest of what is no code, in UTF-16 units */
  constructor(files: ProjectFiles, largest = largestText) {
    this.#files = files;
    this.#largest = largest;
  }

  of(file: string): string | undefined {
    const text = this.#read(file);
    return text === undefined || this.#whyNotRead(file, text) !== undefined ? undefined : text;
  }

  /** Whether a file whose name promises nothing turned out to be no text: that goes without saying. */
  isSilent(file: string): boolean {
    return !isNamedAsText(file) && !this.#isTooLargeOnDisk(file) && this.#files.read(file)?.includes('\0') === true;
  }

  /** In plain words, why a file that exists is not looked at. */
  limitOf(file: string): string | undefined {
    if (this.#isTooLargeOnDisk(file)) return this.#tooLarge(file);
    const text = this.#files.read(file);
    return text === undefined ? undefined : this.#whyNotRead(file, text);
  }

  #read(file: string): string | undefined {
    return this.#isTooLargeOnDisk(file) ? undefined : this.#files.read(file);
  }

  /** Nobody reads gigabytes to say that they are too many. */
  #isTooLargeOnDisk(file: string): boolean {
    return (
      this.#files.unsavedText(file) === undefined &&
      (this.#files.sizeOf(file) ?? 0) > bytesPerUnit * this.#limitFor(file)
    );
  }

  #whyNotRead(file: string, text: string): string | undefined {
    if (text.length > this.#limitFor(file)) return this.#tooLarge(file);
    return text.includes('\0') ? 'binary' : undefined;
  }

  #tooLarge(file: string): string {
    return `larger than ${this.#limitFor(file) / 1_000_000} MB`;
  }

  #limitFor(file: string): number {
    return isCode(file) ? largestCode : this.#largest;
  }
}

/** Of UTF-8, at most. */
const bytesPerUnit = 3;
