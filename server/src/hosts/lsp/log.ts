import type { RemoteConsole } from 'vscode-languageserver';
import { failureOf } from '../../report/failure.ts';

/** Lines for the client's output channel. They name files and reasons, never what stands in a file. */
export class Log {
  readonly #console: RemoteConsole;
  readonly #told = new Set<string>();

  constructor(console: RemoteConsole) {
    this.#console = console;
  }

  info(message: string): void {
    this.#console.info(message);
  }

  warn(message: string): void {
    this.#console.warn(message);
  }

  error(message: string): void {
    this.#console.error(message);
  }

  /** Says a thing once however often it happens. */
  once(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#console.warn(message);
  }

  failure(file: string, reason: unknown): void {
    const text = reason instanceof Error ? failureOf(reason) : String(reason);
    const message = `${file} could not be checked: ${text}`;
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#console.error(message);
  }
}
