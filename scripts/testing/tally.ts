/** What a part of `npm test` came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What could not be run here, and why, in plain words. */
  readonly leftOut: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0, leftOut: [] };

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    leftOut: [...one.leftOut, ...other.leftOut],
  };
}

export function leftOut(what: string, reason: string): Tally {
  return { ...nothing, leftOut: [`${what}: ${reason}`] };
}
