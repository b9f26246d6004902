const mostRestarts = 5;
const period = 3 * 60_000;
const firstDelay = 100;

/** How long to wait before a process that ended is started again; undefined when it ended too often to go on. */
export class RestartPolicy {
  #ends: number[] = [];

  ended(now: number): number | undefined {
    this.#ends = [...this.#ends.filter((end) => now - end < period), now];
    const count = this.#ends.length;
    return count > mostRestarts ? undefined : firstDelay * 2 ** (count - 1);
  }
}
