import type { Finding } from '../../../../shared/src/finding.ts';
import { isEnvironmentFile } from '../../semantics/environment-files.ts';
import { Dependents } from './dependents.ts';

/** What was found in a file, and what that rests on. */
export interface KnownFile {
  /** `contentKey` of the text that was checked. */
  readonly key: string;
  readonly findings: readonly Finding[];
  readonly limits: readonly string[];
  readonly imports: readonly string[];
  readonly missesImports: boolean;
}

/** A workspace as it was when it was last checked. */
export interface KnownWorkspace {
  /** Of this very program, under this configuration: of another one nothing holds. */
  readonly circumstances: string;
  /** Whether all that was asked for had been answered. */
  readonly isWhole: boolean;
  readonly files: ReadonlyMap<string, KnownFile>;
}

export interface Plan {
  /** Files whose text is the same: what was found in them is shown at once. */
  readonly standing: readonly string[];
  /** What to check, in this order. */
  readonly toCheck: readonly string[];
}

/**
 * What of an earlier check holds. Where any file is another one than then, all are checked in the end, since a finding may
 * rest on more than what its file imports; those that changed and those that import them come first.
 *
 * @param keys of the files there are now
 */
export function planOf(known: KnownWorkspace, keys: ReadonlyMap<string, string>): Plan {
  const files = [...keys.keys()];
  const standing = files.filter((file) => known.files.get(file)?.key === keys.get(file));
  const isUnchanged = known.isWhole && standing.length === files.length && known.files.size === files.length;
  // Of these Git has a say, which no text tells.
  if (isUnchanged) return { standing, toCheck: files.filter(isEnvironmentFile) };
  const same = new Set(standing);
  const changed = files.filter((file) => !same.has(file));
  const affected = importersOf(known, [...changed, ...[...known.files.keys()].filter((file) => !keys.has(file))]);
  const first = new Set([...changed, ...files.filter((file) => affected.has(file))]);
  return { standing, toCheck: [...first, ...files.filter((file) => !first.has(file))] };
}

/** With those that had an import which led nowhere, where a file is new. */
function importersOf({ files }: KnownWorkspace, changed: readonly string[]): ReadonlySet<string> {
  const dependents = new Dependents();
  for (const [file, { imports, missesImports }] of files) dependents.set(file, imports, missesImports);
  const isAnyNew = changed.some((file) => !files.has(file));
  return new Set([...dependents.of(changed), ...(isAnyNew ? dependents.incomplete : [])]);
}
