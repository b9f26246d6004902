import type { ModuleTarget, Snapshot } from '../engine/snapshot.ts';
import type { ts } from '../engine/syntax.ts';
import type { Export } from './module-exports.ts';
import { moduleFactsOf } from './module-facts.ts';

export type { Export, ModuleExports } from './module-exports.ts';
export { moduleFactsOf, type ModuleFacts } from './module-facts.ts';
export { loadedBy, type Imported, type LoadKind, type ModuleLoad } from './module-loads.ts';
export { canonicalModule } from './module-names.ts';

/** Where an export leads in the end. */
export type ResolvedExport =
  /** A declaration or expression; the SourceFile itself for a module as a whole. */
  | { readonly file: string; readonly node: ts.Node }
  /** Something of a package: `exported` is a name, `default` or `*`. */
  | { readonly module: string; readonly exported: string };

const maxHops = 60;
const known = new WeakMap<Snapshot, Map<string, ResolvedExport | undefined>>();

/**
 * What a file exports under a name, through re-exports and `export *`. `*` is the module as a whole, which is what
 * `module.exports = …` assigned when there is one. Undefined when nothing is found or re-exports go in a circle.
 */
export function resolveExport(snapshot: Snapshot, file: string, exported: string): ResolvedExport | undefined {
  let answers = known.get(snapshot);
  if (answers === undefined) known.set(snapshot, (answers = new Map()));
  const key = `${exported}\n${file}`;
  if (answers.has(key)) return answers.get(key);
  const answer = follow({ snapshot, seen: new Set() }, file, exported);
  answers.set(key, answer);
  return answer;
}

interface Search {
  readonly snapshot: Snapshot;
  readonly seen: Set<string>;
}

function follow(search: Search, file: string, exported: string): ResolvedExport | undefined {
  const key = `${exported}\n${file}`;
  if (search.seen.has(key) || search.seen.size >= maxHops) return undefined;
  search.seen.add(key);
  const tree = search.snapshot.tree(file);
  if (tree === undefined) return undefined;
  const { named, stars, assigned } = moduleFactsOf(tree);
  const entry = exported === '*' ? assigned : (named.get(exported) ?? (exported === 'default' ? assigned : undefined));
  if (entry !== undefined) return followEntry(search, file, entry);
  if (exported === '*') return { file, node: tree };
  return (
    (exported === 'default' ? undefined : followStars(search, file, stars, exported)) ??
    memberOfAssigned(search, file, assigned, exported)
  );
}

function followEntry(search: Search, file: string, entry: Export): ResolvedExport | undefined {
  if (entry.kind === 'local') return { file, node: entry.node };
  return followTarget(search, search.snapshot.resolveModule(entry.specifier, file), entry.exported);
}

function followTarget(search: Search, target: ModuleTarget, exported: string): ResolvedExport | undefined {
  if (target.kind === 'package') return { module: target.name, exported };
  return target.kind === 'file' ? follow(search, target.file, exported) : undefined;
}

/** Files of the project first: only what none of them has can come from a package. */
function followStars(
  search: Search,
  file: string,
  stars: readonly string[],
  exported: string,
): ResolvedExport | undefined {
  const targets = stars.map((specifier) => search.snapshot.resolveModule(specifier, file));
  for (const target of targets) {
    const found = target.kind === 'file' ? follow(search, target.file, exported) : undefined;
    if (found !== undefined) return found;
  }
  const fromPackage = targets.find((target) => target.kind === 'package');
  return fromPackage === undefined ? undefined : followTarget(search, fromPackage, exported);
}

/** `module.exports = require('./x')` gives all that `./x` has. */
function memberOfAssigned(
  search: Search,
  file: string,
  assigned: Export | undefined,
  exported: string,
): ResolvedExport | undefined {
  if (assigned?.kind !== 'from' || assigned.exported !== '*') return undefined;
  return followTarget(search, search.snapshot.resolveModule(assigned.specifier, file), exported);
}
