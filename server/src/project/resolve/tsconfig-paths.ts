import { folderOf, isInside, joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { bestMatch, filledIn } from './patterns.ts';
import { probe } from './probe.ts';
import type { TsconfigOptions, Tsconfigs } from './tsconfigs.ts';

const mostConfigs = 20;

/** `paths` and `baseUrl` of the configurations above a file. */
export class TsconfigPaths {
  readonly #files: ProjectFiles;
  readonly #tsconfigs: Tsconfigs;
  readonly #byFolder = new Map<string, readonly TsconfigOptions[]>();

  constructor(files: ProjectFiles, tsconfigs: Tsconfigs) {
    this.#files = files;
    this.#tsconfigs = tsconfigs;
  }

  resolve(specifier: string, folder: string): string | undefined {
    for (const options of this.#optionsFor(folder)) {
      const file = this.#byPattern(options, specifier) ?? this.#byBaseUrl(options, specifier);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  forget(): void {
    this.#byFolder.clear();
  }

  #byPattern({ paths = [] }: TsconfigOptions, specifier: string): string | undefined {
    const match = bestMatch(paths, specifier);
    for (const target of match?.value ?? []) {
      const file = probe(this.#files, filledIn(target, match?.wildcard ?? ''));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #byBaseUrl({ baseUrl }: TsconfigOptions, specifier: string): string | undefined {
    return baseUrl === undefined ? undefined : probe(this.#files, joined(baseUrl, specifier));
  }

  #optionsFor(folder: string): readonly TsconfigOptions[] {
    let options = this.#byFolder.get(folder);
    if (options === undefined) {
      options = this.#find(folder);
      this.#byFolder.set(folder, options);
    }
    return options;
  }

  /**
   * The nearest configuration with those that it refers to; then those further up, which hold for a folder that the
   * nearest leaves out, but for no plain name: their `baseUrl` would take folders for packages.
   */
  #find(folder: string): readonly TsconfigOptions[] {
    const [nearest, ...further] = this.#tsconfigs.above(folder);
    if (nearest === undefined) return [];
    const above = further.flatMap((path) => {
      const { paths } = this.#tsconfigs.optionsOf(path);
      return paths === undefined ? [] : [{ paths }];
    });
    return [...this.#withReferences(nearest, folder), ...above];
  }

  /** A solution file of Vite says nothing itself: its `tsconfig.app.json` does. Those of other packages say nothing here. */
  #withReferences(path: string, folder: string): readonly TsconfigOptions[] {
    const seen = new Set<string>();
    const queue = [path];
    for (let next = queue.shift(); next !== undefined && seen.size < mostConfigs; next = queue.shift()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...this.#tsconfigs.referencesOf(next).filter((each) => isInside(folder, folderOf(each))));
    }
    return [...seen].map((each) => this.#tsconfigs.optionsOf(each));
  }
}
