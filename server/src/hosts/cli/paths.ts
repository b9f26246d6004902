import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage-error.ts';

/** As the engine has paths, on Windows too. */
export function forwardSlashes(file: string): string {
  return path.sep === '/' ? file : file.replaceAll('\\', '/');
}

export interface GivenPath {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly isFile: boolean;
}

/** @throws {UsageError} when a path leads nowhere */
export function givenPaths(paths: readonly string[], current: string): readonly GivenPath[] {
  return paths.map((given) => {
    const full = path.resolve(current, given);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found === undefined) throw new UsageError(`There is no file or folder ${given}.`);
    return { path: forwardSlashes(full), isFile: !found.isDirectory() };
  });
}

/** The deepest folder that holds all paths. */
export function folderOfAll(paths: readonly GivenPath[]): string {
  const [first = '/', ...others] = paths.map(({ path: each, isFile }) => (isFile ? path.posix.dirname(each) : each));
  let folder = first;
  while (others.some((other) => other !== folder && !other.startsWith(`${folder}/`)) && folder !== '/') {
    folder = path.posix.dirname(folder);
  }
  return folder;
}
