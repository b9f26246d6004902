import { alternatives, matches } from '../../engine/globs.ts';
import { recordOf, textOf, textsOf, type JsonRecord } from '../json.ts';
import { joined } from '../paths.ts';
import { parseYaml } from '../yaml.ts';
import type { ResolveContext } from './context.ts';

const mostFolders = 20_000;
const deepest = 8;
/** Those above 1 MB are no list of packages. */
const largestText = 1_000_000;

/** What a folder declares itself the root of, as npm, pnpm, yarn, bun, lerna, Rush and Deno write it: globs of folders. */
export function memberPatterns(root: string, { files, json }: ResolveContext): readonly string[] {
  const workspaces = json.read(joined(root, 'package.json'))?.['workspaces'];
  const deno = (json.read(joined(root, 'deno.json')) ?? json.read(joined(root, 'deno.jsonc')))?.['workspace'];
  const rush = json.read(joined(root, 'rush.json'))?.['projects'];
  const pnpm = joined(root, 'pnpm-workspace.yaml');
  const text = files.exists(pnpm) && (files.sizeOf(pnpm) ?? 0) <= largestText ? files.read(pnpm) : undefined;
  return [
    ...textsOf(workspaces),
    ...textsOf(recordOf(workspaces)?.['packages']),
    ...textsOf(deno),
    ...textsOf(recordOf(deno)?.['members']),
    ...textsOf(json.read(joined(root, 'lerna.json'))?.['packages']),
    ...(Array.isArray(rush) ? rush : []).flatMap((project) => textOf(recordOf(project)?.['projectFolder']) ?? []),
    ...(text === undefined ? [] : textsOf(parseYaml(text)['packages'])),
  ];
}

/** Folders below the root that the globs select and no `!glob` leaves out. */
export function memberFolders(root: string, patterns: readonly string[], context: ResolveContext): readonly string[] {
  const excluded = patterns.filter((each) => each.startsWith('!')).map((each) => anchored(each.slice(1)));
  const wanted = patterns.filter((each) => !each.startsWith('!')).flatMap((each) => alternatives(each) ?? []);
  const found = new Set(wanted.flatMap((pattern) => selected(root, pattern, context)));
  return [...found].filter((folder) => !matches(excluded, folder.slice(root === '/' ? 1 : root.length + 1)));
}

/** A glob without a slash names a folder of the root here, not one anywhere. */
function anchored(pattern: string): string {
  return pattern.includes('/') ? pattern : `/${pattern}`;
}

function selected(root: string, pattern: string, context: ResolveContext): readonly string[] {
  let folders: readonly string[] = [root];
  for (const segment of pattern.split('/').filter((each) => each !== '' && each !== '.')) {
    if (segment === '..') return [];
    if (segment === '**') folders = folders.flatMap((folder) => [...below(folder, context)]);
    else if (/[*?[]/.test(segment)) folders = folders.flatMap((folder) => children(folder, segment, context));
    else folders = folders.map((folder) => joined(folder, segment));
    folders = folders.slice(0, mostFolders);
  }
  return folders;
}

/** The folder and all below it. */
function* below(folder: string, context: ResolveContext, depth = deepest): Generator<string> {
  yield folder;
  if (depth === 0) return;
  for (const child of children(folder, '*', context)) yield* below(child, context, depth - 1);
}

function children(folder: string, glob: string, { files }: ResolveContext): readonly string[] {
  const globs = [glob];
  return files
    .foldersIn(folder)
    .filter(
      (name) => name !== 'node_modules' && (glob.startsWith('.') || !name.startsWith('.')) && matches(globs, name),
    )
    .map((name) => joined(folder, name));
}

/** What a folder says about the package in it: `exports` of a deno.json count where package.json has none. */
export function manifestAt(folder: string, { json }: ResolveContext): JsonRecord | undefined {
  const own = json.read(joined(folder, 'package.json'));
  if (own?.['exports'] !== undefined && own['name'] !== undefined) return own;
  const deno = ['deno.json', 'deno.jsonc', 'jsr.json'].map((name) => json.read(joined(folder, name)));
  const named = deno.find((each) => each?.['name'] !== undefined);
  return named === undefined ? own : { ...named, ...own };
}
