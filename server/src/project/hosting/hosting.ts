import type { HostedFile } from '../../semantics/hosted-files.ts';
import type { JsonFiles } from '../json-files.ts';
import { folderOf, foldersUp } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { hostedByNetlify } from './netlify.ts';
import { hostedBySupabase } from './supabase.ts';
import { type TomlTable, tomlTables } from './toml.ts';
import { hostedByVercel } from './vercel.ts';

interface HostingFiles {
  readonly files: ProjectFiles;
  readonly json: JsonFiles;
  readonly rootOf: (file: string) => string | undefined;
}

/** What `vercel.json`, `netlify.toml` and the `config.toml` of Supabase, in a file's folder or above, make of it. */
export class Hosting {
  readonly #world: HostingFiles;
  readonly #tables = new Map<string, readonly TomlTable[] | undefined>();

  constructor(world: HostingFiles) {
    this.#world = world;
  }

  of(file: string): HostedFile | undefined {
    for (const folder of foldersUp(folderOf(file), this.#world.rootOf(file))) {
      const path = file.slice(folder.length + 1);
      const found = this.#byVercel(folder, path) ?? this.#byNetlify(folder, path) ?? this.#bySupabase(folder, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  forget(): void {
    this.#tables.clear();
  }

  #byVercel(folder: string, path: string): HostedFile | undefined {
    const config = this.#world.json.read(`${folder}/vercel.json`);
    return config && hostedByVercel(config, path);
  }

  #byNetlify(folder: string, path: string): HostedFile | undefined {
    const tables = this.#tablesOf(`${folder}/netlify.toml`);
    return tables && hostedByNetlify(tables, path);
  }

  #bySupabase(folder: string, path: string): HostedFile | undefined {
    const tables = folder.endsWith('/supabase') ? this.#tablesOf(`${folder}/config.toml`) : undefined;
    return tables && hostedBySupabase(tables, path);
  }

  #tablesOf(file: string): readonly TomlTable[] | undefined {
    if (!this.#tables.has(file)) {
      const text = this.#world.files.exists(file) ? this.#world.files.read(file) : undefined;
      this.#tables.set(file, text === undefined ? undefined : tomlTables(text));
    }
    return this.#tables.get(file);
  }
}
