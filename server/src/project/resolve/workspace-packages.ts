import { recordOf, textOf } from '../json.ts';
import { foldersUp, isInside, isInstalled, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';
import { manifestAt, memberFolders, memberPatterns } from './workspace-members.ts';

/** What a folder knows of packages by name. */
interface Known {
  /** The package in the folder itself: it may import itself by name. */
  readonly own: string | undefined;
  /** Those of the monorepo whose root the folder is. */
  readonly members: ReadonlyMap<string, string>;
  /** Dependencies that name a folder: `link:../db`. */
  readonly linked: ReadonlyMap<string, string>;
}

const dependencyFields: readonly string[] = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Packages whose sources lie in the workspace, by name. */
export class WorkspacePackages {
  readonly #context: ResolveContext;
  readonly #known = new Map<string, Known>();
  readonly #homes = new Map<string, Map<string, string | undefined>>();

  constructor(context: ResolveContext) {
    this.#context = context;
  }

  /** The folder of the package that a name means in a folder. */
  homeOf(name: string, folder: string): string | undefined {
    let homes = this.#homes.get(folder);
    if (homes === undefined) this.#homes.set(folder, (homes = new Map<string, string | undefined>()));
    if (!homes.has(name)) homes.set(name, this.#find(name, folder));
    return homes.get(name);
  }

  forget(): void {
    this.#known.clear();
    this.#homes.clear();
  }

  #find(name: string, folder: string): string | undefined {
    const root = this.#context.rootOf(folder);
    if (root === undefined) return undefined;
    const folders = foldersUp(folder, root);
    for (const each of folders) {
      const { own, members, linked } = this.#at(each);
      const home = own === name ? each : (linked.get(name) ?? members.get(name));
      if (home !== undefined) return home;
    }
    return this.#installedLink(name, folders) ?? this.#inOtherRoots(name, root);
  }

  /** What package managers link into node_modules is written elsewhere in the workspace. */
  #installedLink(name: string, folders: readonly string[]): string | undefined {
    const { files } = this.#context;
    for (const folder of folders) {
      const place = joined(folder, `node_modules/${name}`);
      if (!files.folderExists(joined(folder, 'node_modules')) || !files.folderExists(place)) continue;
      const home = files.realpath(place);
      return isInstalled(home) || this.#context.rootOf(home) === undefined ? undefined : home;
    }
    return undefined;
  }

  /** Folders of one VS Code workspace know each other, though nothing on disk joins them. */
  #inOtherRoots(name: string, root: string): string | undefined {
    for (const other of this.#context.roots()) {
      if (isInside(other, root)) continue;
      const { own, members } = this.#at(other);
      const home = own === name ? other : members.get(name);
      if (home !== undefined) return home;
    }
    return undefined;
  }

  #at(folder: string): Known {
    const before = this.#known.get(folder);
    if (before !== undefined) return before;
    const known: Known = {
      own: textOf(manifestAt(folder, this.#context)?.['name']),
      members: this.#membersOf(folder),
      linked: this.#linkedFrom(folder),
    };
    this.#known.set(folder, known);
    return known;
  }

  #membersOf(root: string): ReadonlyMap<string, string> {
    const patterns = memberPatterns(root, this.#context);
    const members = new Map<string, string>();
    for (const home of patterns.length === 0 ? [] : memberFolders(root, patterns, this.#context)) {
      const name = textOf(manifestAt(home, this.#context)?.['name']);
      if (name !== undefined && !members.has(name)) members.set(name, home);
    }
    return members;
  }

  #linkedFrom(folder: string): ReadonlyMap<string, string> {
    const manifest = this.#context.json.read(joined(folder, 'package.json'));
    const linked = new Map<string, string>();
    for (const field of manifest === undefined ? [] : dependencyFields) {
      for (const [name, range] of Object.entries(recordOf(manifest?.[field]) ?? {})) {
        const path = /^(?:link|file|portal):(.+)$/.exec(textOf(range) ?? '')?.[1];
        const home = path === undefined ? undefined : joined(folder, path);
        const isThere = home !== undefined && this.#context.rootOf(home) !== undefined && !isInstalled(home);
        if (isThere && this.#context.files.folderExists(home)) linked.set(name, home);
      }
    }
    return linked;
  }
}
