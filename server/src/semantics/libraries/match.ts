import { libraries } from './index.ts';
import type { Entry, Fact, LibraryModel } from './model.ts';

interface CompiledEntry {
  readonly withSubpath: boolean;
  readonly matches: RegExp;
  readonly is: readonly Fact[];
}

const byName = new Map<string, LibraryModel>(libraries.map((model) => [model.library, model]));
const compiled = new Map<string, readonly CompiledEntry[]>();
const none: readonly Fact[] = [];

/** The facts of an API path; the subpath of a package does not count: `drizzle-orm/pg-core` is `drizzle-orm`. */
export function factsOfPath(path: string): readonly Fact[] {
  const root = rootOf(path);
  if (root === undefined) return none;
  const whole = path.slice(root.length);
  const rest = whole.replace(/^\/[^.(~#]*/, '');
  const found = entriesOf(root).find((entry) => entry.matches.test(entry.withSubpath ? whole : rest));
  return found?.is ?? none;
}

/** The longest library that the path starts with: names may hold dots, as `socket.io` does. */
function rootOf(path: string): string | undefined {
  for (let end = path.length; end > 0; end--) {
    const next = path[end];
    if (next !== undefined && !'/.(~#'.includes(next)) continue;
    const name = path.slice(0, end);
    if (byName.has(name)) return name;
  }
  return undefined;
}

function entriesOf(library: string): readonly CompiledEntry[] {
  let entries = compiled.get(library);
  if (entries === undefined) {
    entries = (byName.get(library)?.entries ?? []).map((entry) => compile(library, entry));
    compiled.set(library, entries);
  }
  return entries;
}

/** Members and calls. Every alternative of the loop starts with another character, so matching is linear. */
const run = String.raw`(?:\.[\w$]+|\(\))*`;
/** A run that may also pass an await or enter a callback, as `...` in a pattern. It ends before a member. */
const anyRun = String.raw`(?:\.[\w$]+|\(\)|~|#\d+\.\d+)*\.`;

function compile(library: string, entry: Entry): CompiledEntry {
  const pattern = entry.path
    .slice(library.length)
    .replaceAll('...', '…')
    .replaceAll('.**', '⁑')
    .replace(/[$()#.\\[\]^|+?]/g, String.raw`\$&`)
    .replace(/\{([^{}]*)\}/g, (_, choices: string) => `(?:${choices.split(',').join('|')})`)
    .replaceAll('*', String.raw`[\w$]+`)
    .replaceAll('⁑', run)
    .replaceAll('…', anyRun);
  return {
    withSubpath: entry.path.startsWith(`${library}/`),
    matches: new RegExp(`^${pattern}$`),
    is: entry.is,
  };
}
