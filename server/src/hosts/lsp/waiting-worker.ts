import { Worker } from 'node:worker_threads';
import type { WorkerData } from './worker-protocol.ts';

export interface WorkerOptions {
  readonly installation: string;
  readonly counter: SharedArrayBuffer;
  /** Megabytes. */
  readonly memory?: number | undefined;
  readonly compiled: string | undefined;
}

/** Megabytes. A larger space made no keystroke faster and took 30 MB more. */
const youngGeneration = 16;

export function createWorker({ installation, counter, memory, compiled }: WorkerOptions): Worker {
  const workerData: WorkerData = { libFolder: `${installation}/lib`, installation, counter, compiled };
  return new Worker(`${installation}/worker.cjs`, {
    workerData,
    resourceLimits: {
      maxYoungGenerationSizeMb: youngGeneration,
      ...(memory !== undefined && { maxOldGenerationSizeMb: memory }),
    },
  });
}

/** The first worker loads its code while the server loads its own, and waits for who takes it: a fifth less time to the first answer. */
export class WaitingWorker {
  readonly counter = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly compiled: string | undefined;
  #worker: Worker | undefined;

  constructor(installation: string, compiled: string | undefined) {
    this.compiled = compiled;
    this.#worker = createWorker({ installation, counter: this.counter, compiled });
    this.#worker.once('error', this.#forget).once('exit', this.#forget);
  }

  /** Undefined once it was taken, and where it ended before. */
  take(): Worker | undefined {
    const worker = this.#worker?.off('error', this.#forget).off('exit', this.#forget);
    this.#worker = undefined;
    return worker;
  }

  readonly #forget = (): void => {
    this.#worker = undefined;
  };
}
