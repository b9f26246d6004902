/** Time that passes when the program says so: each way a limit is asked for in these programs waits for `pass`. */
import { Socket } from 'node:net';

const limits = new Set();

function limit(ms, end) {
  const own = { ms, end, ref: () => own, unref: () => own, hasRef: () => true, refresh: () => limits.add(own) && own };
  return own.refresh();
}

AbortSignal.timeout = (ms) => {
  const controller = new AbortController();
  limit(ms, () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')));
  return controller.signal;
};

const bySocket = new WeakMap();

/** The last one counts; 0 takes it back. */
Socket.prototype.setTimeout = function setSocketTimeout(ms, listener) {
  if (listener) this.once('timeout', listener);
  limits.delete(bySocket.get(this));
  if (ms > 0)
    bySocket.set(
      this,
      limit(ms, () => this.emit('timeout')),
    );
  return this;
};

globalThis.setTimeout = (work, ms = 0, ...values) => limit(ms, () => work(...values));

globalThis.clearTimeout = (own) => limits.delete(own);

/** What is due by then happens, in the order of its time. */
export async function pass(ms) {
  const due = [...limits].filter((each) => each.ms <= ms).sort((one, other) => one.ms - other.ms);
  for (const each of due) if (limits.delete(each)) each.end();
  await turns();
}

/** Long enough for whatever waits for nothing from outside. */
async function turns() {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
