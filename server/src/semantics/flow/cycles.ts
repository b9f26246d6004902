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

/** The cycles that any of the functions are on, those first that others rest on (Tarjan, 1972). */
export function cyclesOf(units: readonly Unit[]): readonly ReadonlySet<Unit>[] {
  const search = new CycleSearch();
  for (const unit of units) search.from(unit);
  return search.cycles.filter((cycle) => units.some((unit) => cycle.has(unit)));
}

interface Step {
  readonly unit: Unit;
  readonly next: Iterator<Unit>;
  readonly index: number;
  lowest: number;
  rests: boolean;
}

class CycleSearch {
  readonly cycles: ReadonlySet<Unit>[] = [];
  readonly #indices = new Map<Unit, number>();
  /** Functions that are not yet part of what was found, by when they were met. */
  readonly #met: Unit[] = [];
  readonly #open = new Set<Unit>();
  readonly #path: Step[] = [];

  from(unit: Unit): void {
    if (this.#indices.has(unit)) return;
    this.#enter(unit);
    for (let step = this.#path.at(-1); step !== undefined; step = this.#path.at(-1)) this.#advance(step);
  }

  #enter(unit: Unit): void {
    const index = this.#indices.size;
    this.#indices.set(unit, index);
    this.#open.add(unit);
    this.#met.push(unit);
    this.#path.push({ unit, next: reads(unit), index, lowest: index, rests: false });
  }

  #advance(step: Step): void {
    const { done, value } = step.next.next();
    if (done === true) return this.#leave(step);
    const index = this.#indices.get(value);
    if (index === undefined) return this.#enter(value);
    if (value === step.unit) step.rests = true;
    if (this.#open.has(value)) step.lowest = Math.min(step.lowest, index);
  }

  #leave(step: Step): void {
    this.#path.pop();
    const before = this.#path.at(-1);
    if (before !== undefined) before.lowest = Math.min(before.lowest, step.lowest);
    if (step.lowest === step.index) this.#close(step);
  }

  #close({ unit, rests }: Step): void {
    const found = new Set<Unit>();
    for (let each = this.#met.pop(); each !== undefined; each = each === unit ? undefined : this.#met.pop()) {
      found.add(each);
      this.#open.delete(each);
    }
    if (found.size > 1 || rests) this.cycles.push(found);
  }
}
