import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ProcessFailure,
  type FileCallbacks,
  type NativeConnection,
  type NativeLauncher,
} from '../types/native/connection.ts';
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

/** Starts TypeScript 7 out of the folder of its platform's package, which holds its lib.*.d.ts as well. */
export function nativeLauncher(packageFolder: string, limits = patience): NativeLauncher {
  const folder = path.join(packageFolder, 'lib');
  return {
    libFolder: slashed(folder),
    launch: (callbacks) => {
      const problem = problemOf(packageFolder);
      if (problem !== undefined) throw new ProcessFailure(problem);
      return new NativeProcess({ executable: executableIn(folder), folder: slashed(folder), callbacks, limits });
    },
  };
}

/** Why what is in the folder cannot be started. */
export function problemOf(packageFolder: string): string | undefined {
  const folder = path.join(packageFolder, 'lib');
  if (!existsSync(executableIn(folder))) return `There is no program in ${folder}.`;
  // Without them it ends at once.
  if (!existsSync(path.join(folder, 'lib.d.ts'))) return `Its lib.*.d.ts are missing from ${folder}.`;
  const version = versionIn(packageFolder);
  return version === nativeVersion ? undefined : `Version ${nativeVersion} is needed and ${version} is there.`;
}

function executableIn(folder: string): string {
  return path.join(folder, process.platform === 'win32' ? 'tsc.exe' : 'tsc');
}

function versionIn(packageFolder: string): string {
  try {
    const { version }: { version?: unknown } = JSON.parse(
      readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
    );
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
    this.#watchdog = new Watchdog(this.#channel.pid);
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
    return this.#watchdog.during(method === 'updateSnapshot' ? update : question, () => this.#ask(method, parameters));
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
      if (name === 'readFile') {
        const content = this.#callbacks.readFile(given);
        return content === undefined ? '' : JSON.stringify({ content });
      }
      const ask = this.#callbacks[name as 'fileExists'];
      return JSON.stringify(ask.call(this.#callbacks, given)) ?? '';
    } catch {
      return '';
    }
  }
}
