import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { matchFiles } from '../types/compiler-internals.ts';
import type { OracleHost } from '../types/host.ts';
import { readChunks } from './text-chunks.ts';
import { foreignFolders, isOutput, largestCode } from './left-out.ts';

export type EntryKind = 'file' | 'folder' | 'link';

export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What a project asks of a disk. Paths are absolute with forward slashes; nothing throws. */
export interface ProjectFileSystem {
  readFile(path: string): string | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  /** Spares single questions where it is there. Undefined for a folder that is missing or may not be read. */
  entries?(folder: string): readonly FolderEntry[] | undefined;
  /** Names of the folders directly inside. */
  getDirectories(path: string): readonly string[];
  /** The path with all links followed; the path itself where it leads nowhere. */
  realpath?(path: string): string;
  /** Of a file, in bytes. */
  sizeOf?(path: string): number | undefined;
  /** The text of a file piece by piece, without a byte order mark; unlike the others it throws where it cannot read. */
  readChunks?(path: string): Iterable<string>;
  /** Without it, nobody can tell what Git tracks. */
  readBytes?(path: string): Uint8Array | undefined;
  readonly useCaseSensitiveFileNames: boolean;
}

/** What listing a workspace needs beyond that. */
export interface WorkspaceFileSystem extends ProjectFileSystem {
  entries(folder: string): readonly FolderEntry[] | undefined;
  sizeOf(path: string): number | undefined;
}

export interface NodeFileSystem extends WorkspaceFileSystem, OracleHost {
  realpath(path: string): string;
}

export interface NodeFileSystemOptions {
  readonly currentDirectory: string;
  /** Folder of TypeScript's lib.*.d.ts. */
  readonly libFolder: string;
}

/** The disk, read synchronously and without a cache. */
export function nodeFileSystem(options: NodeFileSystemOptions): NodeFileSystem {
  const useCaseSensitiveFileNames = !(process.platform === 'win32' || process.platform === 'darwin');
  const { currentDirectory, libFolder } = options;
  return {
    isDisk: true,
    currentDirectory,
    libFolder,
    useCaseSensitiveFileNames,
    readFile: readText,
    readChunks,
    readBytes: (path) => attempt(() => readFileSync(path)),
    fileExists: (path) => statOf(path)?.isFile() === true,
    directoryExists: (path) => statOf(path)?.isDirectory() === true,
    getDirectories: (path) => namesOf(path, 'folder'),
    realpath: (path) => attempt(() => slashed(realpathSync.native(path))) ?? path,
    entries: entriesOf,
    sizeOf: (path) => statOf(path)?.size,
    readDirectory: (root, extensions, excludes, includes, depth) =>
      attempt(() =>
        matchFiles(
          root,
          extensions,
          excludes,
          includes,
          useCaseSensitiveFileNames,
          currentDirectory,
          depth,
          (folder) => ({
            files: namesOf(folder, 'file').filter((name) => !isLargeCode(`${folder}/${name}`)),
            directories: namesOf(folder, 'folder').filter(
              (name) => isNamedIn(includes, name) || !isForeign(folder, name),
            ),
          }),
          (path) => attempt(() => slashed(realpathSync.native(path))) ?? path,
        ),
      ) ?? [],
  };
}

/** As UTF-8, or as UTF-16 where the bytes in front say so: some shells write files that way. */
function readText(path: string): string | undefined {
  const text = attempt(() => readFileSync(path, 'utf8'));
  const isBroken = text?.startsWith('\uFFFD\uFFFD') === true;
  return (isBroken ? attempt(() => utf16Of(readFileSync(path))) : undefined) ?? text;
}

function utf16Of(bytes: Buffer): string | undefined {
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return bytes.toString('utf16le');
  return mark === 0xfeff
    ? bytes
        .subarray(0, bytes.length & ~1)
        .swap16()
        .toString('utf16le')
    : undefined;
}

/** Absolute paths come from elsewhere with backslashes on Windows. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function entriesOf(folder: string): readonly FolderEntry[] | undefined {
  return attempt(() =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly FolderEntry[] => {
      const { name } = entry;
      if (entry.isSymbolicLink()) return [{ name, kind: 'link' }];
      if (entry.isDirectory()) return [{ name, kind: 'folder' }];
      return entry.isFile() ? [{ name, kind: 'file' }] : [];
    }),
  );
}

/** Links count as what they lead to, as in TypeScript's own host. */
function namesOf(folder: string, kind: 'file' | 'folder'): string[] {
  return (entriesOf(folder) ?? []).flatMap((entry) => {
    const isWanted =
      entry.kind === kind ||
      (entry.kind === 'link' && (statOf(`${folder}/${entry.name}`)?.isDirectory() === true) === (kind === 'folder'));
    return isWanted ? [entry.name] : [];
  });
}

/** A compiler that is given megabytes of generated code answers nothing for a long time. */
function isLargeCode(path: string): boolean {
  return /(?<!\.d)\.[cm]?[jt]sx?$/i.test(path) && (statOf(path)?.size ?? 0) > largestCode;
}

/** What is installed or built is nothing that a project consists of, unless its configuration says so by name. */
function isForeign(folder: string, name: string): boolean {
  return foreignFolders.has(name) || isOutput(asDisk, `${folder}/${name}`);
}

function isNamedIn(includes: readonly string[], name: string): boolean {
  return includes.some((glob) => glob.split('/').includes(name));
}

const asDisk = {
  readFile: (path: string) => attempt(() => readFileSync(path, 'utf8')),
  fileExists: (path: string) => statOf(path)?.isFile() === true,
  entries: entriesOf,
};

function statOf(path: string): Stats | undefined {
  return attempt(() => statSync(path));
}

/** Files vanish and folders refuse between one question and the next: both read as missing. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
