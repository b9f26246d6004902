import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../../report/failure.ts';
import { IdleCollection } from './idle-collection.ts';
import type { JobMessage, WorkerData, WorkerMessage } from './worker-protocol.ts';
import { Preempted, WorkerState } from './worker-state.ts';

/** The analysis worker: rules that need types or flow run here, away from the loop that answers the editor. */
const state = new WorkerState(workerData as WorkerData, {
  ruleFailed: tellOnce,
  typesNotice: (message) => say({ kind: 'types', message }),
});
const told = new Set<string>();
const collection = new IdleCollection();

parentPort?.on('message', (message: JobMessage) => {
  collection.busy();
  say(answerTo(message));
  collection.idle();
});

/** A rule that breaks off in a file does so again with every keystroke. */
function tellOnce(rule: string, error: unknown): void {
  const message = `The rule ${rule} broke off: ${failureOf(error)}`;
  if (told.has(message)) return;
  told.add(message);
  say({ kind: 'log', message });
}

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function answerTo(message: JobMessage): WorkerMessage {
  const { id } = message;
  try {
    return { kind: 'answer', id, answer: state.do(message) };
  } catch (error) {
    if (error instanceof Preempted) return { kind: 'preempted', id };
    return { kind: 'failed', id, reason: failureOf(error) };
  }
}
