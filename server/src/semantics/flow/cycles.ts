import type { Unit } from './units.ts';

/** The functions whose results a function rests on at once. */
function* reads(unit: Unit): Generator<Unit> {
  for (const dependency of unit.reads) yield* dependency.writers();
}

/** The functions that rest on what a function says at once. */
function* readers(unit: Unit): Generator<Unit> {
  yield* unit.summarized.readers;
  for (const slot of unit.writes.keys()) yield* slot.readers;
}

type Edges = (unit: Unit) => Iterable<Unit>;

/**
 * The functions on a cycle with this one, itself included; empty when it does not rest on itself. Searches both ways at once, since
 * one of them is usually short, and then filters what it found.
 */
export function cycleOf(unit: Unit): ReadonlySet<Unit> {
  const search = shorterSearch(unit);
  const within = closure(
    [...search.back(unit)].filter((each) => search.found.has(each)),
    search.back,
    search.found,
  );
  return within.has(unit) ? within : new Set();
}

function shorterSearch(unit: Unit): { readonly found: ReadonlySet<Unit>; readonly back: Edges } {
  const forward = new Set<Unit>(reads(unit));
  const backward = new Set<Unit>(readers(unit));
  const forwardSteps = steps(forward, reads);
  const backwardSteps = steps(backward, readers);
  for (;;) {
    if (forwardSteps.next().done === true) return { found: forward, back: readers };
    if (backwardSteps.next().done === true) return { found: backward, back: reads };
  }
}

/** Extends the set to all that its members lead to, a member at a time. */
function* steps(set: Set<Unit>, edges: Edges): Generator<void> {
  for (const unit of set) {
    for (const next of edges(unit)) set.add(next);
    yield;
  }
}

function closure(start: readonly Unit[], edges: Edges, within: ReadonlySet<Unit>): ReadonlySet<Unit> {
  const found = new Set(start);
  for (const unit of found) for (const next of edges(unit)) if (within.has(next)) found.add(next);
  return found;
}
