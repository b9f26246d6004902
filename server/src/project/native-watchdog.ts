import { Worker } from 'node:worker_threads';
import { lifeOf, type Life } from './process-life.ts';

/** How many ticks a call may take before the process counts as hung. */
export interface Patience {
  /** In which it does nothing, as far as the system tells. */
  readonly quiet: number;
  /** Of work: those in which a busy computer hardly lets it work count for as much as it did. */
  readonly question: number;
  /** To read a project of thousands of files takes a while. */
  readonly update: number;
}

const tickLength = 250;
export const patience: Patience = { quiet: 5, question: 40, update: 480 };

/** What both threads see: whose turn it is (odd for the process), how many ticks the call may take, its number, and whether it was ended. */
const numbers = 4;

/**
 * Ends a process that does not answer, from another thread, since this one waits for it. Counts its own ticks instead of
 * looking at a clock, so that a computer that slept has not waited.
 */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(numbers * Int32Array.BYTES_PER_ELEMENT));
  readonly #worker: Worker;

  constructor(pid: number, { quiet }: Patience) {
    const workerData = { state: this.#state, pid, quiet, tick: tickLength };
    this.#worker = new Worker(watchingThread, { eval: true, workerData });
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** It has ended the process. */
  get hasEnded(): boolean {
    return Atomics.load(this.#state, 3) === 1;
  }

  /** While `call` runs, the process has so many ticks. */
  during<T>(ticks: number, call: () => T): T {
    Atomics.store(this.#state, 1, ticks);
    Atomics.add(this.#state, 2, 1);
    return this.pausing(call);
  }

  /** While `work` runs, the turn is the other side's. */
  pausing<T>(work: () => T): T {
    Atomics.add(this.#state, 0, 1);
    try {
      return work();
    } finally {
      Atomics.add(this.#state, 0, 1);
    }
  }

  stop(): void {
    void this.#worker.terminate();
  }
}

export interface Watched {
  readonly state: Int32Array;
  readonly pid: number;
  readonly quiet: number;
  /** Milliseconds. */
  readonly tick: number;
}

export interface Outside {
  readonly lifeOf: (pid: number) => Life | undefined;
  readonly end: (pid: number) => void;
}

/** What is to be done at each tick. The thread gets the text of this function, which therefore uses nothing from around it. */
export function watching({ state, pid, quiet, tick }: Watched, outside: Outside): () => void {
  let call = 0;
  let turn = 0;
  let life: Life | undefined;
  let ticks = 0;
  let worked = 0;
  let quietTicks = 0;
  const mostTicksPerWork = 10;
  const look = (isSame: boolean): void => {
    const before = isSame ? life : undefined;
    life = outside.lifeOf(pid);
    const spent = life !== undefined && before !== undefined ? life.spent - before.spent : undefined;
    quietTicks = life?.isIdle === true && spent === 0 ? quietTicks + 1 : 0;
    ticks++;
    // Of several threads that work one counts.
    worked += spent === undefined ? 1 : Math.min(spent / tick, 1);
  };
  return () => {
    const before = turn;
    turn = Atomics.load(state, 0);
    if (call !== Atomics.load(state, 2)) ticks = worked = 0;
    call = Atomics.load(state, 2);
    if (turn % 2 === 0) return;
    look(turn === before);
    const most = Atomics.load(state, 1);
    if (quietTicks < quiet && worked < most && ticks < most * mostTicksPerWork) return;
    Atomics.store(state, 3, 1);
    outside.end(pid);
  };
}

const watchingThread = `
// Compilers that keep the names of functions ask for it.
const __name = (named) => named;
const { workerData } = require('node:worker_threads');
const { readFileSync, readdirSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const system = {
  platform: process.platform,
  read: (file) => readFileSync(file, 'utf8'),
  list: (folder) => readdirSync(folder),
  run: (program, args) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
};
const outside = {
  lifeOf: (pid) => (${lifeOf.toString()})(pid, system),
  end: (pid) => { try { process.kill(pid, 'SIGKILL'); } catch {} },
};
setInterval((${watching.toString()})(workerData, outside), workerData.tick);
`;
