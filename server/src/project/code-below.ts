import { foreignFolders, isOutput } from './left-out.ts';
import { isInside, joined } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';
import { isCode } from './trees.ts';

/** A package with more code than that is not searched through. */
export const mostFiles = 2_000;

/** The code of a folder and below, other packages in it included, as far as people wrote it; at most 2,000 files. */
export function codeBelow(files: ProjectFiles, folder: string): readonly string[] {
  const disk = {
    readFile: (path: string) => files.read(path),
    fileExists: (path: string) => files.exists(path),
    entries: (path: string) => files.namesIn(path).map((name) => ({ name, kind: 'file' })),
  };
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && found.length < mostFiles; next = folders.pop()) {
    const below = new Set(files.foldersIn(next));
    for (const name of [...files.namesIn(next)].sort()) {
      const path = joined(next, name);
      if (isCode(name) && !below.has(name)) found.push(path);
    }
    for (const name of [...below].sort().reverse()) {
      const path = joined(next, name);
      if (!foreignFolders.has(name) && !isOutput(disk, path) && isInside(path, folder)) folders.push(path);
    }
  }
  return found.slice(0, mostFiles);
}
