import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const actions = new Set<() => void>();

/** Does this when the process ends, also when it is interrupted; the latest first. Answers a function that takes it back. */
export function whenThisProcessEnds(action: () => void): () => void {
  watchForTheEnd();
  actions.add(action);
  return () => actions.delete(action);
}

/** A folder that goes with this process. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `temper-${name}-`));
  whenThisProcessEnds(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

let watching = false;

function watchForTheEnd(): void {
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const action of [...actions].reverse()) action();
  });
  // A signal alone would end the process without an `exit`.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
}
