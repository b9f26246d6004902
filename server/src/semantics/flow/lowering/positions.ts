import type { ts } from '../../../engine/syntax.ts';

const slash = 47;
const star = 42;

/** Offsets of a file to positions of a function: from its start, without what stands in the bodies of nested functions. */
export class Positions {
  readonly #tree: ts.SourceFile;
  readonly #text: string;
  #start = 0;
  #holeStarts: readonly number[] = [];
  #holeEnds: readonly number[] = [];
  #passed = 0;
  #removed = 0;

  constructor(tree: ts.SourceFile) {
    this.#tree = tree;
    this.#text = tree.text;
  }

  begin(start: number, holeStarts: readonly number[], holeEnds: readonly number[]): void {
    this.#start = start;
    this.#holeStarts = holeStarts;
    this.#holeEnds = holeEnds;
    this.#passed = 0;
    this.#removed = 0;
  }

  of(offset: number): number {
    if (this.#holeEnds.length > 0) this.#seek(offset);
    return offset - this.#start - this.#removed;
  }

  /** Where the node's first token starts. */
  startOf(node: ts.Node): number {
    const text = this.#text;
    let at = node.pos;
    let code = text.charCodeAt(at);
    while (code === 32 || (code >= 9 && code <= 13)) code = text.charCodeAt(++at);
    if (at > node.end) return node.pos;
    if (code < 128 && (code !== slash || !isComment(text.charCodeAt(at + 1)))) return at;
    return node.pos === node.end ? node.pos : node.getStart(this.#tree);
  }

  /** Offsets come nearly in order, so that the hole is near. */
  #seek(offset: number): void {
    while ((this.#holeEnds[this.#passed] ?? Infinity) <= offset) {
      this.#removed += this.#lengthOf(this.#passed);
      this.#passed += 1;
    }
    while (this.#passed > 0 && (this.#holeEnds[this.#passed - 1] ?? 0) > offset) {
      this.#passed -= 1;
      this.#removed -= this.#lengthOf(this.#passed);
    }
  }

  #lengthOf(hole: number): number {
    return (this.#holeEnds[hole] ?? 0) - (this.#holeStarts[hole] ?? 0);
  }
}

function isComment(second: number): boolean {
  return second === slash || second === star;
}
