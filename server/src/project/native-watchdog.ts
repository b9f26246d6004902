import { Worker } from 'node:worker_threads';

/** How many ticks a call may take before the process counts as hung. */
export interface Patience {
  readonly question: number;
  /** To read a project of thousands of files takes a while. */
  readonly update: number;
}

const tick = 500;
export const patience: Patience = { question: 20, update: 240 };

/**
 * Ends a process that does not answer, from another thread, since this one waits for it. Counts its own ticks instead of
 * looking at a clock, so that a computer that slept has not waited.
 */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  constructor(pid: number) {
    this.#worker = new Worker(watching, { eval: true, workerData: { state: this.#state.buffer, pid, tick } });
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** While `call` runs, the process has so many ticks. */
  during<T>(ticks: number, call: () => T): T {
    Atomics.store(this.#state, 1, ticks);
    Atomics.add(this.#state, 0, 1);
    try {
      return call();
    } finally {
      Atomics.add(this.#state, 0, 1);
    }
  }

  stop(): void {
    void this.#worker.terminate();
  }
}

/** The count of calls is odd during one. */
const watching = `
const { workerData } = require('node:worker_threads');
const state = new Int32Array(workerData.state);
let seen = 0;
let ticks = 0;
setInterval(() => {
  const now = Atomics.load(state, 0);
  ticks = now === seen && now % 2 !== 0 ? ticks + 1 : 0;
  seen = now;
  if (ticks < Atomics.load(state, 1)) return;
  ticks = 0;
  if (now % 2 !== 0) try { process.kill(workerData.pid, 'SIGKILL'); } catch {}
}, workerData.tick);
`;
