import type { CheckWorkspaceResult } from '../../../../shared/src/protocol.ts';
import type { ListedFiles } from './worker-protocol.ts';

export interface WorkspaceCheckPorts {
  list(): Promise<ListedFiles>;
  /** Asks for each of these; `finished` is called for every one of them in the end. */
  check(files: readonly string[]): void;
  /** Gives up what was not begun. */
  cancel(): void;
  totals(): Pick<CheckWorkspaceResult, 'errors' | 'warnings' | 'baselined'>;
}

export type CountFiles = (done: number, total: number) => void;

/** Nobody reads more. */
const mostLimits = 50;

/** One run over all files of the workspace; whoever asks while it runs gets the same one. */
export class WorkspaceCheck {
  readonly #ports: WorkspaceCheckPorts;
  readonly #listeners = new Set<CountFiles>();
  readonly #open = new Set<string>();
  readonly #limits = new Set<string>();
  #total = 0;
  #done = 0;
  #isCancelled = false;
  #run: Promise<CheckWorkspaceResult> | undefined;
  #settle: (() => void) | undefined;
  #last: CheckWorkspaceResult | undefined;

  constructor(ports: WorkspaceCheckPorts) {
    this.#ports = ports;
  }

  /** How the last run ended, unless one is under way. */
  get last(): CheckWorkspaceResult | undefined {
    return this.isRunning ? undefined : this.#last;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  async run(listener: CountFiles): Promise<CheckWorkspaceResult> {
    this.#listeners.add(listener);
    this.#run ??= this.#start();
    try {
      return await this.#run;
    } finally {
      this.#listeners.delete(listener);
    }
  }

  cancel(): void {
    if (!this.isRunning) return;
    this.#isCancelled = true;
    this.#ports.cancel();
    this.#open.clear();
    // The file under way finishes by itself; nobody needs to wait for it.
    this.#settle?.();
  }

  /** A file was checked, will not be, or is gone. */
  finished(file: string, limits: readonly string[] = []): void {
    if (!this.#open.delete(file)) return;
    this.#done++;
    for (const limit of limits) this.#limits.add(limit);
    this.#count();
    if (this.#open.size === 0) this.#settle?.();
  }

  async #start(): Promise<CheckWorkspaceResult> {
    this.#isCancelled = false;
    this.#limits.clear();
    this.#open.clear();
    this.#total = this.#done = 0;
    try {
      const { files, limits } = await this.#ports.list();
      for (const limit of limits) this.#limits.add(limit);
      if (!this.#isCancelled) await this.#checkAll(files);
      const counts = { files: this.#done, ...this.#ports.totals() };
      this.#last = { ...counts, cancelled: this.#isCancelled, limits: this.#sayLimits() };
      return this.#last;
    } finally {
      this.#run = undefined;
      this.#settle = undefined;
    }
  }

  #checkAll(files: readonly string[]): Promise<void> {
    this.#total = files.length;
    for (const file of files) this.#open.add(file);
    if (files.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#count();
      this.#ports.check(files);
    });
  }

  #sayLimits(): readonly string[] {
    const all = [...this.#limits];
    const rest = all.length - mostLimits;
    return rest <= 0 ? all : [...all.slice(0, mostLimits), `And ${rest} more limits were met.`];
  }

  #count(): void {
    for (const listener of this.#listeners) listener(this.#done, this.#total);
  }
}
