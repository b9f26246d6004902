import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { ProcessFailure } from '../types/native/connection.ts';

/** Messages to and from the native process: MessagePack arrays of a number and two byte strings. */
export interface Message {
  readonly type: number;
  readonly name: string;
  readonly body: Buffer;
}

const arrayOf3 = 0x93;
const bytes8 = 0xc4;
const bytes16 = 0xc5;
const bytes32 = 0xc6;

/** Pipes to a child process, written and read synchronously. */
export class NativeChannel {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #readFd: number;
  readonly #writeFd: number;
  readonly #isNamedPipe: boolean;
  #buffer = Buffer.allocUnsafe(65_536);
  #at = 0;
  #filled = 0;
  #isClosed = false;

  constructor(executable: string, args: readonly string[]) {
    const isWindows = process.platform === 'win32';
    const pipe = `\\\\.\\pipe\\temper-types-${process.pid}-${String(performance.now()).replace('.', '-')}`;
    this.#child = spawn(executable, isWindows ? [...args, '--pipe', pipe] : args, {
      stdio: isWindows ? 'ignore' : ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    // It says later, on the event loop, what the next read or write says at once.
    this.#child.on('error', () => undefined);
    if (this.#child.pid === undefined) throw new ProcessFailure('It cannot be run.');
    this.pid = this.#child.pid;
    this.#isNamedPipe = isWindows;
    [this.#readFd, this.#writeFd] = isWindows ? namedPipe(pipe, this.pid) : pipesOf(this.#child);
    this.#child.unref();
    running.add(this.#child);
  }

  send(type: number, name: string, body: string | Uint8Array): void {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const head = [Buffer.of(arrayOf3, type), ...headed(Buffer.from(name)), header(bytes.length)];
    this.#write(Buffer.concat([...head, bytes]));
  }

  receive(): Message {
    if (this.#byte() !== arrayOf3) throw new ProcessFailure('It says what cannot be understood.');
    const type = this.#byte();
    const name = this.#bytes().toString();
    return { type, name, body: this.#bytes() };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    running.delete(this.#child);
    this.#child.stdin?.destroy();
    this.#child.stdout?.destroy();
    if (this.#isNamedPipe) closeSync(this.#readFd);
    this.#child.kill('SIGKILL');
  }

  #write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) at += this.#patiently(() => writeSync(this.#writeFd, bytes, at));
  }

  #byte(): number {
    if (this.#at >= this.#filled) this.#fill();
    return this.#buffer[this.#at++] ?? 0;
  }

  #bytes(): Buffer {
    const marker = this.#byte();
    const width = { [bytes8]: 1, [bytes16]: 2, [bytes32]: 4 }[marker];
    if (width === undefined) throw new ProcessFailure('It says what cannot be understood.');
    let length = 0;
    for (let read = 0; read < width; read++) length = length * 256 + this.#byte();
    // Of its own memory: who decodes a file keeps a view of it.
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let read = 0; read < length;) read += this.#readInto(bytes, read);
    return bytes;
  }

  #readInto(bytes: Buffer, at: number): number {
    const buffered = this.#filled - this.#at;
    const missing = bytes.length - at;
    if (buffered === 0 && missing >= this.#buffer.length) return this.#read(bytes, at);
    if (buffered === 0) this.#fill();
    const count = this.#buffer.copy(bytes, at, this.#at, Math.min(this.#filled, this.#at + missing));
    this.#at += count;
    return count;
  }

  #fill(): void {
    this.#at = 0;
    this.#filled = 0;
    this.#filled = this.#read(this.#buffer, 0);
  }

  #read(into: Buffer, at: number): number {
    const count = this.#patiently(() => readSync(this.#readFd, into, at, into.length - at, null));
    if (count === 0) throw new ProcessFailure('It has ended.');
    return count;
  }

  /** Pipes that block answer at once; some platforms give others. */
  #patiently(work: () => number): number {
    if (this.#isClosed) throw new ProcessFailure('It was closed.');
    for (;;) {
      try {
        return work();
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code !== 'EAGAIN' && code !== 'EINTR') throw new ProcessFailure(`It has ended (${String(code)}).`);
        Atomics.wait(sleeper, 0, 0, 1);
      }
    }
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface Pipe {
  readonly _handle?: { readonly fd?: number; setBlocking?(isBlocking: boolean): void };
  pause?(): void;
  unref?(): void;
}

function pipesOf(child: ChildProcess): [number, number] {
  const [readFd, writeFd] = [child.stdout, child.stdin].map((stream) => {
    const pipe = stream as Pipe | null;
    const handle = pipe?.['_handle'];
    handle?.setBlocking?.(true);
    pipe?.pause?.();
    pipe?.unref?.();
    return handle?.fd ?? -1;
  });
  if (readFd === undefined || writeFd === undefined || readFd < 0 || writeFd < 0) {
    child.kill('SIGKILL');
    throw new ProcessFailure('Its pipes cannot be reached.');
  }
  return [readFd, writeFd];
}

/** Windows gives pipes of a child no numbers, but the child offers one by name. */
function namedPipe(pipe: string, pid: number): [number, number] {
  for (let attempt = 0; attempt < 500 && isAlive(pid); attempt++) {
    try {
      const fd = openSync(pipe, 'r+');
      return [fd, fd];
    } catch {
      Atomics.wait(sleeper, 0, 0, 10);
    }
  }
  throw new ProcessFailure('It does not come up.');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function header(length: number): Buffer {
  if (length < 0x100) return Buffer.of(bytes8, length);
  const bytes = Buffer.alloc(length < 0x10000 ? 3 : 5);
  bytes[0] = length < 0x10000 ? bytes16 : bytes32;
  bytes.writeUIntBE(length, 1, bytes.length - 1);
  return bytes;
}

function headed(bytes: Buffer): Buffer[] {
  return [header(bytes.length), bytes];
}
