import type { Writable } from 'node:stream';
import type { Message } from 'vscode-languageserver';
import { AbstractMessageWriter, type MessageWriter } from 'vscode-languageserver/node';

/**
 * Writes what is said in one turn of the event loop in one go: each write wakes the client, which costs more than the
 * messages. The library's own writer lets a turn pass before each message, in which the next job would be started before
 * the answer has left.
 */
export class StreamWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #failures = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const header = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    this.#stream.cork();
    process.nextTick(() => this.#stream.uncork());
    return new Promise((resolve, reject) => {
      this.#stream.write(header + body, (error) => {
        if (error === undefined || error === null) {
          this.#failures = 0;
          resolve();
          return;
        }
        this.fireError(error, message, ++this.#failures);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
