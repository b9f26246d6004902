import type { ProjectFiles } from '../project-files.ts';

/** Code first: what a declaration file declares is found in its implementation too. */
const endings: readonly string[] = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.json',
];

/** What an import's own ending may stand for: code imports the files that a compiler will write. */
const sources: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx', '.d.ts']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs', '.d.mts']],
  ['.cjs', ['.cts', '.cjs', '.d.cts']],
]);

/** The file that an import of the path means: the path itself, one with an ending, or a folder's index. */
export function probe(files: ProjectFiles, path: string): string | undefined {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - ending.length);
  return (
    firstOf(files, stem, sources.get(ending) ?? []) ??
    (files.exists(path) ? path : undefined) ??
    firstOf(files, path, endings) ??
    (files.folderExists(path) ? firstOf(files, `${path}/index`, endings) : undefined)
  );
}

function firstOf(files: ProjectFiles, stem: string, candidates: readonly string[]): string | undefined {
  const ending = candidates.find((each) => files.exists(stem + each));
  return ending === undefined ? undefined : stem + ending;
}
