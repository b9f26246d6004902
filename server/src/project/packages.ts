import type { PackageFacts } from '../engine/snapshot.ts';
import { recordOf, textOf, type JsonRecord } from './json.ts';
import type { JsonFiles } from './json-files.ts';
import { folderOf, foldersUp } from './paths.ts';

const dependencyFields: readonly string[] = [
  'peerDependencies',
  'optionalDependencies',
  'devDependencies',
  'dependencies',
];

/** The nearest package.json of each folder. */
export class Packages {
  readonly #json: JsonFiles;
  readonly #rootOf: (path: string) => string | undefined;
  readonly #byFolder = new Map<string, PackageFacts | undefined>();

  constructor(json: JsonFiles, rootOf: (path: string) => string | undefined) {
    this.#json = json;
    this.#rootOf = rootOf;
  }

  of(file: string): PackageFacts | undefined {
    const folder = folderOf(file);
    if (!this.#byFolder.has(folder)) this.#byFolder.set(folder, this.#find(folder));
    return this.#byFolder.get(folder);
  }

  forget(): void {
    this.#byFolder.clear();
  }

  #find(folder: string): PackageFacts | undefined {
    for (const each of foldersUp(folder, this.#rootOf(folder))) {
      const file = each === '/' ? '/package.json' : `${each}/package.json`;
      const json = this.#json.read(file);
      if (json !== undefined) return factsOf(file, json);
    }
    return undefined;
  }
}

function factsOf(file: string, json: JsonRecord): PackageFacts {
  const dependencies = new Map<string, string>();
  for (const field of dependencyFields) {
    for (const [name, range] of Object.entries(recordOf(json[field]) ?? {})) {
      if (typeof range === 'string') dependencies.set(name, range);
    }
  }
  return { file, name: textOf(json['name']), isModule: json['type'] === 'module', dependencies };
}
