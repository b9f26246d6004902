import path from 'node:path';
import { isIncluded, type Config } from '../../engine/config.ts';
import { isInside } from '../../project/paths.ts';
import { isLookedAt } from '../../project/text-files.ts';
import type { NodeFileSystem } from '../../project/file-system.ts';
import { Workspace } from '../../project/workspace.ts';
import type { GivenPath } from './paths.ts';

export interface FoundFiles {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  /** What was asked for and is not checked, in plain words. */
  readonly limits: readonly string[];
}

interface Search {
  readonly fileSystem: NodeFileSystem;
  readonly config: Config;
  /** Whose ignore files hold. */
  readonly root: string;
}

/** A file that is named is checked even where Git ignores it; what the configuration leaves out never is. */
export function findFiles(given: readonly GivenPath[], search: Search): FoundFiles {
  const limits: string[] = [];
  const files = new Set<string>();
  for (const each of given) {
    const found = each.isFile ? namedFile(each.path, search, limits) : filesBelow(each.path, search, limits);
    for (const file of found) files.add(file);
  }
  return { files: [...files].sort(), limits };
}

function namedFile(file: string, { config }: Search, limits: string[]): readonly string[] {
  const name = path.posix.basename(file);
  if (isLookedAt(file) && isIncluded(config, file)) return [file];
  limits.push(
    isLookedAt(file)
      ? `${name} is left out by the configuration.`
      : `${name} is neither code nor a text that people write.`,
  );
  return [];
}

function filesBelow(folder: string, { fileSystem, config, root }: Search, limits: string[]): readonly string[] {
  const files = [...new Workspace({ fileSystem, config, root: folder }).files(limits)];
  const whole = new Workspace({ fileSystem, config, root });
  const kept = isInside(folder, root) && folder !== root ? files.filter((file) => whole.includes(file)) : files;
  if (kept.length === 0) limits.push(`There is nothing to check in ${path.posix.basename(folder) || folder}.`);
  return kept;
}
