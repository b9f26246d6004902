import { accessSync, chmodSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import {
  ProcessFailure,
  type FileCallbacks,
  type NativeConnection,
  type NativeLauncher,
} from '../types/native/connection.ts';
import { programIn, type NativePackage } from './native-package.ts';
import { NativeChannel } from './native-channel.ts';
import { slashed } from './file-system.ts';
import { patience, Watchdog, type Patience } from './native-watchdog.ts';

/** What its programming interface says has changed from version to version. */
export const nativeVersion = '7.0.2';

const request = 1;
const callbackAnswer = 2;
const answer = 4;
const refusal = 5;
const callback = 6;

export function nativeLauncher(found: NativePackage, limits = patience): NativeLauncher {
  // It follows links itself and names its lib files so; package managers link packages.
  const folder = slashed(realPath(found.folder));
  return {
    libFolder: folder,
    launch: (callbacks) => {
      const problem = problemOf(found);
      if (problem !== undefined) throw new ProcessFailure(problem);
      const executable = programIn(found.folder);
      makeRunnable(executable);
      return new NativeProcess({ executable, folder, callbacks, limits });
    },
  };
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

/** Why it cannot be started. */
function problemOf({ folder, manifest }: NativePackage): string | undefined {
  if (!existsSync(programIn(folder))) return `There is no program in ${folder}.`;
  // Without them it ends at once.
  if (!existsSync(path.join(folder, 'lib.d.ts'))) return `Its lib.*.d.ts are missing from ${folder}.`;
  const version = versionIn(manifest);
  return version === nativeVersion ? undefined : `Version ${nativeVersion} is needed and ${version} is there.`;
}

/** Who packs and unpacks on Windows loses what makes a file a program elsewhere. */
function makeRunnable(executable: string): void {
  try {
    accessSync(executable, constants.X_OK);
  } catch {
    try {
      chmodSync(executable, 0o755);
    } catch {
      // To start it will fail then, and say so.
    }
  }
}

function versionIn(manifest: string): string {
  try {
    const { version }: { version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
    return String(version);
  } catch {
    return 'none';
  }
}

interface ProcessOptions {
  readonly executable: string;
  readonly folder: string;
  readonly callbacks: FileCallbacks;
  readonly limits: Patience;
}

class NativeProcess implements NativeConnection {
  readonly #channel: NativeChannel;
  readonly #watchdog: Watchdog;
  readonly #callbacks: FileCallbacks;
  readonly #limits: Patience;

  constructor({ executable, folder, callbacks, limits }: ProcessOptions) {
    const names = Object.keys(callbacks).join(',');
    this.#channel = new NativeChannel(executable, ['--api', '--cwd', folder, `--callbacks=${names}`]);
    this.#callbacks = callbacks;
    this.#limits = limits;
    this.#watchdog = new Watchdog(this.#channel.pid, limits);
    this.#begin();
  }

  get pid(): number {
    return this.#channel.pid;
  }

  #begin(): void {
    try {
      this.request('initialize', {});
    } catch (error) {
      this.close();
      throw error instanceof ProcessFailure ? error : new ProcessFailure(String(error));
    }
  }

  request(method: string, parameters: object): unknown {
    const body = this.requestBytes(method, parameters);
    return body.length === 0 ? undefined : JSON.parse(Buffer.from(body).toString());
  }

  requestBytes(method: string, parameters: object): Uint8Array {
    const { question, update } = this.#limits;
    const ticks = method === 'updateSnapshot' ? update : question;
    try {
      return this.#watchdog.during(ticks, () => this.#ask(method, parameters));
    } catch (error) {
      throw this.#watchdog.hasEnded ? new ProcessFailure('It did not answer any more.') : error;
    }
  }

  close(): void {
    this.#watchdog.stop();
    this.#channel.close();
  }

  #ask(method: string, parameters: object): Buffer {
    this.#channel.send(request, method, JSON.stringify(parameters));
    for (;;) {
      const { type, name, body } = this.#channel.receive();
      if (type === callback) this.#channel.send(callbackAnswer, name, this.#called(name, body.toString()));
      else if (name !== method) throw new ProcessFailure(`It answers ${name} where it was asked ${method}.`);
      else if (type === answer) return body;
      else if (type === refusal) throw new Error(body.toString());
      else throw new ProcessFailure('It says what cannot be understood.');
    }
  }

  /** Nothing may be thrown at the process, which would end it. */
  #called(name: string, argument: string): string {
    try {
      const given: string = JSON.parse(argument);
      return this.#watchdog.pausing(() => this.#told(name, given));
    } catch {
      return '';
    }
  }

  #told(name: string, given: string): string {
    if (name === 'readFile') {
      const content = this.#callbacks.readFile(given);
      return content === undefined ? '' : JSON.stringify({ content });
    }
    const ask = this.#callbacks[name as 'fileExists'];
    return JSON.stringify(ask.call(this.#callbacks, given)) ?? '';
  }
}
