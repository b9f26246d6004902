import type { FileFacts, PackageFacts, Snapshot } from '../../../engine/snapshot.ts';
import type { ts } from '../../../engine/syntax.ts';
import { publicPrefix } from '../../../secrets/public-variables.ts';
import { environmentOf } from '../../../semantics/environment.ts';
import type { EnvironmentUse } from '../../../semantics/environment-uses.ts';
import { isRunByHand } from '../../../semantics/timeouts.ts';

/** What a variable is read by: code of a server, when it starts, or a bundler, which puts its value into pages. */
export type Side = 'server' | 'public';

export interface SideContext {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly snapshot: Snapshot;
  readonly facts: FileFacts;
}

/** Which names a bundler puts in, and for which access. */
const bundlers: readonly (readonly [dependency: string, base: EnvironmentUse['base'], prefix: string])[] = [
  ['next', 'process.env', 'NEXT_PUBLIC_'],
  ['vite', 'import.meta.env', 'VITE_'],
  ['react-scripts', 'process.env', 'REACT_APP_'],
  ['expo', 'process.env', 'EXPO_PUBLIC_'],
];

/**
 * On which side a file reads a variable. Undefined where no module can check it for all: functions of Supabase and Deno's
 * programs are started one by one, with fewer variables each; Workers are given theirs; Astro, SvelteKit and others have
 * modules of their own.
 */
export function sideOf({ name, base }: Pick<EnvironmentUse, 'name' | 'base'>, ctx: SideContext): Side | undefined {
  const pkg = ctx.snapshot.packageOf(ctx.file);
  if (pkg === undefined || name === 'NODE_ENV' || startedApart(ctx)) return undefined;
  if (bundlers.some(([dependency, ...how]) => pkg.dependencies.has(dependency) && puts(how, name, base))) {
    return 'public';
  }
  return base === 'process.env' && runsOnServer(name, pkg, ctx) ? 'server' : undefined;
}

const puts = ([by, prefix]: readonly [EnvironmentUse['base'], string], name: string, base: string): boolean =>
  by === base && name.startsWith(prefix);

function runsOnServer(name: string, pkg: PackageFacts, ctx: SideContext): boolean {
  const platform = environmentOf(ctx)?.platform.id;
  if (platform === 'next') return !publicPrefix.test(name);
  return (platform === 'node' || platform === 'bun') && !pkg.dependencies.has('react-native');
}

/** Tools, tests, settings of builds, and what somebody runs by hand with the variables that it needs. */
function startedApart({ file, facts, snapshot }: SideContext): boolean {
  if (facts.fileClass !== 'source' || /^(?:cli|build|test)$/.test(facts.runtime)) return true;
  return isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length)) || /\.config\.[cm]?[jt]s$/.test(file);
}
