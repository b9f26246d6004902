import type { Dependency } from './dependencies.ts';
import type { Value } from './lattice.ts';
import type { Unit, ValueSlot } from './units.ts';

/** One working out of a function: what it has asked for and what it writes. */
export class Evaluation {
  readonly unit: Unit;
  /** Functions of which nothing is taken for known, to see what the function says without them; nobody hears of that. */
  readonly hidden: ReadonlySet<Unit> | undefined;
  readonly reads = new Set<Dependency<Unit>>();
  readonly writes = new Map<ValueSlot, Value>();

  constructor(unit: Unit, hidden?: ReadonlySet<Unit>) {
    this.unit = unit;
    this.hidden = hidden;
  }

  note(dependency: Dependency<Unit>): void {
    // The same is asked for over and over.
    if (this.hidden !== undefined || dependency.notedBy === this) return;
    dependency.notedBy = this;
    this.reads.add(dependency);
    dependency.readers.add(this.unit);
  }
}
