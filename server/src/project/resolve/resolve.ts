import type { ModuleTarget } from '../../engine/snapshot.ts';
import { canonicalModule } from '../../semantics/modules.ts';
import { folderOf, foldersUp, isInstalled, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';
import { ImportMaps } from './import-maps.ts';
import { importTargets } from './package-entries.ts';
import { probe } from './probe.ts';
import { TsconfigPaths } from './tsconfig-paths.ts';
import { WorkspacePackages } from './workspace-packages.ts';

const unresolved: ModuleTarget = { kind: 'unresolved' };
const maxSteps = 5;

/** Prefixes that bundlers are told of in their own code, which is never run: tried where they usually lead. */
const usualAliases = /^[@~]\//;
const usualFolders: readonly string[] = ['src', '.', 'app'];

/** Finds the file or package behind a specifier. Answers are kept until `forget`. */
export class ModuleResolver {
  readonly #context: ResolveContext;
  readonly #tsconfigs: TsconfigPaths;
  readonly #packages: WorkspacePackages;
  readonly #importMaps: ImportMaps;
  readonly #known = new Map<string, Map<string, ModuleTarget>>();

  constructor(context: ResolveContext) {
    this.#context = context;
    this.#tsconfigs = new TsconfigPaths(context);
    this.#packages = new WorkspacePackages(context);
    this.#importMaps = new ImportMaps(context);
  }

  resolve(specifier: string, from: string): ModuleTarget {
    const folder = folderOf(from);
    let answers = this.#known.get(folder);
    if (answers === undefined) this.#known.set(folder, (answers = new Map<string, ModuleTarget>()));
    let answer = answers.get(specifier);
    if (answer === undefined) answers.set(specifier, (answer = this.#find(specifier, folder, 0)));
    return answer;
  }

  /** The folder of a workspace's package, as seen from a folder. */
  homeOf(name: string, folder: string): string | undefined {
    return this.#packages.homeOf(name, folder);
  }

  isDeno(file: string): boolean {
    return this.#importMaps.isDeno(folderOf(file));
  }

  forget(): void {
    this.#known.clear();
    this.#tsconfigs.forget();
    this.#packages.forget();
    this.#importMaps.forget();
  }

  #find(specifier: string, folder: string, step: number): ModuleTarget {
    const path = pathIn(specifier, folder, this.#context.rootOf(folder));
    if (path !== undefined) return this.#file(path);
    return (
      this.#byImportMap(specifier, folder, step) ??
      (isAddress(specifier) ? undefined : this.#byName(specifier, folder, step)) ??
      packageNamed(specifier)
    );
  }

  #byName(specifier: string, folder: string, step: number): ModuleTarget | undefined {
    const mapped = this.#tsconfigs.resolve(specifier, folder);
    if (mapped !== undefined && !isInstalled(mapped)) return { kind: 'file', file: mapped };
    if (specifier.startsWith('#')) return this.#byPackageImports(specifier, folder, step);
    const file = this.#packages.resolve(specifier, folder) ?? this.#byUsualAlias(specifier, folder);
    return file === undefined ? undefined : { kind: 'file', file };
  }

  #byImportMap(specifier: string, folder: string, step: number): ModuleTarget | undefined {
    const mapped = this.#importMaps.resolve(specifier, folder);
    if (mapped === undefined || step >= maxSteps) return undefined;
    if ('path' in mapped) return this.#file(mapped.path);
    return mapped.specifier === specifier ? undefined : this.#find(mapped.specifier, folder, step + 1);
  }

  #byPackageImports(specifier: string, folder: string, step: number): ModuleTarget | undefined {
    const home = this.#packageFolder(folder);
    const json = home === undefined ? undefined : this.#context.json.read(joined(home, 'package.json'));
    if (home === undefined || json === undefined || step >= maxSteps) return undefined;
    for (const target of importTargets(json, specifier)) {
      const found = this.#find(target, home, step + 1);
      if (found.kind !== 'unresolved') return found;
    }
    return undefined;
  }

  #byUsualAlias(specifier: string, folder: string): string | undefined {
    const home = usualAliases.test(specifier) ? this.#packageFolder(folder) : undefined;
    if (home === undefined) return undefined;
    const rest = specifier.replace(usualAliases, '');
    for (const each of usualFolders) {
      const file = probe(this.#context.files, joined(home, `${each}/${rest}`));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #packageFolder(folder: string): string | undefined {
    const folders = foldersUp(folder, this.#context.rootOf(folder));
    return folders.find((each) => this.#context.json.read(joined(each, 'package.json')) !== undefined);
  }

  #file(path: string): ModuleTarget {
    if (isInstalled(path))
      return packageNamed(path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length));
    const file = probe(this.#context.files, path);
    return file === undefined ? unresolved : { kind: 'file', file };
  }
}

function packageNamed(specifier: string): ModuleTarget {
  const name = canonicalModule(specifier)?.name;
  return name === undefined ? unresolved : { kind: 'package', name };
}

function isAddress(specifier: string): boolean {
  return /^[a-z][a-z\d+.-]+:/.test(specifier);
}

/** The path of a specifier that is one. Bundlers take a query behind it: `./worker.ts?worker`. */
function pathIn(specifier: string, folder: string, root: string | undefined): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (/^\.{1,2}(?:\/|$)/.test(path)) return joined(folder, path);
  // Served from the root of the site, which is the workspace's own in a development server.
  return path.startsWith('/') ? joined(root ?? '/', `.${path}`) : undefined;
}
