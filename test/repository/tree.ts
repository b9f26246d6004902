import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/command.ts';

/** Every file of the repository, committed or about to be, relative and with forward slashes. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: repositoryRoot, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(repositoryRoot, file)))
  .sort();

export function below(...folders: readonly string[]): readonly string[] {
  return files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
}

export function textOf(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}
