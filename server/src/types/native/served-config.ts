import { serializeCompilerOptions } from '../compiler-internals.ts';
import type { ts } from '../../engine/syntax.ts';
import { folderOf } from '../paths.ts';

export interface ServedProject {
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  readonly references: readonly string[];
}

/**
 * A project's configuration as the native process gets to read it, whatever lies on disk: what it says after all that it
 * extends, so that both backends understand it alike and nothing out of the workspace is read. TypeScript 7 knows no
 * `baseUrl`, so what it meant is said by `paths`.
 */
export function servedConfig({ options, files, references }: ServedProject): string {
  const paths = servedPaths(options);
  const said = [...serializeCompilerOptions({ ...options, ...(paths && { paths }) })];
  const compilerOptions = Object.fromEntries(said.filter(([name]) => name !== 'baseUrl'));
  return JSON.stringify({ compilerOptions, files, references: references.map((path) => ({ path })) });
}

function servedPaths(options: ts.CompilerOptions): ts.MapLike<string[]> | undefined {
  const { baseUrl, paths } = options;
  if (paths === undefined && baseUrl === undefined) return undefined;
  const base = baseUrl ?? basePathOf(options);
  const absolute = (path: string): string => (isAbsolute(path) || base === undefined ? path : `${base}/${path}`);
  const served: ts.MapLike<string[]> = {};
  for (const [pattern, targets] of Object.entries(paths ?? {})) {
    // Where no target fits, `baseUrl` has another go.
    const last = baseUrl === undefined ? [] : [`${baseUrl}/${pattern}`];
    served[pattern] = [...targets.map(absolute), ...last];
  }
  if (baseUrl !== undefined) served['*'] ??= [`${baseUrl}/*`];
  return served;
}

/** Of the configuration that says `paths`, which one that extends it may not be. */
function basePathOf(options: ts.CompilerOptions): string | undefined {
  const { pathsBasePath, configFilePath } = options as { pathsBasePath?: string; configFilePath?: string };
  return pathsBasePath ?? (configFilePath === undefined ? undefined : folderOf(configFilePath));
}

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:[\\/])/.test(path);
