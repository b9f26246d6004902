import type { HostedFile } from '../../semantics/hosted-files.ts';
import type { JsonFiles } from '../json-files.ts';
import { folderOf, foldersUp } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { hostedByNetlify, type TomlTable, tomlTables } from './netlify.ts';
import { hostedByVercel } from './vercel.ts';

interface HostingFiles {
  readonly files: ProjectFiles;
  readonly json: JsonFiles;
  readonly rootOf: (file: string) => string | undefined;
}

/** What `vercel.json` and `netlify.toml`, in a file's folder or above, make of it. */
export class Hosting {
  readonly #world: HostingFiles;
  readonly #netlify = new Map<string, readonly TomlTable[] | undefined>();

  constructor(world: HostingFiles) {
    this.#world = world;
  }

  of(file: string): HostedFile | undefined {
    for (const folder of foldersUp(folderOf(file), this.#world.rootOf(file))) {
      const path = file.slice(folder.length + 1);
      const found = this.#byVercel(folder, path) ?? this.#byNetlify(folder, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  forget(): void {
    this.#netlify.clear();
  }

  #byVercel(folder: string, path: string): HostedFile | undefined {
    const config = this.#world.json.read(`${folder}/vercel.json`);
    return config && hostedByVercel(config, path);
  }

  #byNetlify(folder: string, path: string): HostedFile | undefined {
    const file = `${folder}/netlify.toml`;
    if (!this.#netlify.has(file)) {
      const text = this.#world.files.exists(file) ? this.#world.files.read(file) : undefined;
      this.#netlify.set(file, text === undefined ? undefined : tomlTables(text));
    }
    const tables = this.#netlify.get(file);
    return tables && hostedByNetlify(tables, path);
  }
}
