import type { EntryKind, FolderEntry, WorkspaceFileSystem } from '../../server/src/project/file-system.ts';
import { textOf, type FileContents } from '../write-files.ts';

/** Files in memory; change the map at will. A text `-> path` is a symbolic link. */
export class MemoryFiles implements WorkspaceFileSystem {
  readonly files: Map<string, string>;
  readonly useCaseSensitiveFileNames = true;
  /** What was asked of the disk. */
  readonly reads: string[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
  }

  readFile(path: string): string | undefined {
    this.reads.push(path);
    return this.files.get(path);
  }

  fileExists(path: string): boolean {
    return this.files.has(path);
  }

  directoryExists(path: string): boolean {
    return this.entries(path) !== undefined;
  }

  getDirectories(path: string): readonly string[] {
    return (this.entries(path) ?? []).filter(({ kind }) => kind === 'folder').map(({ name }) => name);
  }

  entries(folder: string): readonly FolderEntry[] | undefined {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const found = new Map<string, EntryKind>();
    for (const [path, text] of this.files) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...below] = path.slice(prefix.length).split('/');
      found.set(name, below.length > 0 ? 'folder' : text.startsWith('-> ') ? 'link' : 'file');
    }
    return found.size === 0 ? undefined : [...found].map(([name, kind]) => ({ name, kind }));
  }

  realpath(path: string): string {
    const text = this.files.get(path);
    return text?.startsWith('-> ') === true ? text.slice(3) : path;
  }

  sizeOf(path: string): number | undefined {
    return this.files.get(path)?.length;
  }
}

/** Files below `/w`; names that begin with `../` lie beside it. */
export function memoryWorkspace(files: FileContents): MemoryFiles {
  const entries = Object.entries(files).map(([name, content]) => [
    name.startsWith('../') ? name.slice(2) : `/w/${name}`,
    textOf(content),
  ]);
  return new MemoryFiles(Object.fromEntries(entries) as Record<string, string>);
}
