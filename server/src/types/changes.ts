import type { TextChange } from './documents.ts';

export interface PendingChanges {
  readonly edited: readonly string[];
  readonly appeared: readonly string[];
  readonly vanished: readonly string[];
  /** What a package.json says of modules, or which packages are installed. */
  readonly packages: boolean;
  readonly configs: boolean;
}

const isModule = /\.(?:[cm]?[jt]sx?|json)$/i;
const changesPackages =
  /\/node_modules\/|\/(?:package\.json|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;
const changesConfig = /\/[jt]sconfig[^/]*\.json$/;

/** What was told since the last question, so that many edits between two questions cost one update. */
export class Changes {
  #edited = new Set<string>();
  #appeared = new Set<string>();
  #vanished = new Set<string>();
  #packages = false;
  #configs = false;
  #isEmpty = true;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  add(change: Exclude<TextChange, 'none'>, file: string): void {
    if (changesConfig.test(file)) this.#configs = true;
    else if (changesPackages.test(file)) this.#packages = true;
    else if (!isModule.test(file)) return;
    else if (change === 'changed') this.#edited.add(file);
    else this.#cameOrWent(file, change);
    this.#isEmpty = false;
  }

  take(): PendingChanges {
    const taken = {
      edited: [...this.#edited],
      appeared: [...this.#appeared],
      vanished: [...this.#vanished],
      packages: this.#packages,
      configs: this.#configs,
    };
    this.#edited = new Set();
    this.#appeared = new Set();
    this.#vanished = new Set();
    this.#packages = false;
    this.#configs = false;
    this.#isEmpty = true;
    return taken;
  }

  #cameOrWent(file: string, change: 'created' | 'deleted'): void {
    const [to, from] = change === 'created' ? [this.#appeared, this.#vanished] : [this.#vanished, this.#appeared];
    from.delete(file);
    to.add(file);
  }
}
