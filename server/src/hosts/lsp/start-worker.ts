import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { failureOf } from '../../report/failure.ts';
import type { WorkerEvents, WorkerHandle } from './analysis-queue.ts';
import type { WorkerData, WorkerMessage } from './worker-protocol.ts';

export interface WorkerInstallation {
  readonly installation: string;
  readonly counter: SharedArrayBuffer;
  /** Megabytes. */
  readonly memory: number | undefined;
}

/** Megabytes. A larger space made no keystroke faster and took 30 MB more. */
const youngGeneration = 16;

/** For a space this small, to wake and join its helpers costs the collector more than they take off it. */
const collectsAlone = '--no-parallel-scavenge';

export function startWorker({ installation, counter, memory }: WorkerInstallation, events: WorkerEvents): WorkerHandle {
  const workerData: WorkerData = { libFolder: `${installation}/lib`, counter };
  setFlagsFromString(collectsAlone);
  const worker = new Worker(`${installation}/worker.cjs`, {
    workerData,
    resourceLimits: {
      maxYoungGenerationSizeMb: youngGeneration,
      ...(memory !== undefined && { maxOldGenerationSizeMb: memory }),
    },
  });
  let reason: string | undefined;
  worker.on('message', (message: WorkerMessage) => events.said(message));
  worker.on('error', (error) => (reason = failureOf(error)));
  worker.on('exit', (code) => events.ended(reason ?? `it exited with code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    terminate: () => {
      worker.removeAllListeners('exit');
      void worker.terminate();
    },
  };
}
