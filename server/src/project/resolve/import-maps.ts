import { recordOf, textOf, type JsonRecord } from '../json.ts';
import { folderOf, foldersUp, isInside, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';

interface ImportMap {
  readonly folder: string;
  readonly imports: JsonRecord;
}

export type Mapped = { readonly path: string } | { readonly specifier: string };

const denoNames: readonly string[] = ['deno.json', 'deno.jsonc'];
const mapNames: readonly string[] = ['import_map.json', 'importmap.json'];

/** `imports` of the nearest deno.json and of the import map that it names, or of an import_map.json alone. */
export class ImportMaps {
  readonly #context: ResolveContext;
  readonly #byFolder = new Map<string, readonly ImportMap[]>();

  constructor(context: ResolveContext) {
    this.#context = context;
  }

  /** A path, or another specifier to resolve instead. */
  resolve(specifier: string, folder: string): Mapped | undefined {
    for (const map of this.#mapsOf(folder)) {
      const target = targetIn(map.imports, specifier);
      if (target === undefined) continue;
      return /^\.{0,2}\//.test(target) ? { path: joined(map.folder, target) } : { specifier: target };
    }
    return undefined;
  }

  /** A package.json nearer by, or beside it, says that the code runs elsewhere too. */
  isDeno(folder: string): boolean {
    const has = (each: string, name: string): boolean => this.#context.files.exists(joined(each, name));
    const folders = foldersUp(folder, this.#context.rootOf(folder));
    const home = folders.find((each) => ['package.json', ...denoNames].some((name) => has(each, name)));
    return home !== undefined && !has(home, 'package.json');
  }

  forget(): void {
    this.#byFolder.clear();
  }

  #mapsOf(folder: string): readonly ImportMap[] {
    let maps = this.#byFolder.get(folder);
    if (maps === undefined) {
      maps = this.#find(folder);
      this.#byFolder.set(folder, maps);
    }
    return maps;
  }

  #find(folder: string): readonly ImportMap[] {
    return foldersUp(folder, this.#context.rootOf(folder)).flatMap((each) =>
      [...denoNames, ...mapNames].flatMap((name) => this.#mapsIn(joined(each, name))),
    );
  }

  #mapsIn(path: string): readonly ImportMap[] {
    const json = this.#context.json.read(path);
    if (json === undefined) return [];
    const folder = folderOf(path);
    const imports = recordOf(json['imports']);
    const own = imports === undefined ? [] : [{ folder, imports }];
    const named = textOf(json['importMap']);
    const other = named === undefined ? undefined : joined(folder, named);
    return other === undefined || other === path || !this.#mayRead(other) ? own : [...own, ...this.#mapsIn(other)];
  }

  #mayRead(path: string): boolean {
    const root = this.#context.rootOf(path);
    return root !== undefined && isInside(path, root) && mapNames.some((name) => path.endsWith(name));
  }
}

/** An exact name wins, then the longest one that ends in a slash. */
function targetIn(imports: JsonRecord, specifier: string): string | undefined {
  const exact = Object.hasOwn(imports, specifier) ? textOf(imports[specifier]) : undefined;
  if (exact !== undefined) return exact;
  const prefix = Object.keys(imports)
    .filter((key) => key.endsWith('/') && specifier.startsWith(key))
    .reduce((longest, key) => (key.length > longest.length ? key : longest), '');
  const target = prefix === '' ? undefined : textOf(imports[prefix]);
  return target === undefined ? undefined : target + specifier.slice(prefix.length);
}
