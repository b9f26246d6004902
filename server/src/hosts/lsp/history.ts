import type { TextChange } from './changes.ts';

/** More than somebody types while an answer is under way; an answer older than this is not worth having. */
const longestHistory = 5_000;

/** The edits between recent versions of a document. */
export class History {
  #entries: { readonly version: number; readonly changes: readonly TextChange[] }[] = [];
  /** The oldest version from which the way to the present one is known. */
  #oldest: number;

  constructor(version: number) {
    this.#oldest = version;
  }

  get length(): number {
    return this.#entries.length;
  }

  record(version: number, changes: readonly TextChange[]): void {
    this.#entries.push({ version, changes });
    if (this.#entries.length > longestHistory) this.forget(version);
  }

  /** The edits after a version, oldest first; undefined when they are no longer known. */
  since(version: number): readonly TextChange[] | undefined {
    if (version < this.#oldest) return undefined;
    return this.#entries.filter((entry) => entry.version > version).flatMap(({ changes }) => changes);
  }

  /** Nothing will be asked about versions before this one. */
  forget(version: number): void {
    if (version <= this.#oldest) return;
    this.#oldest = version;
    this.#entries = this.#entries.filter((entry) => entry.version > version);
  }
}
