import type { Outcome } from './access.ts';
import type { Failure, Lattice, Value } from './lattice.ts';

/** Joins what several callees do, or several things that one call does. */
export class Outcomes implements Outcome {
  readonly #lattice: Lattice;
  result: Value;
  failure: Failure;
  thrown: Value;
  effects = 0;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
    this.result = lattice.bottom;
    this.failure = lattice.safe;
    this.thrown = lattice.bottom;
  }

  gives(result: Value): void {
    this.result = this.#lattice.join(this.result, result);
  }

  fails(failure: Failure, thrown: Value = this.#lattice.bottom): void {
    this.failure = this.#lattice.eitherFails(this.failure, failure);
    this.thrown = this.#lattice.join(this.thrown, thrown);
  }

  add({ result, failure, thrown, effects }: Outcome): void {
    this.gives(result);
    this.fails(failure, thrown);
    this.effects |= effects;
  }

  /** What it does besides its result. */
  addEffects({ failure, thrown, effects }: Outcome): void {
    this.fails(failure, thrown);
    this.effects |= effects;
  }
}
