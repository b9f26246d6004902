import { parentPort, workerData } from 'node:worker_threads';
import type { JobMessage, WorkerData, WorkerMessage } from './worker-protocol.ts';
import { Preempted, WorkerState } from './worker-state.ts';

/** The analysis worker: rules that need types or flow run here, away from the loop that answers the editor. */
const state = new WorkerState(workerData as WorkerData);

parentPort?.on('message', (message: JobMessage) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(answerTo(message));
});

function answerTo(message: JobMessage): WorkerMessage {
  const { id } = message;
  try {
    return { kind: 'answer', id, answer: state.do(message) };
  } catch (error) {
    if (error instanceof Preempted) return { kind: 'preempted', id };
    return { kind: 'failed', id, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
