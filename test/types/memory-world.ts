import { existsSync, readFileSync } from 'node:fs';
import { libFolder as shippedLibFolder } from '../../server/src/hosts/cli/package-files.ts';
import { forwardSlashes } from '../../server/src/hosts/cli/paths.ts';
import { matchFiles } from '../../server/src/types/compiler-internals.ts';
import type { OracleHost } from '../../server/src/types/host.ts';

export const root = process.platform === 'win32' ? 'C:/w' : '/w';

const libFolder = forwardSlashes(shippedLibFolder());

const libTexts = new Map<string, string | undefined>();

function libText(file: string): string | undefined {
  if (!libTexts.has(file)) libTexts.set(file, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  return libTexts.get(file);
}

/** Files on a disk that is only in memory, except for TypeScript's lib. Paths given are relative to `root`. */
export class MemoryWorld {
  readonly #files = new Map<string, string>();
  readonly reads: string[] = [];
  /** Reading this file throws. */
  unreadable: string | undefined;
  readonly host: OracleHost;

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.host = {
      readFile: (file) => {
        this.reads.push(file);
        if (file === `${root}/${this.unreadable ?? ''}`) throw new Error('EIO');
        return file.startsWith(libFolder) ? libText(file) : this.#files.get(file);
      },
      fileExists: (file) => (file.startsWith(libFolder) ? libText(file) !== undefined : this.#files.has(file)),
      directoryExists: (folder) => [...this.#files.keys()].some((file) => file.startsWith(`${folder}/`)),
      getDirectories: (folder) => this.#entries(folder).directories,
      readDirectory: (folder, extensions, excludes, includes, depth) =>
        matchFiles(
          folder,
          extensions,
          excludes,
          includes,
          true,
          root,
          depth,
          (inside) => this.#entries(inside),
          (file) => file,
        ),
      currentDirectory: root,
      useCaseSensitiveFileNames: true,
      libFolder,
    };
  }

  write(file: string, text: string): void {
    this.#files.set(`${root}/${file}`, text);
  }

  remove(file: string): void {
    this.#files.delete(`${root}/${file}`);
  }

  #entries(folder: string): { files: string[]; directories: string[] } {
    const inside = folder.endsWith('/') ? folder : `${folder}/`;
    const below = [...this.#files.keys()].filter((file) => file.startsWith(inside));
    const parts = below.map((file) => file.slice(inside.length).split('/'));
    return {
      files: parts.filter(({ length }) => length === 1).map(([name = '']) => name),
      directories: [...new Set(parts.filter(({ length }) => length > 1).map(([name = '']) => name))],
    };
  }
}

/** Small libraries, so that a suite of many programs stays quick. */
export function tsconfig(options: object = {}, rest: object = { include: ['src'] }): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022'],
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      jsx: 'preserve',
      ...options,
    },
    ...rest,
  });
}
