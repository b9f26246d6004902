import { parsedJson, recordOf, textOf, type Json, type JsonRecord } from '../json.ts';
import type { JsonFiles } from '../json-files.ts';
import { folderOf, foldersUp, isInside, joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { catalogRange, isLocal, plainRange } from './declared.ts';
import { bunLock, denoLock, npmLock } from './json-locks.ts';
import { bareVersion, type Lock, type LockQuestion } from './lock.ts';
import { pnpmLock, yarnLock } from './yaml-locks.ts';

export interface VersionContext {
  readonly files: ProjectFiles;
  readonly json: JsonFiles;
  rootOf(path: string): string | undefined;
  /** Folder of a package of the workspace around a folder. */
  homeOf(name: string, folder: string): string | undefined;
}

/** Larger ones are not read: a lockfile is a courtesy, not worth a pause. */
const largestLock = 16_000_000;

const dependencyFields: readonly string[] = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
];

const lockReaders: ReadonlyMap<string, (text: string) => Lock> = new Map([
  ['pnpm-lock.yaml', pnpmLock],
  ['package-lock.json', (text) => npmLock(strictJson(text))],
  ['npm-shrinkwrap.json', (text) => npmLock(strictJson(text))],
  ['yarn.lock', yarnLock],
  ['bun.lock', (text) => bunLock(looseJson(text))],
  ['deno.lock', (text) => denoLock(strictJson(text))],
]);

export const lockNames: ReadonlySet<string> = new Set(lockReaders.keys());

interface Declaration {
  readonly folder: string;
  readonly range: string;
  readonly asker: string | undefined;
}

/** Which version of a package a file gets: the installed one, else the locked one, else the range that is declared. */
export class PackageVersions {
  readonly #context: VersionContext;
  readonly #known = new Map<string, string | undefined>();
  readonly #locks = new Map<string, Lock | undefined>();

  constructor(context: VersionContext) {
    this.#context = context;
  }

  /** @param module name of a package; what stands behind it, as in `drizzle-orm/pg-core`, does not matter */
  of(module: string, from: string): string | undefined {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
    if (name === undefined || name.includes(':')) return undefined;
    const folder = folderOf(from);
    const key = `${name}\n${folder}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#find(name, folder));
    return this.#known.get(key);
  }

  forget(): void {
    this.#known.clear();
    this.#locks.clear();
  }

  #find(name: string, folder: string): string | undefined {
    const root = this.#context.rootOf(folder);
    const folders = root === undefined ? [] : foldersUp(folder, root);
    const declaration = this.#declaration(name, folders);
    return (
      this.#installed(name, folder) ??
      this.#locked(name, folders, declaration) ??
      (declaration === undefined ? undefined : this.#declared(name, declaration))
    );
  }

  /** Node looks above the workspace too. */
  #installed(name: string, folder: string): string | undefined {
    for (const each of foldersUp(folder, undefined)) {
      const version = this.#versionAt(joined(each, `node_modules/${name}`));
      if (version !== undefined) return version;
    }
    return undefined;
  }

  #versionAt(home: string): string | undefined {
    return bareVersion(textOf(this.#context.json.read(joined(home, 'package.json'))?.['version']));
  }

  #declaration(name: string, folders: readonly string[]): Declaration | undefined {
    for (const folder of folders) {
      const declared = this.#rangeIn(joined(folder, 'package.json'), name) ?? this.#denoRange(folder, name);
      if (declared === undefined) continue;
      const asker = textOf(this.#context.json.read(joined(folder, 'package.json'))?.['name']);
      const range = catalogRange(declared, name, folders, this.#context) ?? declared;
      return { folder, range, asker };
    }
    return undefined;
  }

  #rangeIn(manifest: string, name: string): string | undefined {
    const json = this.#context.json.read(manifest);
    for (const field of dependencyFields) {
      const dependencies = recordOf(json?.[field]);
      const range = dependencies !== undefined && Object.hasOwn(dependencies, name) ? dependencies[name] : undefined;
      if (typeof range === 'string') return range;
    }
    return undefined;
  }

  /** `imports` of a deno.json say `npm:express@4`, whatever they call it. */
  #denoRange(folder: string, name: string): string | undefined {
    for (const file of ['deno.json', 'deno.jsonc', 'import_map.json']) {
      const imports = recordOf(this.#context.json.read(joined(folder, file))?.['imports']);
      for (const target of Object.values(imports ?? {})) {
        const [, named, range] = /^(?:npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)@([^/]+)/.exec(textOf(target) ?? '') ?? [];
        if (named === name && range !== undefined) return range;
      }
    }
    return undefined;
  }

  #locked(name: string, folders: readonly string[], declaration: Declaration | undefined): string | undefined {
    const asking = declaration === undefined ? folders : folders.slice(folders.indexOf(declaration.folder));
    const range = declaration?.range;
    for (const folder of folders) {
      const importers = asking.filter((each) => isInside(each, folder)).map((each) => relative(folder, each));
      for (const file of lockNames) {
        const question: LockQuestion = { name, range, importers, asker: declaration?.asker };
        const version = this.#lockAt(joined(folder, file))?.(question);
        if (version !== undefined) return version;
      }
    }
    return undefined;
  }

  #lockAt(path: string): Lock | undefined {
    if (!this.#locks.has(path)) this.#locks.set(path, this.#readLock(path));
    return this.#locks.get(path);
  }

  #readLock(path: string): Lock | undefined {
    const { files } = this.#context;
    if (!files.exists(path) || (files.sizeOf(path) ?? 0) > largestLock) return undefined;
    const text = files.read(path);
    const reader = lockReaders.get(path.slice(path.lastIndexOf('/') + 1));
    return text === undefined ? undefined : reader?.(text);
  }

  #declared(name: string, { range, folder }: Declaration): string | undefined {
    const home = isLocal(range) ? this.#context.homeOf(name, folder) : undefined;
    return (home === undefined ? undefined : this.#versionAt(home)) ?? plainRange(range);
  }
}

function relative(from: string, folder: string): string {
  return folder.slice(from.length).replace(/^\//, '');
}

function strictJson(text: string): JsonRecord {
  try {
    return recordOf(JSON.parse(text) as Json) ?? {};
  } catch {
    return {};
  }
}

function looseJson(text: string): JsonRecord {
  return recordOf(parsedJson(text)) ?? {};
}
