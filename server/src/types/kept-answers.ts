import type { Ref } from './oracle.ts';

interface Entry {
  readonly question: string;
  readonly kind: number;
  /** Moves along with the text: thousands of entries would be made anew with every key. */
  end: number;
  readonly answer: unknown;
}

/** A check of a whole project asks about thousands of files, once. */
const mostFiles = 256;

/**
 * Answers that outlive edits. An edit inside a function's body drops what was answered about that function's inside
 * and moves along what comes after; everything else stands, in this file and in others, since the function's signature
 * is as it was. Any other edit drops everything.
 */
export class KeptAnswers {
  readonly #byFile = new Map<string, Map<number, Entry[]>>();

  /** The question names its parameters too, so that one question always has answers of one type. */
  get(file: string, question: string, ref: Ref): unknown {
    const entries = this.#byFile.get(file)?.get(ref.pos);
    if (entries === undefined) return undefined;
    for (const entry of entries) {
      if (entry.end === ref.end && entry.kind === ref.kind && entry.question === question) return entry.answer;
    }
    return undefined;
  }

  keep(file: string, question: string, ref: Ref, answer: unknown): void {
    let byPosition = this.#byFile.get(file);
    if (byPosition === undefined) {
      byPosition = new Map();
      this.#byFile.set(file, byPosition);
      this.#dropOldest();
    }
    const entry = { question, kind: ref.kind, end: ref.end, answer };
    const entries = byPosition.get(ref.pos);
    if (entries === undefined) byPosition.set(ref.pos, [entry]);
    else entries.push(entry);
  }

  /** `pos` and `end` are the edited function's before the edit, `delta` is by how much it grew. */
  bodyEdited(file: string, pos: number, end: number, delta: number): void {
    const before = this.#byFile.get(file);
    if (before === undefined) return;
    const after = new Map<number, Entry[]>();
    for (const [at, entries] of before) {
      if (at >= end) after.set(at + delta, moved(entries, delta));
      else {
        const kept = outside(at, entries, pos, end, delta);
        if (kept.length > 0) after.set(at, kept);
      }
    }
    // What is being edited is the last to be dropped.
    this.#byFile.delete(file);
    this.#byFile.set(file, after);
  }

  #dropOldest(): void {
    for (const file of this.#byFile.keys()) {
      if (this.#byFile.size <= mostFiles) return;
      this.#byFile.delete(file);
    }
  }

  drop(file: string): void {
    this.#byFile.delete(file);
  }

  clear(): void {
    this.#byFile.clear();
  }
}

function moved(entries: Entry[], delta: number): Entry[] {
  for (const entry of entries) entry.end += delta;
  return entries;
}

/** Of entries that begin before the function's end: those that end before it, and those that surround it. */
function outside(at: number, entries: Entry[], pos: number, end: number, delta: number): Entry[] {
  const kept: Entry[] = [];
  for (const entry of entries) {
    if (entry.end <= pos) kept.push(entry);
    else if (at <= pos && entry.end >= end) {
      entry.end += delta;
      kept.push(entry);
    }
  }
  return kept;
}
