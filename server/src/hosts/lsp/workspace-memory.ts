import { setImmediate } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import { isBaselineFile } from './files.ts';
import { planOf, type KnownFile, type KnownWorkspace, type Plan } from './known-files.ts';
import { readKnown, writeKnown } from './known-files-on-disk.ts';

export interface WorkspaceMemoryOptions {
  readonly clock: Clock;
  /** Undefined where the client has no place for it: then nothing is kept. */
  readonly file: string | undefined;
  circumstances(files: Iterable<string>): string;
  /** `contentKey` of each of these as they are on disk; none of those that cannot be read. */
  keysOf(files: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether all that is known is up to date. */
  isSettled(): boolean;
  /** What is known of documents that are open, which no answer about a closed file tells. */
  openFiles(): ReadonlyMap<string, KnownFile>;
  /** Shows what was found then. */
  recalled(file: string, known: KnownFile): void;
  failed(reason: unknown): void;
}

/** So many files are read, or shown, before others have their turn. */
const filesAtOnce = 100;
const writingPause = 60_000;

/** What was found in the files of a workspace, over restarts: a start with nothing changed checks nothing. */
export class WorkspaceMemory {
  readonly #options: WorkspaceMemoryOptions;
  readonly #files = new Map<string, KnownFile>();
  #recalling: Promise<readonly string[]> | undefined;
  #stopWaiting: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: WorkspaceMemoryOptions) {
    this.#options = options;
  }

  /** A closed file was checked. */
  learn(file: string, known: KnownFile): void {
    if (this.#options.file === undefined) return;
    this.#files.set(file, known);
    this.#writeSoon();
  }

  /** What was not looked at in a file, in plain words. */
  limitsOf(file: string): readonly string[] {
    return (this.#files.get(file)?.limits ?? []).map((limit) => `${file}: ${limit}`);
  }

  forget(file: string): void {
    this.#files.delete(file);
  }

  /**
   * Shows what is known of these, once in a session.
   *
   * @returns which of them are still to be checked, in their order
   */
  async recall(files: readonly string[]): Promise<readonly string[]> {
    if (this.#options.file === undefined || this.#recalling !== undefined) return files;
    this.#recalling = this.#recall(this.#options.file, files).catch((error: unknown) => {
      this.#options.failed(error);
      return files;
    });
    return this.#recalling;
  }

  /** Now, and after what is being written already. */
  async write(): Promise<void> {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #recall(memory: string, files: readonly string[]): Promise<readonly string[]> {
    const known = await readKnown(memory);
    if (known === undefined || known.circumstances !== this.#options.circumstances(files)) return files;
    const checked = files.filter((file) => !isBaselineFile(file));
    const keys = await this.#keysOf(checked);
    const plan = planOf(known, keys);
    await this.#show(known, plan);
    return [...plan.toCheck, ...checked.filter((file) => !keys.has(file))];
  }

  async #show(known: KnownWorkspace, { standing }: Plan): Promise<void> {
    for (const [index, file] of standing.entries()) {
      if (index % filesAtOnce === 0) await setImmediate();
      const then = known.files.get(file);
      // Checked meanwhile, it is known better.
      if (then === undefined || this.#files.has(file)) continue;
      this.#files.set(file, then);
      this.#options.recalled(file, then);
    }
  }

  async #keysOf(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>();
    for (let start = 0; start < files.length; start += filesAtOnce) {
      const some = await this.#options.keysOf(files.slice(start, start + filesAtOnce));
      for (const [file, key] of some) keys.set(file, key);
    }
    return keys;
  }

  #writeSoon(): void {
    this.#stopWaiting ??= this.#options.clock.after(writingPause, () => void this.write());
  }

  async #write(): Promise<void> {
    const options = this.#options;
    // Before all of it was recalled, what is on disk tells more.
    if (options.file === undefined || this.#recalling === undefined) return;
    await this.#recalling;
    const files = new Map([...this.#files, ...options.openFiles()]);
    const circumstances = options.circumstances(files.keys());
    try {
      await writeKnown(options.file, { circumstances, isWhole: options.isSettled(), files });
    } catch (error) {
      options.failed(error);
    }
  }
}
