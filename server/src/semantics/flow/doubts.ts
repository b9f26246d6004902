import { cycleOf, cyclesOf } from './cycles.ts';
import type { Dependency } from './dependencies.ts';
import { Slot } from './dependencies.ts';
import { type Lattice, overlaps, type Value } from './lattice.ts';
import { Limit } from './limits.ts';
import { includesSummary, isSameSummary, type Summary } from './summary.ts';
import type { Unit, ValueSlot } from './units.ts';

/** What a function says. */
export interface Said {
  readonly summary: Summary;
  readonly writes: ReadonlyMap<ValueSlot, Value>;
}

/** What doubting needs of the solver. */
interface Solving {
  /** What the function says when nothing is known of the hidden ones. */
  alone(unit: Unit, hidden: ReadonlySet<Unit>): Said;
  /** Makes the function say that. */
  settle(unit: Unit, said: Said): void;
  again(unit: Unit): void;
  /** Works out whatever is left to be. */
  solve(): void;
}

/** A function that takes back what it wrote. */
interface Withdrawal {
  readonly slot: ValueSlot;
  readonly unit: Unit;
  readonly before: Value;
}

/** Changes that only the functions of a cycle hear of, until they are told to the others at once. */
interface Quiet {
  readonly cycle: ReadonlySet<Unit>;
  /** What was before. */
  readonly heard: Map<Dependency<Unit>, Value | Summary>;
  readonly withdrawn: Withdrawal[];
  /** Functions of the cycle that may say what they say only because one of the others did. */
  readonly suspects: Set<Unit>;
}

const none: ReadonlySet<Unit> = new Set();
/** A function goes back no more often in one solve. */
const maxRestarts = 4;
/** For more suspects than this the cycles of all are looked for at once. */
const few = 4;

/**
 * What was read by functions whose input has shrunk, or whose own text has changed, may rest on itself: `f` fails because `g` does and `g`
 * because `f` does, although the `throw` is gone. Each suspect is worked out once more as if nothing were known of the functions on a
 * cycle with it. When that says the same, it rests on nothing but the rest of the program. Else it goes back to that, and those
 * on the cycle who had read more from it are suspects too. From there all of them grow again. (Gupta, Mumick and
 * Subrahmanian, Maintaining Views Incrementally, 1993: delete too much, then derive again.)
 */
export class Doubts {
  readonly #lattice: Lattice;
  readonly #solving: Solving;
  readonly #suspects = new Set<Unit>();
  #quiet: Quiet | undefined = undefined;

  constructor(lattice: Lattice, solving: Solving) {
    this.#lattice = lattice;
    this.#solving = solving;
  }

  add(unit: Unit): void {
    (this.#quiet?.suspects ?? this.#suspects).add(unit);
  }

  delete(unit: Unit): void {
    this.#suspects.delete(unit);
  }

  /** Whether the function is not to hear of changes yet. */
  isQuietFor(unit: Unit): boolean {
    return this.#quiet?.cycle.has(unit) === false;
  }

  /** Notes what something was before it changes. */
  hear(dependency: Dependency<Unit>, before: Value | Summary): void {
    const heard = this.#quiet?.heard;
    if (heard !== undefined && !heard.has(dependency)) heard.set(dependency, before);
  }

  /**
   * What one function writes no more, others may go on to write only because they have read it here. They are suspects, and returned.
   * Those on a cycle that was resolved are not.
   */
  withdraw(withdrawal: Withdrawal, resolved: ReadonlySet<Unit> = none): readonly Unit[] {
    const { slot, unit, before } = withdrawal;
    if (this.#lattice.includes(slot.contributions.get(unit) ?? this.#lattice.bottom, before)) return [];
    this.#quiet?.withdrawn.push(withdrawal);
    const others: Unit[] = [];
    for (const [other, value] of slot.contributions) {
      if (other !== unit && !resolved.has(other) && !this.isQuietFor(other) && overlaps(value, before))
        others.push(other);
    }
    for (const other of others) this.add(other);
    return others;
  }

  /** Clears the doubts there are; whether there were any. Asked when nothing else is left to be worked out. */
  resolve(): boolean {
    if (this.#suspects.size === 0) return false;
    const suspects = [...this.#suspects];
    this.#suspects.clear();
    const cycles = suspects.length > few ? cyclesOf(suspects) : suspects.map(cycleOf);
    for (const cycle of new Set(cycles)) {
      this.#resolveCycle(cycle, new Set(suspects.filter((unit) => cycle.has(unit))));
      this.#solving.solve();
    }
    return true;
  }

  #resolveCycle(cycle: ReadonlySet<Unit>, suspects: Set<Unit>): void {
    const quiet: Quiet = { cycle, heard: new Map(), withdrawn: [], suspects };
    this.#quiet = quiet;
    for (const unit of suspects) this.#doubt(unit, cycle);
    this.#solving.solve();
    this.#quiet = undefined;
    for (const [dependency, before] of quiet.heard) this.#tellOthers(dependency, before, cycle);
    for (const withdrawal of quiet.withdrawn)
      for (const other of this.withdraw(withdrawal, cycle)) this.#solving.again(other);
  }

  #doubt(unit: Unit, cycle: ReadonlySet<Unit>): void {
    const alone = this.#solving.alone(unit, cycle);
    if (isSameSummary(alone.summary, unit.summary) && isSameWrites(alone.writes, unit.writes)) return;
    if (unit.restarts >= maxRestarts) {
      unit.limits |= Limit.Rest;
      return;
    }
    unit.restarts += 1;
    unit.evaluations = 0;
    this.#solving.settle(unit, alone);
    this.#solving.again(unit);
  }

  /** Tells what has changed at last to those who are not on the cycle. */
  #tellOthers(dependency: Dependency<Unit>, before: Value | Summary, cycle: ReadonlySet<Unit>): void {
    const shrinks = this.#hasShrunk(dependency, before);
    if (shrinks === undefined) return;
    for (const reader of dependency.readers) {
      if (cycle.has(reader)) continue;
      this.#solving.again(reader);
      if (shrinks) this.add(reader);
    }
  }

  /** Undefined when nothing has changed. */
  #hasShrunk(dependency: Dependency<Unit>, before: Value | Summary): boolean | undefined {
    if (dependency instanceof Slot) {
      const slot: ValueSlot = dependency;
      return slot.value === before ? undefined : !this.#lattice.includes(slot.value, before as Value);
    }
    const [unit] = dependency.writers();
    if (unit === undefined || isSameSummary(unit.summary, before as Summary)) return undefined;
    return !includesSummary(this.#lattice, unit.summary, before as Summary);
  }
}

function isSameWrites(a: Said['writes'], b: Said['writes']): boolean {
  if (a.size !== b.size) return false;
  for (const [slot, value] of a) if (b.get(slot) !== value) return false;
  return true;
}
