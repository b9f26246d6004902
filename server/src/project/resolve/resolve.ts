import type { ModuleTarget } from '../../engine/snapshot.ts';
import { canonicalModule } from '../../semantics/modules.ts';
import { folderOf, foldersUp, isInside, isInstalled, joined } from '../paths.ts';
import { BuiltSources } from './built-sources.ts';
import type { ResolveContext } from './context.ts';
import { ImportMaps } from './import-maps.ts';
import { importTargets, PackageEntries } from './package-entries.ts';
import { probe } from './probe.ts';
import { TsconfigPaths } from './tsconfig-paths.ts';
import { Tsconfigs } from './tsconfigs.ts';
import { manifestAt } from './workspace-members.ts';
import { WorkspacePackages } from './workspace-packages.ts';

const unresolved: ModuleTarget = { kind: 'unresolved' };
const maxSteps = 5;

/** Prefixes that bundlers are told of in their own code, which is never run: tried where they usually lead. */
const usualAliases: readonly (readonly [prefix: RegExp, folders: readonly string[]])[] = [
  [/^[@~]\//, ['src', '.', 'app']],
  [/^(?:~~|@@|@site)\//, ['.']],
  [/^\$lib(?:\/|$)/, ['src/lib']],
];

/** Finds the file or package behind a specifier. Answers are kept until `forget`. */
export class ModuleResolver {
  readonly #context: ResolveContext;
  readonly #packages: WorkspacePackages;
  readonly #tsconfigs: Tsconfigs;
  readonly #paths: TsconfigPaths;
  readonly #sources: BuiltSources;
  readonly #entries: PackageEntries;
  readonly #importMaps: ImportMaps;
  readonly #known = new Map<string, Map<string, ModuleTarget>>();
  readonly #packageFolders = new Map<string, string | undefined>();

  constructor(context: ResolveContext) {
    this.#context = context;
    this.#packages = new WorkspacePackages(context);
    this.#tsconfigs = new Tsconfigs(context, (name, folder) => this.homeOf(name, folder));
    this.#paths = new TsconfigPaths(context.files, this.#tsconfigs);
    this.#sources = new BuiltSources(context.files, this.#tsconfigs);
    this.#entries = new PackageEntries(context.files, this.#sources);
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

  /** Other files are there now, the same packages. */
  forgetAnswers(): void {
    this.#known.clear();
    this.#sources.forget();
  }

  forget(): void {
    this.#known.clear();
    this.#packageFolders.clear();
    this.#packages.forget();
    this.#tsconfigs.forget();
    this.#paths.forget();
    this.#sources.forget();
    this.#importMaps.forget();
  }

  #find(specifier: string, folder: string, step: number): ModuleTarget {
    const path = specifier.replace(/\?.*$/, '');
    if (/^\.{1,2}(?:\/|$)/.test(path)) return this.#file(joined(folder, path), folder) ?? unresolved;
    if (path.startsWith('/')) return this.#fromSiteRoot(path, folder);
    return (
      this.#byImportMap(specifier, folder, step) ?? this.#byName(specifier, folder, step) ?? packageNamed(specifier)
    );
  }

  #byName(specifier: string, folder: string, step: number): ModuleTarget | undefined {
    // Deno takes the member of a workspace for a registry's package of that name.
    if (isAddress(specifier)) return /^(?:npm|jsr):/.test(specifier) ? this.#byPackage(specifier, folder) : undefined;
    const mapped = this.#paths.resolve(specifier, folder);
    if (mapped !== undefined && !isInstalled(mapped)) return this.#found(mapped, folder);
    if (specifier.startsWith('#')) return this.#byPackageImports(specifier, folder, step);
    return this.#byPackage(specifier, folder) ?? this.#byUsualAlias(specifier, folder);
  }

  #byPackage(specifier: string, folder: string): ModuleTarget | undefined {
    const module = isAddress(specifier) ? (canonicalModule(specifier)?.name ?? '') : specifier.replace(/\?.*$/, '');
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
    const home = name === undefined ? undefined : this.homeOf(name, folder);
    const manifest = home === undefined ? undefined : manifestAt(home, this.#context);
    if (name === undefined || home === undefined || manifest === undefined) return undefined;
    const file = this.#entries.entryOf(home, manifest, module.slice(name.length));
    return file === undefined ? undefined : this.#found(file, folder);
  }

  #byImportMap(specifier: string, folder: string, step: number): ModuleTarget | undefined {
    const mapped = this.#importMaps.resolve(specifier, folder);
    if (mapped === undefined || step >= maxSteps) return undefined;
    if ('path' in mapped) return this.#file(mapped.path, folder) ?? unresolved;
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

  #byUsualAlias(specifier: string, folder: string): ModuleTarget | undefined {
    const [prefix, folders = []] = usualAliases.find(([each]) => each.test(specifier)) ?? [];
    const home = prefix === undefined ? undefined : this.#packageFolder(folder);
    if (prefix === undefined || home === undefined) return undefined;
    const rest = specifier.replace(prefix, '');
    for (const each of folders) {
      const file = probe(this.#context.files, joined(home, `${each}/${rest}`));
      if (file !== undefined) return this.#found(file, folder);
    }
    return undefined;
  }

  /** Served from the root of a site, which is the package's own or the workspace's in a development server. */
  #fromSiteRoot(path: string, folder: string): ModuleTarget {
    const home = this.#packageFolder(folder);
    const root = this.#context.rootOf(folder) ?? '/';
    const inHome = home === undefined ? undefined : this.#file(joined(home, `.${path}`), folder);
    return inHome ?? this.#file(joined(root, `.${path}`), folder) ?? unresolved;
  }

  #packageFolder(folder: string): string | undefined {
    if (!this.#packageFolders.has(folder)) {
      const folders = foldersUp(folder, this.#context.rootOf(folder));
      const home = folders.find((each) => this.#context.json.read(joined(each, 'package.json')) !== undefined);
      this.#packageFolders.set(folder, home);
    }
    return this.#packageFolders.get(folder);
  }

  #file(path: string, from: string): ModuleTarget | undefined {
    if (isInstalled(path)) {
      return packageNamed(path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length));
    }
    const file = probe(this.#context.files, path) ?? this.#behind(path);
    return file === undefined ? undefined : this.#found(file, from);
  }

  /** A path that names no file: a folder with a package.json, or an output that was not built. */
  #behind(path: string): string | undefined {
    if (this.#context.rootOf(path) === undefined) return undefined;
    const manifest = this.#context.files.folderExists(path) ? manifestAt(path, this.#context) : undefined;
    if (manifest !== undefined) return this.#entries.entryOf(path, manifest, '');
    const home = this.#packageFolder(folderOf(path));
    return home === undefined ? undefined : this.#entries.insteadOf(path, home);
  }

  /** Links are followed, but not out of the workspace. */
  #found(file: string, from: string): ModuleTarget {
    const { files } = this.#context;
    const hasRoot = (path: string): boolean => this.#context.rootOf(path) !== undefined;
    const real = files.realpath(file);
    if (!hasRoot(from) || (real === file && hasRoot(file))) return { kind: 'file', file };
    if (isInstalled(real))
      return packageNamed(real.slice(real.lastIndexOf('/node_modules/') + '/node_modules/'.length));
    const root = this.#context.roots().find((each) => isInside(real, files.realpath(each)));
    if (root === undefined) return unresolved;
    return { kind: 'file', file: joined(root, `.${real.slice(files.realpath(root).length)}`) };
  }
}

function packageNamed(specifier: string): ModuleTarget {
  const name = canonicalModule(specifier)?.name;
  return name === undefined ? unresolved : { kind: 'package', name };
}

function isAddress(specifier: string): boolean {
  return /^[a-z][a-z\d+.-]+:/.test(specifier);
}
