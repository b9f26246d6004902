import { folderOf, isInside, joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { probe } from './probe.ts';
import type { Tsconfigs } from './tsconfigs.ts';

/** Folders of what is built, and those that builders put below them. */
const built = /^(?:dist|build|out|lib|esm|cjs|es)\/(?:(?:esm|cjs|es\d*|mjs|src|types|node|lib|browser)\/)*/;

/** Where a library's sources keep what they give to the outside. */
const entryFolders: readonly string[] = [
  'src',
  'src/exports',
  'src/entries',
  'src/entrypoints',
  'src/entry',
  'src/public',
  'lib',
];

const buildConfigs: readonly string[] = [
  'tsconfig.build.json',
  'tsconfig.lib.json',
  'tsconfig.json',
  'tsconfig.app.json',
  'tsconfig.prod.json',
];

/** Their text is looked at, they are never run. */
const bundlerConfigs =
  /^(?:tsdown|tsup|unbuild|build|rollup|vite|rolldown|esbuild|rslib|bunup|package|bunchee)(?:\.config)?\.(?:[cm]?[jt]s|json)$/;
const largestConfig = 100_000;

/** Finds the file that a compiler or bundler makes another one from: outputs are not there before a build, and say less. */
export class BuiltSources {
  readonly #files: ProjectFiles;
  readonly #tsconfigs: Tsconfigs;
  readonly #entries = new Map<string, readonly string[]>();

  constructor(files: ProjectFiles, tsconfigs: Tsconfigs) {
    this.#files = files;
    this.#tsconfigs = tsconfigs;
  }

  /** Whether the path, relative to its package, names an output. */
  isBuilt(target: string): boolean {
    return built.test(plain(target)) || /\.d\.[cm]?ts$/.test(target);
  }

  /** @param target relative to the folder of its package */
  sourceOf(target: string, home: string): string | undefined {
    const stem = plain(target).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
    const below = stem.replace(built, '');
    // In older packages `lib` is where the sources are.
    const written = stem.startsWith('lib/') ? [stem, below] : [below];
    const deep = built.test(stem) ? [`src/${stem.slice(stem.indexOf('/') + 1)}`] : [];
    const candidates = [...this.#compiledFrom(joined(home, stem), home), ...deep, `src/${below}`, ...written];
    return (
      this.#first(candidates.map((each) => joined(home, each))) ??
      this.#bundledFrom(below, home) ??
      this.#first(entryFolders.map((each) => joined(home, `${each}/${below}`)))
    );
  }

  forget(): void {
    this.#entries.clear();
  }

  /** What `outDir` and `rootDir` say. */
  #compiledFrom(path: string, home: string): readonly string[] {
    return buildConfigs.flatMap((name) => {
      const config = joined(home, name);
      if (!this.#files.exists(config)) return [];
      const { outDir, declarationDir, rootDir } = this.#tsconfigs.optionsOf(config);
      return [outDir, declarationDir].flatMap((out) => {
        if (out === undefined || out === home || !isInside(path, out)) return [];
        const below = `.${path.slice(out.length)}`;
        return rootDir === undefined
          ? [joined(joined(home, 'src'), below), joined(home, below)]
          : [joined(rootDir, below)];
      });
    });
  }

  /** The entry of a bundler with the same name, or the only one there is for the main output. */
  #bundledFrom(below: string, home: string): string | undefined {
    const entries = this.#entriesOf(home);
    const named = entries.find((entry) => stemOf(entry) === below || stemOf(entry).endsWith(`/${below}`));
    return this.#first([named ?? [], below === 'index' && entries.length === 1 ? entries : []].flat());
  }

  /** Files of sources that a bundler's configuration or a script names. */
  #entriesOf(home: string): readonly string[] {
    const known = this.#entries.get(home);
    if (known !== undefined) return known;
    const texts = this.#files.namesIn(home).flatMap((name) => {
      const path = joined(home, name);
      const isSmall = bundlerConfigs.test(name) && (this.#files.sizeOf(path) ?? 0) <= largestConfig;
      return isSmall && this.#files.exists(path) ? [(this.#files.read(path) ?? '').slice(0, largestConfig)] : [];
    });
    const named = texts.flatMap((text) => text.match(/[\w@./-]+\.[cm]?tsx?\b/g) ?? []);
    const entries = [...new Set(named)]
      .filter((each) => !/\.d\.[cm]?ts$|(?:^|\/)node_modules\/|\.config\./.test(each))
      .map((each) => joined(home, `./${each}`))
      .filter((each) => isInside(folderOf(each), home) && this.#files.exists(each));
    this.#entries.set(home, entries);
    return entries;
  }

  #first(paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const file = probe(this.#files, path);
      if (file !== undefined) return file;
    }
    return undefined;
  }
}

function plain(target: string): string {
  return target.replace(/^\.\//, '');
}

function stemOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
