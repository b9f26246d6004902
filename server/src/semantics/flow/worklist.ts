import type { Unit } from './units.ts';

/** Functions to be worked out (again), those first that were done first: callees before callers. A binary heap by rank. */
export class Worklist {
  readonly #heap: Unit[] = [];
  readonly #members = new Set<Unit>();

  has(unit: Unit): boolean {
    return this.#members.has(unit);
  }

  add(unit: Unit): void {
    if (this.#members.has(unit)) return;
    this.#members.add(unit);
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.rank <= unit.rank) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = unit;
  }

  /** It stays in the heap until its turn, and is then passed over. */
  delete(unit: Unit): void {
    this.#members.delete(unit);
  }

  next(): Unit | undefined {
    for (;;) {
      const unit = this.#first();
      if (unit === undefined || this.#members.delete(unit)) return unit;
    }
  }

  #first(): Unit | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  #sink(unit: Unit): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const below = this.#lesser(2 * at + 1);
      const child = heap[below];
      if (child === undefined || child.rank >= unit.rank) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = unit;
  }

  /** Which of the two neighbours comes first. */
  #lesser(left: number): number {
    const [one, other] = [this.#heap[left], this.#heap[left + 1]];
    return one !== undefined && other !== undefined && other.rank < one.rank ? left + 1 : left;
  }
}
