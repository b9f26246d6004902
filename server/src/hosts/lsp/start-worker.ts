import type { Worker } from 'node:worker_threads';
import { failureOf } from '../../report/failure.ts';
import type { WorkerEvents, WorkerHandle } from './analysis-queue.ts';
import { createWorker, type WaitingWorker } from './waiting-worker.ts';
import type { WorkerMessage } from './worker-protocol.ts';

export interface WorkerInstallation {
  readonly installation: string;
  readonly waiting: WaitingWorker;
  /** Megabytes. */
  readonly memory: number | undefined;
}

export function startWorker({ installation, waiting, memory }: WorkerInstallation, events: WorkerEvents): WorkerHandle {
  const worker =
    waitingOf(waiting, memory) ??
    createWorker({ installation, memory, counter: waiting.counter, compiled: waiting.compiled });
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

/** How much memory one may take is said when it is made. */
function waitingOf(waiting: WaitingWorker, memory: number | undefined): Worker | undefined {
  const worker = waiting.take();
  if (memory === undefined) return worker;
  void worker?.terminate();
  return undefined;
}
