import type { Failure, Lattice, Value } from './lattice.ts';

export const Effect = {
  /** Talks to a database, the network or the disk. */
  Io: 1,
} as const;

/** What a function does to those who call it; paths from its parameters stand for what it is given. */
export interface Summary {
  /** What it returns; an asynchronous one: what its promise is resolved with. */
  readonly returns: Value;
  /** How it throws; an asynchronous one: how its promise is rejected. */
  readonly failure: Failure;
  /** What it throws, as far as its own text and its callees' tell. */
  readonly thrown: Value;
  /** Bits of `Effect`. */
  readonly effects: number;
  /** Bit i: it calls its parameter i and waits for the promise that this gives. */
  readonly awaits: number;
}

/** Of a function that was not worked out yet: it does nothing. */
export const bottomSummary = (lattice: Lattice): Summary => ({
  returns: lattice.bottom,
  failure: lattice.safe,
  thrown: lattice.bottom,
  effects: 0,
  awaits: 0,
});

export const isSameSummary = (a: Summary, b: Summary): boolean =>
  a.returns === b.returns &&
  a.failure === b.failure &&
  a.thrown === b.thrown &&
  a.effects === b.effects &&
  a.awaits === b.awaits;

export const joinSummaries = (lattice: Lattice, a: Summary, b: Summary): Summary => ({
  returns: lattice.join(a.returns, b.returns),
  failure: lattice.eitherFails(a.failure, b.failure),
  thrown: lattice.join(a.thrown, b.thrown),
  effects: a.effects | b.effects,
  awaits: a.awaits | b.awaits,
});

/** Whether the first says all that the second does. */
export const includesSummary = (lattice: Lattice, a: Summary, b: Summary): boolean =>
  isSameSummary(a, joinSummaries(lattice, a, b));
