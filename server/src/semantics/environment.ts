import type { FileFacts, Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { folderOf, foldersUp } from '../types/paths.ts';
import { moduleFactsOf } from './module-facts.ts';
import { unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** How code asks for a variable: by a call, of an object, or of what the platform hands to each handler. */
export type EnvironmentAccess = 'process' | 'deno' | 'sveltekit' | 'astro' | 'binding';

/** What a platform does with the file that holds a developer's own settings. */
export interface Platform {
  readonly id: 'node' | 'bun' | 'next' | 'framework' | 'sveltekit' | 'astro' | 'deno' | 'supabase' | 'workers';
  readonly access: EnvironmentAccess;
  /** The files it takes settings from; the later wins. The first is made where there is none. */
  readonly files: readonly string[];
  /** Whether it reads them by itself, or somebody has to. */
  readonly isLoaded: boolean;
  /** `$NAME` in a value stands for another variable there. */
  readonly expands: boolean;
}

const usual = ['.env', '.env.local'];

const platforms = {
  node: { id: 'node', access: 'process', files: usual, isLoaded: false, expands: false },
  bun: { id: 'bun', access: 'process', files: usual, isLoaded: true, expands: true },
  next: { id: 'next', access: 'process', files: ['.env.local', '.env'], isLoaded: true, expands: true },
  framework: { id: 'framework', access: 'process', files: usual, isLoaded: true, expands: true },
  sveltekit: { id: 'sveltekit', access: 'sveltekit', files: usual, isLoaded: true, expands: true },
  astro: { id: 'astro', access: 'astro', files: usual, isLoaded: true, expands: true },
  deno: { id: 'deno', access: 'deno', files: ['.env'], isLoaded: false, expands: false },
  supabase: { id: 'supabase', access: 'deno', files: ['.env', '.env.local'], isLoaded: true, expands: false },
  workers: { id: 'workers', access: 'binding', files: ['.dev.vars'], isLoaded: true, expands: false },
} as const satisfies Readonly<Record<Platform['id'], Platform>>;

/** Development servers that put `.env` into `process.env` themselves. */
const loadingFrameworks = ['nuxt', '@remix-run/dev', '@react-router/dev', '@tanstack/react-start', '@redwoodjs/core'];

export interface Environment {
  readonly platform: Platform;
  /** Whose settings files are read. */
  readonly folder: string;
}

export interface EnvironmentContext {
  readonly file: string;
  readonly tree?: ts.SourceFile | undefined;
  readonly snapshot: Snapshot;
  readonly facts: FileFacts;
}

/** The environment that a file's code runs in; undefined in a browser, which has none. */
export function environmentOf(ctx: EnvironmentContext): Environment | undefined {
  const { file, snapshot, facts } = ctx;
  if (facts.runtime === 'browser') return undefined;
  const functions = /^.*\/supabase\/functions(?=\/)/.exec(file)?.[0];
  if (functions !== undefined) return { platform: platforms.supabase, folder: functions };
  const folder = programFolder(ctx);
  if (isDeno(ctx, folder)) return { platform: platforms.deno, folder };
  const isTool = facts.runtime === 'cli' || facts.runtime === 'build' || facts.runtime === 'test';
  const worker = isTool ? undefined : folderWith(ctx, folder, wranglerFiles);
  if (worker !== undefined) return { platform: platforms.workers, folder: worker };
  const names = snapshot.packageOf(file)?.dependencies;
  const has = (name: string): boolean => names?.has(name) === true;
  const platform = isTool ? platforms.node : served(has);
  return { platform: platform === platforms.node && runsInBun(ctx, has) ? platforms.bun : platform, folder };
}

function served(has: (name: string) => boolean): Platform {
  if (has('next')) return platforms.next;
  if (has('@sveltejs/kit')) return platforms.sveltekit;
  if (has('astro')) return platforms.astro;
  return loadingFrameworks.some(has) ? platforms.framework : platforms.node;
}

const wranglerFiles = ['wrangler.toml', 'wrangler.jsonc', 'wrangler.json'];
const denoFiles = ['deno.json', 'deno.jsonc'];

/** Where the program is started: its package, else the nearest folder that looks like a project's own. */
function programFolder(ctx: EnvironmentContext): string {
  const manifest = ctx.snapshot.packageOf(ctx.file)?.file;
  if (manifest !== undefined) return folderOf(manifest);
  const root = ctx.snapshot.rootOf(ctx.file) ?? folderOf(ctx.file);
  return folderWith(ctx, root, [...denoFiles, '.env', '.env.example', '.gitignore']) ?? root;
}

/** The nearest folder of the file or above, up to `top`, that holds one of the names. */
function folderWith({ file, snapshot }: EnvironmentContext, top: string, names: readonly string[]): string | undefined {
  const folders = [...foldersUp(folderOf(file), top)];
  return folders.find((folder) => names.some((name) => snapshot.text(`${folder}/${name}`) !== undefined));
}

function isDeno(ctx: EnvironmentContext, top: string): boolean {
  const { tree } = ctx;
  if (tree === undefined) return folderWith(ctx, top, denoFiles) !== undefined;
  if (/\bDeno\.\w/.test(tree.text)) return true;
  const specifiers = moduleFactsOf(tree).loads.map(({ specifier }) => specifier);
  if (specifiers.some((specifier) => /^(?:https?:|npm:|jsr:)/.test(specifier))) return true;
  return ctx.snapshot.packageOf(ctx.file) === undefined && folderWith(ctx, top, denoFiles) !== undefined;
}

function runsInBun({ tree }: EnvironmentContext, has: (name: string) => boolean): boolean {
  if (has('@types/bun') || has('bun-types')) return true;
  if (tree === undefined) return false;
  if (/\bBun\.\w/.test(tree.text)) return true;
  return moduleFactsOf(tree).loads.some(({ specifier }) => specifier === 'bun' || specifier.startsWith('bun:'));
}

/** The whole environment: `process.env`, `import.meta.env`, SvelteKit's `env`. */
export function isEnvironment(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    const imported = binding && moduleFactsOf(node.getSourceFile()).imports.get(binding);
    return imported !== undefined && /^(?:\$env\/dynamic\/private|(?:node:)?process)$/.test(imported.specifier);
  }
  return /^(?:(?:globalThis\.)?process\.env|import\.meta\.env|Deno\.env\.toObject\(\)|Bun\.env)$/.test(node.getText());
}
