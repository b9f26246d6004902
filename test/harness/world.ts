import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { forwardSlashes } from '../../server/src/hosts/cli/paths.ts';
import { matchFiles } from '../../server/src/types/compiler-internals.ts';
import type { FolderEntry } from '../../server/src/project/file-system.ts';
import type { OracleHost } from '../../server/src/types/host.ts';
import { fixturesFolder } from './cases.ts';

/** Not below the repository, so that nothing in the fixtures' place on disk sways how their files are classed. */
export const worldRoot = process.platform === 'win32' ? 'C:/workspace' : '/workspace';

const repository = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');
const packagesPrefix = `${worldRoot}/node_modules`;
/** Packages too large or too generated to install: declared by hand in their shape. They win over installed ones. */
const standIns = path.join(fixturesFolder, 'packages');

/** Files in memory over the packages that are really installed. Paths are absolute with forward slashes. */
export interface World extends OracleHost {
  readonly files: ReadonlyMap<string, string>;
  /** Of what is no text: a unit stands for a byte. */
  readBytes(file: string): Uint8Array;
  /** Files directly inside, as `getDirectories` gives folders. */
  getFiles(folder: string): readonly string[];
  entries(folder: string): readonly FolderEntry[];
}

export function createWorld(files: ReadonlyMap<string, string>, packages: 'installed' | 'none'): World {
  const folders = foldersOf(files);
  const onDisk = (file: string): readonly string[] => (packages === 'none' ? [] : diskPaths(file));
  const list = (folder: string, kind: 'files' | 'folders'): readonly string[] => {
    const entries = new Set(onDisk(folder).flatMap((each) => entriesIn(each, kind)));
    const own = kind === 'files' ? files.keys() : folders.values();
    for (const each of own)
      if (path.posix.dirname(each) === folder && each !== folder) entries.add(path.posix.basename(each));
    return [...entries].sort();
  };
  const world: World = {
    files,
    readFile: (file) => files.get(file) ?? firstText(onDisk(file)),
    readBytes: (file) => Buffer.from(files.get(file) ?? '', 'latin1'),
    fileExists: (file) => files.has(file) || onDisk(file).some(isFile),
    directoryExists: (folder) => folders.has(folder) || onDisk(folder).some(isFolder),
    getDirectories: (folder) => list(folder, 'folders'),
    getFiles: (folder) => list(folder, 'files'),
    entries: (folder) => [
      ...list(folder, 'folders').map((name) => ({ name, kind: 'folder' as const })),
      ...list(folder, 'files').map((name) => ({ name, kind: 'file' as const })),
    ],
    readDirectory: (root, extensions, excludes, includes, depth) =>
      selectFiles(world, root, extensions, excludes, includes, depth),
    realpath: (file) => file,
    currentDirectory: worldRoot,
    useCaseSensitiveFileNames: true,
    libFolder: forwardSlashes(libFolder()),
  };
  return world;
}

/** Where a path below the world's node_modules may lie on disk; other real paths, such as the lib folder, stand for themselves. */
function diskPaths(file: string): readonly string[] {
  if (file === packagesPrefix || file.startsWith(`${packagesPrefix}/`)) {
    const below = file.slice(packagesPrefix.length);
    return [`${standIns}${below}`, `${repository}/node_modules${below}`];
  }
  return file.startsWith(worldRoot) ? [] : [file];
}

function foldersOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const folders = new Set<string>([worldRoot]);
  for (const file of files.keys()) {
    for (
      let folder = path.posix.dirname(file);
      !folders.has(folder) && folder !== '/' && folder !== '.';
      folder = path.posix.dirname(folder)
    ) {
      folders.add(folder);
    }
  }
  return folders;
}

function selectFiles(
  world: World,
  root: string,
  ...[extensions, excludes, includes, depth]: Selection
): readonly string[] {
  const entries = (folder: string): { files: readonly string[]; directories: readonly string[] } => ({
    files: world.getFiles(folder),
    directories: world.getDirectories(folder),
  });
  return matchFiles(root, extensions, excludes, includes, true, worldRoot, depth, entries, (file) => file);
}

type Selection = [
  extensions: readonly string[],
  excludes: readonly string[] | undefined,
  includes: readonly string[],
  depth: number | undefined,
];

function entriesIn(folder: string, kind: 'files' | 'folders'): readonly string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder).filter((name) => (kind === 'files' ? isFile : isFolder)(path.join(folder, name)));
}

function firstText(candidates: readonly string[]): string | undefined {
  const file = candidates.find(isFile);
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

function isFolder(folder: string): boolean {
  return existsSync(folder) && statSync(folder).isDirectory();
}
