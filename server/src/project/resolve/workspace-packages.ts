import { recordOf, textOf, textsOf, type JsonRecord } from '../json-files.ts';
import { foldersUp, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';
import { entryOf } from './package-entries.ts';

const mostFolders = 2_000;
const deepest = 5;

/** Packages of a monorepo by name, as npm, pnpm, yarn, bun and lerna declare them. */
export class WorkspacePackages {
  readonly #context: ResolveContext;
  readonly #byFolder = new Map<string, ReadonlyMap<string, string>>();
  readonly #byRoot = new Map<string, ReadonlyMap<string, string>>();

  constructor(context: ResolveContext) {
    this.#context = context;
  }

  resolve(specifier: string, folder: string): string | undefined {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
    const home = name === undefined ? undefined : this.#packagesAround(folder).get(name);
    if (name === undefined || home === undefined) return undefined;
    const json = this.#context.json.read(joined(home, 'package.json'));
    return json === undefined ? undefined : entryOf(this.#context.files, home, json, specifier.slice(name.length));
  }

  /** The folder of a package by its name. */
  homeOf(name: string, folder: string): string | undefined {
    return this.#packagesAround(folder).get(name);
  }

  forget(): void {
    this.#byFolder.clear();
    this.#byRoot.clear();
  }

  #packagesAround(folder: string): ReadonlyMap<string, string> {
    let packages = this.#byFolder.get(folder);
    if (packages === undefined) {
      packages = this.#find(folder);
      this.#byFolder.set(folder, packages);
    }
    return packages;
  }

  /** All monorepos around the folder, and the package that it lies in: a package may import itself by name. */
  #find(folder: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const each of foldersUp(folder, this.#context.rootOf(folder))) {
      const json = this.#context.json.read(joined(each, 'package.json'));
      const own = textOf(json?.['name']);
      if (own !== undefined && !found.has(own)) found.set(own, each);
      for (const [name, home] of this.#declaredAt(each, json)) if (!found.has(name)) found.set(name, home);
    }
    return found;
  }

  #declaredAt(root: string, json: JsonRecord | undefined): ReadonlyMap<string, string> {
    const known = this.#byRoot.get(root);
    if (known !== undefined) return known;
    const packages = new Map<string, string>();
    for (const home of this.#homes(root, this.#patternsAt(root, json))) {
      const name = textOf(this.#context.json.read(joined(home, 'package.json'))?.['name']);
      if (name !== undefined && !packages.has(name)) packages.set(name, home);
    }
    this.#byRoot.set(root, packages);
    return packages;
  }

  #patternsAt(root: string, json: JsonRecord | undefined): readonly string[] {
    const field = json?.['workspaces'];
    const declared = [...textsOf(field), ...textsOf(recordOf(field)?.['packages'])];
    const lerna = textsOf(this.#context.json.read(joined(root, 'lerna.json'))?.['packages']);
    const pnpm = joined(root, 'pnpm-workspace.yaml');
    const listed = this.#context.files.exists(pnpm) ? yamlList(this.#context.files.read(pnpm) ?? '', 'packages') : [];
    return [...declared, ...lerna, ...listed];
  }

  #homes(root: string, patterns: readonly string[]): readonly string[] {
    const excluded = new Set(patterns.filter(isExclusion).flatMap((pattern) => this.#expand(root, pattern.slice(1))));
    return patterns
      .filter((pattern) => !isExclusion(pattern))
      .flatMap((pattern) => this.#expand(root, pattern))
      .filter((home) => !excluded.has(home));
  }

  #expand(root: string, pattern: string): readonly string[] {
    let homes: readonly string[] = [root];
    for (const segment of pattern.split('/').filter((each) => each !== '' && each !== '.')) {
      if (segment === '**') homes = homes.flatMap((home) => [home, ...this.#below(home, deepest)]);
      else if (segment.includes('*')) homes = homes.flatMap((home) => this.#children(home, wildcard(segment)));
      else homes = segment === '..' ? [] : homes.map((home) => joined(home, segment));
      homes = homes.slice(0, mostFolders);
    }
    return homes;
  }

  #children(folder: string, fits: (name: string) => boolean): readonly string[] {
    return this.#context.files
      .foldersIn(folder)
      .filter((name) => name !== 'node_modules' && !name.startsWith('.') && fits(name))
      .map((name) => joined(folder, name));
  }

  #below(folder: string, depth: number): readonly string[] {
    if (depth === 0) return [];
    return this.#children(folder, () => true).flatMap((child) => [child, ...this.#below(child, depth - 1)]);
  }
}

function isExclusion(pattern: string): boolean {
  return pattern.startsWith('!');
}

/** One star at most is looked at; what stands around it must fit. */
function wildcard(segment: string): (name: string) => boolean {
  const star = segment.indexOf('*');
  const before = segment.slice(0, star);
  const after = segment.slice(segment.lastIndexOf('*') + 1);
  return (name) => name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

/** The texts of one list at the top of a YAML file: all that a pnpm-workspace.yaml says about packages. */
function yamlList(text: string, key: string): readonly string[] {
  const items: string[] = [];
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    const inline = new RegExp(String.raw`^${key}\s*:\s*\[(.*)\]`).exec(line);
    if (inline !== null) return (inline[1] ?? '').split(',').map(unquoted);
    if (line.startsWith(`${key}:`)) isInside = true;
    else if (/^[^\s#-]/.test(line)) isInside = false;
    else if (isInside) {
      const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
      if (item !== undefined) items.push(unquoted(item));
    }
  }
  return items;
}

function unquoted(item: string): string {
  const text = item.trim();
  return /^(['"])(.*?)\1/.exec(text)?.[2] ?? text.replace(/\s+#.*$/, '');
}
