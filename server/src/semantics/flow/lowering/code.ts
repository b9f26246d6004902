import { none, Op, rowSize } from '../ir.ts';

/** Rows and lists while they are written. One buffer serves all functions of a module, one after the other. */
export class Code {
  size = 0;
  #rows = new Int32Array(rowSize * 512);
  #lists = new Int32Array(1024);
  #listsLength = 0;

  reset(): void {
    this.size = 0;
    this.#listsLength = 0;
  }

  add(op: Op, a: number, b: number, c: number, pos: number, end: number, region: number, block: number): number {
    const value = this.size++;
    const row = value * rowSize;
    if (row + rowSize > this.#rows.length) this.#rows = grown(this.#rows);
    const rows = this.#rows;
    rows[row] = op;
    rows[row + 1] = a;
    rows[row + 2] = b;
    rows[row + 3] = c;
    rows[row + 4] = pos;
    rows[row + 5] = end;
    rows[row + 6] = region;
    rows[row + 7] = block;
    return value;
  }

  /** The number in a column of a value's row: 0 for op, 1 for `a` and so on. */
  at(value: number, column: number): number {
    return this.#rows[value * rowSize + column] ?? none;
  }

  put(value: number, column: number, number: number): void {
    this.#rows[value * rowSize + column] = number;
  }

  list(items: readonly number[]): number {
    const { length } = items;
    const start = this.#listsLength;
    while (start + length + 1 > this.#lists.length) this.#lists = grown(this.#lists);
    this.#lists[start] = length;
    for (let at = 0; at < length; at++) this.#lists[start + 1 + at] = items[at] ?? none;
    this.#listsLength = start + length + 1;
    return start;
  }

  listLength(list: number): number {
    return list === none ? 0 : (this.#lists[list] ?? 0);
  }

  listItem(list: number, position: number): number {
    return this.#lists[list + 1 + position] ?? none;
  }

  putItem(list: number, position: number, item: number): void {
    this.#lists[list + 1 + position] = item;
  }

  /** Lets every mention of `value` mean `other`. */
  forward(value: number, other: number): void {
    this.put(value, 0, Op.Nop);
    this.put(value, 1, other);
  }

  /** What a value stands for now. */
  find(value: number): number {
    let current = value;
    while (current >= 0 && this.#rows[current * rowSize] === Op.Nop)
      current = this.#rows[current * rowSize + 1] ?? none;
    return current;
  }

  /** All rows, and after them all lists. */
  numbers(): Int32Array {
    const rows = this.size * rowSize;
    const numbers = new Int32Array(rows + this.#listsLength);
    // Most functions are small, for which a loop is faster than views.
    for (let at = 0; at < rows; at++) numbers[at] = this.#rows[at] ?? none;
    for (let at = 0; at < this.#listsLength; at++) numbers[rows + at] = this.#lists[at] ?? none;
    return numbers;
  }
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
