import { largestCode, largestText } from './left-out.ts';
import type { ProjectFiles } from './project-files.ts';
import { isNamedAsText } from './text-files.ts';
import { isCode } from './trees.ts';

/** The texts of a project that are looked at: of any kind, neither binary nor beyond bounds. */
export class Texts {
  readonly #files: ProjectFiles;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  of(file: string): string | undefined {
    const text = this.#read(file);
    return text === undefined || whyNotRead(file, text) !== undefined ? undefined : text;
  }

  /** Whether a file whose name promises nothing turned out to be no text: that goes without saying. */
  isSilent(file: string): boolean {
    return !isNamedAsText(file) && !this.#isTooLargeOnDisk(file) && this.#files.read(file)?.includes('\0') === true;
  }

  /** In plain words, why a file that exists is not looked at. */
  limitOf(file: string): string | undefined {
    if (this.#isTooLargeOnDisk(file)) return tooLarge(file);
    const text = this.#files.read(file);
    return text === undefined ? undefined : whyNotRead(file, text);
  }

  #read(file: string): string | undefined {
    return this.#isTooLargeOnDisk(file) ? undefined : this.#files.read(file);
  }

  /** Nobody reads gigabytes to say that they are too many. */
  #isTooLargeOnDisk(file: string): boolean {
    return (
      this.#files.unsavedText(file) === undefined && (this.#files.sizeOf(file) ?? 0) > bytesPerUnit * limitFor(file)
    );
  }
}

/** Of UTF-8, at most. */
const bytesPerUnit = 3;

function whyNotRead(file: string, text: string): string | undefined {
  if (text.length > limitFor(file)) return tooLarge(file);
  return text.includes('\0') ? 'binary' : undefined;
}

const limitFor = (file: string): number => (isCode(file) ? largestCode : largestText);

const tooLarge = (file: string): string => `larger than ${limitFor(file) / 1_000_000} MB`;
