import { recordOf, textOf, textsOf, type Json, type JsonRecord } from '../json.ts';
import { joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import type { BuiltSources } from './built-sources.ts';
import { bestMatch, filledIn } from './patterns.ts';
import { probe } from './probe.ts';

/** Sources first: what a package of the workspace gives is read where it is written, not where it is built. */
const conditions: readonly string[] = [
  'source',
  '@source',
  'development',
  'bun',
  'deno',
  'import',
  'module',
  'node',
  'browser',
  'default',
  'require',
  'types',
];

const mainFields: readonly string[] = ['source', 'module', 'main', 'types', 'typings'];
const usualMains: readonly string[] = ['src', 'index', 'src/main', 'mod', 'src/mod'];

/** Opens packages of the workspace. */
export class PackageEntries {
  readonly #files: ProjectFiles;
  readonly #sources: BuiltSources;

  constructor(files: ProjectFiles, sources: BuiltSources) {
    this.#files = files;
    this.#sources = sources;
  }

  /** The source file behind an entry; `subpath` is '' or begins with a slash. */
  entryOf(home: string, manifest: JsonRecord, subpath: string): string | undefined {
    const targets = [...exportTargets(manifest, subpath), ...(subpath === '' ? mainsOf(manifest) : [])];
    const sources = this.#sources;
    return (
      this.#first(
        home,
        targets.filter((target) => !sources.isBuilt(target)),
      ) ??
      firstOf(
        targets.filter((target) => sources.isBuilt(target)),
        (target) => sources.sourceOf(target, home),
      ) ??
      this.#first(home, subpath === '' ? usualMains : [`src${subpath}`, subpath.slice(1)]) ??
      this.#first(home, targets)
    );
  }

  /** The source behind a path that belongs to a package: an output that is not there, or a folder with a manifest. */
  insteadOf(path: string, home: string): string | undefined {
    const target = path.slice(home.length + 1);
    return this.#sources.isBuilt(target) ? this.#sources.sourceOf(target, home) : undefined;
  }

  #first(home: string, targets: readonly string[]): string | undefined {
    return firstOf(targets, (target) => probe(this.#files, joined(home, target)));
  }
}

/** What `exports`, else `typesVersions`, says about a subpath. */
export function exportTargets(manifest: JsonRecord, subpath: string): readonly string[] {
  const exported = targetsOf(manifest['exports'], `.${subpath}`);
  if (exported.length > 0 || subpath === '') return exported;
  const versions = Object.values(recordOf(manifest['typesVersions']) ?? {});
  return versions.flatMap((version) => {
    const match = bestMatch(Object.entries(recordOf(version) ?? {}), subpath.slice(1));
    return match === undefined ? [] : textsOf(match.value).map((target) => filledIn(target, match.wildcard));
  });
}

/** Targets of `#name` in package.json's `imports`: paths from its folder, or other modules. */
export function importTargets(manifest: JsonRecord, specifier: string): readonly string[] {
  return targetsOf(manifest['imports'], specifier);
}

function mainsOf(manifest: JsonRecord): readonly string[] {
  return mainFields.flatMap((field) => textsOf(manifest[field]));
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What an `exports` or `imports` field says about a name, the most welcome condition first. */
function targetsOf(field: Json | undefined, name: string): readonly string[] {
  const record = recordOf(field);
  const isMap = record !== undefined && Object.keys(record).some((key) => /^[.#]/.test(key));
  if (!isMap) return name === '.' ? leaves(field) : [];
  const match = bestMatch(Object.entries(record), name);
  return match === undefined ? [] : leaves(match.value).map((target) => filledIn(target, match.wildcard));
}

function leaves(value: Json | undefined): readonly string[] {
  const text = textOf(value);
  if (text !== undefined) return [text];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(leaves);
  const record = recordOf(value);
  if (record === undefined) return [];
  const known = conditions.filter((condition) => Object.hasOwn(record, condition));
  const others = Object.keys(record).filter((condition) => !conditions.includes(condition));
  return [...known, ...others].flatMap((condition) => leaves(record[condition]));
}
