import type { Value } from './lattice.ts';

/** Who has to be worked out again when something changes. `W`: those who read and write. */
export abstract class Dependency<W> {
  readonly readers = new Set<W>();
  /** Who has said so last that it reads this. */
  notedBy: unknown = undefined;

  /** Whose work it is. */
  abstract writers(): Iterable<W>;
}

/** What one writer alone says. */
export class Report<W> extends Dependency<W> {
  readonly #of: readonly W[];

  constructor(of?: W) {
    super();
    this.#of = of === undefined ? [] : [of];
  }

  override writers(): Iterable<W> {
    return this.#of;
  }
}

/**
 * A value that several functions write, such as a class's field: the join of one contribution per writer. A writer that writes no
 * more takes its contribution back, and readers are told only if the join has changed.
 */
export class Slot<W> extends Dependency<W> {
  readonly contributions = new Map<W, Value>();
  value: Value;
  /** Worked out before the slot is first read: it writes it, as a rule. */
  readonly home: W | undefined;

  constructor(bottom: Value, home?: W) {
    super();
    this.value = bottom;
    this.home = home;
  }

  override writers(): Iterable<W> {
    return this.contributions.keys();
  }
}
