import { recordOf, textOf, textsOf, type JsonRecord } from '../json-files.ts';
import { folderOf, foldersUp, isInside, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';
import { bestMatch, filledIn } from './patterns.ts';
import { probe } from './probe.ts';

/** What a tsconfig or jsconfig says about module names. */
interface Mapping {
  readonly baseUrl: string | undefined;
  /** Targets are absolute. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const configNames: readonly string[] = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];
const maxConfigs = 20;

/** `paths` and `baseUrl` of the nearest configuration, those it extends and those it refers to. */
export class TsconfigPaths {
  readonly #context: ResolveContext;
  readonly #byFolder = new Map<string, readonly Mapping[]>();

  constructor(context: ResolveContext) {
    this.#context = context;
  }

  resolve(specifier: string, folder: string): string | undefined {
    for (const mapping of this.#mappingsOf(folder)) {
      const file = this.#byPattern(mapping, specifier) ?? this.#byBaseUrl(mapping, specifier);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  forget(): void {
    this.#byFolder.clear();
  }

  #byPattern({ paths }: Mapping, specifier: string): string | undefined {
    const match = bestMatch(paths, specifier);
    for (const target of match?.value ?? []) {
      const file = probe(this.#context.files, filledIn(target, match?.wildcard ?? ''));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #byBaseUrl({ baseUrl }: Mapping, specifier: string): string | undefined {
    return baseUrl === undefined ? undefined : probe(this.#context.files, joined(baseUrl, specifier));
  }

  #mappingsOf(folder: string): readonly Mapping[] {
    let mappings = this.#byFolder.get(folder);
    if (mappings === undefined) {
      mappings = this.#find(folder);
      this.#byFolder.set(folder, mappings);
    }
    return mappings;
  }

  #find(folder: string): readonly Mapping[] {
    for (const each of foldersUp(folder, this.#context.rootOf(folder))) {
      for (const name of configNames) {
        const path = joined(each, name);
        if (this.#context.json.read(path) !== undefined) return this.#withReferences(path);
      }
    }
    return [];
  }

  /** A solution file of Vite says nothing itself: its `tsconfig.app.json` does. */
  #withReferences(path: string): readonly Mapping[] {
    const seen = new Set<string>();
    const mappings: Mapping[] = [];
    const queue = [path];
    for (let next = queue.shift(); next !== undefined && seen.size < maxConfigs; next = queue.shift()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const config = this.#context.json.read(next);
      if (config === undefined) continue;
      mappings.push(this.#mappingOf(next, config, 0));
      queue.push(...this.#referencesOf(next, config));
    }
    return mappings;
  }

  #referencesOf(path: string, config: JsonRecord): readonly string[] {
    const references = Array.isArray(config['references']) ? config['references'] : [];
    return references.flatMap((reference) => {
      const target = textOf(recordOf(reference)?.['path']);
      return target === undefined ? [] : this.#configAt(joined(folderOf(path), target));
    });
  }

  #mappingOf(path: string, config: JsonRecord, depth: number): Mapping {
    const folder = folderOf(path);
    const options = recordOf(config['compilerOptions']) ?? {};
    const inherited = depth < maxConfigs ? this.#inherited(folder, config, depth) : undefined;
    const baseUrl = textOf(options['baseUrl']);
    const base = baseUrl === undefined ? inherited?.baseUrl : joined(folder, baseUrl);
    const paths = recordOf(options['paths']);
    if (paths === undefined) return { baseUrl: base, paths: inherited?.paths ?? [] };
    const entries = Object.entries(paths).map(
      ([pattern, targets]) => [pattern, textsOf(targets).map((target) => joined(base ?? folder, target))] as const,
    );
    return { baseUrl: base, paths: entries };
  }

  /** The last of several wins, as in TypeScript. Configurations of packages map no names of a project. */
  #inherited(folder: string, config: JsonRecord, depth: number): Mapping | undefined {
    let inherited: Mapping | undefined;
    for (const target of textsOf(config['extends']).filter((each) => /^\.{0,2}\//.test(each) || each === '..')) {
      const path = this.#configAt(joined(folder, target))[0];
      const extended = path === undefined ? undefined : this.#context.json.read(path);
      if (path === undefined || extended === undefined) continue;
      const mapping = this.#mappingOf(path, extended, depth + 1);
      inherited = {
        baseUrl: mapping.baseUrl ?? inherited?.baseUrl,
        paths: mapping.paths.length > 0 ? mapping.paths : (inherited?.paths ?? []),
      };
    }
    return inherited;
  }

  /** A file, a file without its ending, or a folder with a tsconfig.json; never one outside of the workspace. */
  #configAt(path: string): readonly string[] {
    const root = this.#context.rootOf(path);
    if (root === undefined || !isInside(path, root)) return [];
    const candidates = path.endsWith('.json') ? [path] : [`${path}.json`, `${path}/tsconfig.json`];
    return candidates.filter((candidate) => this.#context.json.read(candidate) !== undefined).slice(0, 1);
  }
}
