import type { Terminal } from './terminal.ts';

export interface Progress {
  /** `done` of `total` files are checked. */
  report(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

/** At most this often, in milliseconds. */
const interval = 80;

/** One line that is written over, on a terminal alone: a log or a pipe gets nothing. */
export function progressOn(terminal: Terminal, now: () => number = Date.now): Progress {
  if (!terminal.errIsTerminal || terminal.environment['CI']) return { report: () => {}, end: () => {} };
  let last = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    report(done, total) {
      if (now() - last < interval) return;
      last = now();
      isShown = true;
      terminal.err(`\r\u001b[2KChecking ${done} of ${total} files`);
    },
    end() {
      if (isShown) terminal.err('\r\u001b[2K');
      isShown = false;
    },
  };
}
