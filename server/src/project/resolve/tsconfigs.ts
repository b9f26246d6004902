import { recordOf, textOf, textsOf, type JsonRecord } from '../json.ts';
import { folderOf, foldersUp, isInside, isInstalled, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';

/** What a tsconfig or jsconfig says about where modules are, itself and by what it extends. Paths are absolute. */
export interface TsconfigOptions {
  readonly baseUrl?: string;
  readonly paths?: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly rootDir?: string;
  readonly outDir?: string;
  readonly declarationDir?: string;
}

const configNames: readonly string[] = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];
const mostConfigs = 20;
const folderOptions = ['baseUrl', 'rootDir', 'outDir', 'declarationDir'] as const;

/** The folder of the configuration that is read, however deep in a chain of `extends` it is spoken of. */
const ownFolder = '${configDir}';

/** Finds and reads configurations of TypeScript. Never one outside of the workspace, except those of packages. */
export class Tsconfigs {
  readonly #context: ResolveContext;
  /** The folder of a package of the workspace, for `"extends": "@acme/tsconfig/base.json"`. */
  readonly #homeOf: (name: string, folder: string) => string | undefined;
  readonly #above = new Map<string, readonly string[]>();
  readonly #known = new Map<string, TsconfigOptions>();

  constructor(context: ResolveContext, homeOf: (name: string, folder: string) => string | undefined) {
    this.#context = context;
    this.#homeOf = homeOf;
  }

  /** One for each folder that has any, the nearest first. */
  above(folder: string): readonly string[] {
    const known = this.#above.get(folder);
    if (known !== undefined) return known;
    const configs = foldersUp(folder, this.#context.rootOf(folder)).flatMap((each) => this.in(each) ?? []);
    this.#above.set(folder, configs);
    return configs;
  }

  in(folder: string): string | undefined {
    return configNames.map((name) => joined(folder, name)).find((path) => this.#context.json.read(path) !== undefined);
  }

  optionsOf(path: string): TsconfigOptions {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const options = this.#read(path, folderOf(path), [path]);
    this.#known.set(path, options);
    return options;
  }

  referencesOf(path: string): readonly string[] {
    const references = this.#context.json.read(path)?.['references'];
    return (Array.isArray(references) ? references : []).flatMap((reference) => {
      const target = textOf(recordOf(reference)?.['path']);
      return target === undefined ? [] : this.#existing(configsNamed(joined(folderOf(path), target)));
    });
  }

  forget(): void {
    this.#above.clear();
    this.#known.clear();
  }

  /** The last of several that are extended wins, as in TypeScript. */
  #read(path: string, own: string, chain: readonly string[]): TsconfigOptions {
    const config = this.#context.json.read(path) ?? {};
    let options: TsconfigOptions = {};
    for (const extended of chain.length < mostConfigs ? textsOf(config['extends']) : []) {
      const [base] = this.#extended(extended, folderOf(path));
      if (base === undefined || chain.includes(base)) continue;
      options = { ...options, ...this.#read(base, own, [...chain, base]) };
    }
    return { ...options, ...ownOptions(recordOf(config['compilerOptions']) ?? {}, folderOf(path), own, options) };
  }

  #extended(target: string, folder: string): readonly string[] {
    if (/^(?:\.{0,2}\/|\.\.?$)/.test(target)) return this.#existing(configsNamed(joined(folder, target)));
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? '';
    const home = this.#homeOf(name, folder);
    const homes = [
      ...(home === undefined ? [] : [home]),
      ...foldersUp(folder, this.#context.rootOf(folder)).map((each) => joined(each, `node_modules/${name}`)),
    ];
    return this.#existing(homes.flatMap((each) => configsNamed(joined(each, `.${target.slice(name.length)}`))));
  }

  #existing(candidates: readonly string[]): readonly string[] {
    const found = candidates.find((path) => this.#mayRead(path) && this.#context.json.read(path) !== undefined);
    return found === undefined ? [] : [found];
  }

  #mayRead(path: string): boolean {
    const root = this.#context.rootOf(path);
    return (root !== undefined && isInside(path, root)) || isInstalled(path);
  }
}

/** A file, a file without its ending, or a folder with a tsconfig.json. */
function configsNamed(path: string): readonly string[] {
  return path.endsWith('.json') ? [path] : [`${path}.json`, `${path}/tsconfig.json`];
}

function ownOptions(options: JsonRecord, folder: string, own: string, inherited: TsconfigOptions): TsconfigOptions {
  const at = (from: string, path: string): string =>
    path.startsWith(ownFolder) ? joined(own, `.${path.slice(ownFolder.length)}`) : joined(from, path);
  const folders = folderOptions.flatMap((name) => {
    const path = textOf(options[name]);
    return path === undefined ? [] : [[name, at(folder, path)] as const];
  });
  const named: TsconfigOptions = Object.fromEntries(folders);
  const paths = recordOf(options['paths']);
  if (paths === undefined) return named;
  const base = named.baseUrl ?? inherited.baseUrl ?? folder;
  return {
    ...named,
    paths: Object.entries(paths).map(
      ([pattern, targets]) => [pattern, textsOf(targets).map((target) => at(base, target))] as const,
    ),
  };
}
