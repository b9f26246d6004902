import type { PendingChanges } from '../changes.ts';
import type { Documents } from '../documents.ts';
import type { OracleHost } from '../host.ts';
import { isInside } from '../paths.ts';
import { ProcessFailure, type FileCallbacks, type NativeConnection, type NativeLauncher } from './connection.ts';
import type { SnapshotResponse } from './responses.ts';

export interface SessionOptions {
  readonly launcher: NativeLauncher;
  readonly host: OracleHost;
  readonly documents: Documents;
  /** The text of a configuration that was not opened but is referred to; null where it may not be read. */
  readonly configText: (path: string) => string | null;
  /** Told each thing once, in a sentence for people. */
  readonly notice: (text: string) => void;
}

export interface OpenedProgram {
  readonly snapshot: number;
  readonly project: string;
}

const mostDeaths = 2;
const isConfig = /\/[jt]sconfig[^/]*\.json$/;
const isLargeScriptMaybe = /\.[cm]?jsx?$/i;

/**
 * The native process from its start to its end, and the one moment of the world that it answers about: what changes since
 * is told with the next question. When it dies it is started once more, and then given up.
 */
export class NativeSession {
  readonly #options: SessionOptions;
  /** By path, what each opened configuration says. */
  readonly #configs = new Map<string, string>();
  readonly #told = new Set<string>();
  #connection: NativeConnection | undefined;
  #snapshot: SnapshotResponse | undefined;
  #changed = new Set<string>();
  #created = new Set<string>();
  #deleted = new Set<string>();
  #everything = false;
  #deaths = 0;
  #isGivenUp = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get libFolder(): string {
    return this.#options.launcher.libFolder;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Whether what was answered about this moment still holds. */
  isCurrent({ snapshot }: OpenedProgram): boolean {
    return this.#snapshot?.snapshot === snapshot && !this.#isOutdated;
  }

  changed({ edited, appeared, vanished, packages }: PendingChanges): void {
    for (const file of edited) this.#changed.add(file);
    for (const file of appeared) this.#created.add(file);
    for (const file of vanished) this.#deleted.add(file);
    if (packages) this.#everything = true;
  }

  /** The project as of now. `text` is what its configuration is to say. */
  open(config: string, text: string): OpenedProgram {
    const isKnown = this.#configs.has(config);
    if (isKnown && this.#configs.get(config) !== text) this.#changed.add(config);
    this.#configs.set(config, text);
    if (!isKnown || this.#snapshot === undefined || this.#isOutdated) this.#update(isKnown ? [] : [config]);
    const project = this.#snapshot?.projects.find(({ configFileName }) => this.#isSame(configFileName, config));
    if (this.#snapshot === undefined || project === undefined) throw new Error(`${config} was not opened.`);
    return { snapshot: this.#snapshot.snapshot, project: project.id };
  }

  ask(program: OpenedProgram, method: string, parameters: object): unknown {
    return this.#connected().request(method, { ...program, ...parameters });
  }

  askBytes(program: OpenedProgram, method: string, parameters: object): Uint8Array {
    return this.#connected().requestBytes(method, { ...program, ...parameters });
  }

  /** Whether the question that failed so should be asked again: of a new process, or of another backend. */
  recovers(error: unknown): boolean {
    if (this.#isGivenUp || !(error instanceof ProcessFailure)) return false;
    const neverRan = this.#connection === undefined;
    this.#end();
    this.#deaths++;
    this.#isGivenUp = neverRan || this.#deaths >= mostDeaths;
    this.#notice(
      this.#isGivenUp
        ? `TypeScript 7 cannot be used, so types come from TypeScript 6, which is slower: ${error.message}`
        : `TypeScript 7 ended unexpectedly and is started again: ${error.message}`,
    );
    return true;
  }

  /** Configurations are other ones now, and what was opened for the old ones is only freed with the process. */
  restart(): void {
    this.#end();
  }

  close(): void {
    this.#end();
    this.#isGivenUp = true;
  }

  get #isOutdated(): boolean {
    return this.#everything || this.#changed.size + this.#created.size + this.#deleted.size > 0;
  }

  #connected(): NativeConnection {
    this.#connection ??= this.#options.launcher.launch(this.#callbacks());
    return this.#connection;
  }

  #update(opened: readonly string[]): void {
    const connection = this.#connected();
    const before = this.#snapshot;
    const openProjects = before === undefined ? [...this.#configs.keys()] : opened;
    const fileChanges = this.#everything
      ? { invalidateAll: true }
      : { changed: [...this.#changed], created: [...this.#created], deleted: [...this.#deleted] };
    const hasChanges = before !== undefined && this.#isOutdated;
    this.#snapshot = connection.request('updateSnapshot', {
      openProjects,
      ...(hasChanges && { fileChanges }),
    }) as SnapshotResponse;
    this.#forgetChanges();
    if (before !== undefined) connection.request('release', { snapshot: before.snapshot });
  }

  #forgetChanges(): void {
    this.#changed = new Set();
    this.#created = new Set();
    this.#deleted = new Set();
    this.#everything = false;
  }

  #end(): void {
    this.#connection?.close();
    this.#connection = undefined;
    this.#snapshot = undefined;
    this.#configs.clear();
    this.#forgetChanges();
  }

  #notice(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#options.notice(text);
  }

  #isSame(one: string, other: string): boolean {
    const { documents } = this.#options;
    return documents.canonical(one) === documents.canonical(other);
  }

  #callbacks(): FileCallbacks {
    const { host, documents } = this.#options;
    const ofDisk: FileCallbacks = {
      readFile: (path) => this.#readFile(path),
      fileExists: (path) => (this.#isServed(path) || documents.isUnsaved(path) ? true : undefined),
    };
    if (host.isDisk === true) return ofDisk;
    const isOurs = (path: string): boolean => !isInside(path, this.libFolder);
    return {
      readFile: (path) => {
        const served = this.#readFile(path);
        return served !== undefined || !isOurs(path) ? served : (wellFormed(documents.read(path)) ?? null);
      },
      fileExists: (path) => (isOurs(path) ? this.#isServed(path) || documents.fileExists(path) : undefined),
      directoryExists: (path) => (isOurs(path) ? documents.directoryExists(path) : undefined),
      getAccessibleEntries: (path) =>
        isOurs(path) ? { files: [], directories: documents.getDirectories(path) } : undefined,
      realpath: (path) => documents.realpath(path),
    };
  }

  #readFile(path: string): string | null | undefined {
    const served = this.#configs.get(path) ?? (isConfig.test(path) ? this.#options.configText(path) : undefined);
    if (served !== undefined) return served;
    const { documents } = this.#options;
    if (documents.isUnsaved(path)) return wellFormed(documents.readForProgram(path));
    return isLargeScriptMaybe.test(path) && documents.readForProgram(path) === '' ? '' : undefined;
  }

  #isServed(path: string): boolean {
    return this.#configs.has(path);
  }
}

/** Half of a character that takes two ends the native process. */
function wellFormed(text: string | undefined): string | undefined {
  return text?.toWellFormed();
}
