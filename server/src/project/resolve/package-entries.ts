import { recordOf, textOf, textsOf, type Json, type JsonRecord } from '../json-files.ts';
import { joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
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

const built = /^(?:\.\/)?(?:dist|build|out|lib|esm|cjs|es)\/(?:(?:esm|cjs|es|src|types)\/)?/;

/** The source file behind an entry of a package that belongs to the workspace; `subpath` is '' or begins with a slash. */
export function entryOf(files: ProjectFiles, folder: string, json: JsonRecord, subpath: string): string | undefined {
  const exported = targetsOf(json['exports'], `.${subpath}`);
  const main = subpath === '' ? ['source', 'module', 'main', 'types'].flatMap((field) => textsOf(json[field])) : [];
  const targets = [...exported, ...main];
  return (
    firstFile(
      files,
      folder,
      targets.filter((target) => !isBuilt(target)),
    ) ??
    firstFile(files, folder, targets.filter(isBuilt).flatMap(sourcesOf)) ??
    firstFile(files, folder, subpath === '' ? ['src', 'index'] : [`src${subpath}`, subpath.slice(1)]) ??
    firstFile(files, folder, targets)
  );
}

/** Targets of `#name` in package.json's `imports`: paths from its folder, or other modules. */
export function importTargets(json: JsonRecord, specifier: string): readonly string[] {
  return targetsOf(json['imports'], specifier);
}

function firstFile(files: ProjectFiles, folder: string, targets: readonly string[]): string | undefined {
  for (const target of targets) {
    const file = probe(files, joined(folder, target));
    if (file !== undefined) return file;
  }
  return undefined;
}

function isBuilt(target: string): boolean {
  return built.test(target) || /\.d\.[cm]?ts$/.test(target);
}

function sourcesOf(target: string): readonly string[] {
  const bare = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const below = bare.replace(built, '');
  return [`src/${below}`, below, bare];
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
