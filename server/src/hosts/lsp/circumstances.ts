import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { serialize } from 'node:v8';
import type { Surroundings } from './worker-protocol.ts';

/** Package managers write these when they have installed something. */
const installationMarks = [
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
  '.pnp.cjs',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
];

/**
 * What findings rest on besides the files of a workspace, as one word: this program, the configuration and what is installed.
 *
 * @param installation folder of the built server
 * @param files all that are checked
 */
export function circumstancesOf(installation: string, surroundings: Surroundings, files: Iterable<string>): string {
  const hash = createHash('sha1').update(serialize(surroundings));
  for (const program of ['language-server.cjs', 'analysis.cjs']) hash.update(stampOf(path.join(installation, program)));
  for (const folder of packageFoldersOf(files)) {
    for (const mark of installationMarks) hash.update(stampOf(path.join(folder, mark)));
  }
  return hash.digest('base64url');
}

function packageFoldersOf(files: Iterable<string>): readonly string[] {
  return [...files]
    .filter((file) => file.endsWith('/package.json'))
    .map((file) => path.dirname(file))
    .sort();
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return `${file} ${stats?.size} ${stats?.mtimeMs}\n`;
}
