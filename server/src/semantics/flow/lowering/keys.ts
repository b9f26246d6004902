import type { Binding, ScopeFunction } from '../../bindings.ts';
import { importedBy } from './imported.ts';
import type { Outline } from './outline.ts';
import { TextHash } from './text-hash.ts';

/**
 * A number per function that changes whenever its body would be lowered to something else: of its text without the bodies
 * of nested functions, and of what its names stand for.
 */
export function keysOf(outline: Outline): readonly number[] {
  const meanings = meaningsOf(outline);
  const { text } = outline.tree;
  return outline.functions.map((fn) => {
    const hash = new TextHash()
      .add(fn.kind)
      .add(fn.name)
      .number(meanings.get(fn.scope) ?? 0);
    let from = fn.start;
    for (const nested of fn.scope.nested) {
      const inside = outline.functionAt(nested.node);
      if (inside === undefined) continue;
      hash.add(text, from, inside.bodyStart);
      from = inside.bodyEnd;
    }
    return hash.add(text, from, fn.end).digest();
  });
}

/** Sums up what the names in each function stand for: equal text has equal sums while no name changes its meaning. */
function meaningsOf(outline: Outline): ReadonlyMap<ScopeFunction, number> {
  const meanings = new Map<Binding, number>();
  const sums = new Map<ScopeFunction, number>();
  const meaningOf = (binding: Binding): number => {
    let meaning = meanings.get(binding);
    if (meaning === undefined) meanings.set(binding, (meaning = meaningOfBinding(outline, binding)));
    return meaning;
  };
  const add = (scope: ScopeFunction, meaning: number): void => {
    sums.set(scope, Math.imul((sums.get(scope) ?? 0) + meaning, 31));
  };
  outline.scopes.forEachUse((_, binding, user) => {
    if (binding === undefined) add(user, 1);
    else add(user, meaningOf(binding) + Math.imul(user.depth - binding.home.depth, 7919));
  });
  for (const binding of outline.scopes.bindings) add(binding.home, meaningOf(binding));
  return sums;
}

function meaningOfBinding(outline: Outline, binding: Binding): number {
  const hash = new TextHash().add(binding.kind).number(flagsOf(binding));
  const imported = importedBy(binding);
  if (imported !== undefined) hash.add(imported.specifier).add(imported.exported);
  const cell = outline.cellOf(binding);
  if (cell !== undefined) hash.add(cell);
  for (const name of outline.exports.variables.get(binding) ?? []) hash.add(name);
  return hash.digest() | 0;
}

function flagsOf({ isShared, isWrittenInside, isFilled, writes, declarations }: Binding): number {
  return (
    Number(isShared) +
    2 * Number(isWrittenInside) +
    4 * Number(isFilled) +
    8 * Number(writes.length > 0) +
    16 * Number(declarations.length > 1)
  );
}
