/** Sums up text piece by piece in 53 bits; equal for equal text, and for little else. */
export class TextHash {
  #one = 0xdeadbeef | 0;
  #two = 0x41c6ce57 | 0;

  add(text: string, start = 0, end = text.length): this {
    let one = this.#one;
    let two = this.#two;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    this.#one = one;
    this.#two = two;
    return this.number(end - start);
  }

  number(value: number): this {
    this.#one = Math.imul(this.#one ^ value, 2246822507) ^ (this.#two >>> 13);
    this.#two = Math.imul(this.#two ^ value, 3266489909) ^ (this.#one >>> 13);
    return this;
  }

  digest(): number {
    return (this.#two >>> 11) * 4294967296 + (this.#one >>> 0);
  }
}
