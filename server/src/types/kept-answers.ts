import type { TextChange } from '../engine/text-change.ts';
import type { Ref } from './oracle.ts';

interface EditedBody {
  readonly pos: number;
  readonly end: number;
  readonly change: TextChange;
}

interface Entry {
  readonly question: string;
  readonly kind: Ref['kind'];
  /** Moves along with the text: thousands of entries would be made anew with every key. */
  end: number;
  readonly answer: unknown;
}

/** A check of a whole project asks about thousands of files, once. */
const mostFiles = 256;

/**
 * Answers that outlive edits. An edit inside a function's body drops what was answered about the code in it that the edit may
 * touch and moves along what comes after; everything else stands, in this file and in others, since the function's
 * signature is as it was. Any other edit drops everything.
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

  knows(file: string): boolean {
    return this.#byFile.has(file);
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

  /** In offsets before the edit. `stands` tells, in offsets after it, what of the function's inside means what it did. */
  bodyEdited(file: string, { pos, end, change }: EditedBody, stands: (ref: Ref) => boolean): void {
    const before = this.#byFile.get(file);
    if (before === undefined) return;
    const delta = change.newLength - (change.end - change.start);
    const after = new Map<number, Entry[]>();
    for (const [at, entries] of before) {
      if (at >= end) after.set(at + delta, moved(entries, delta));
      else if (at <= pos) keepAt(after, at, around(entries, pos, end, delta));
      else if (at > change.end) keepAt(after, at + delta, standing(at + delta, moved(entries, delta), stands));
      else {
        const passed = entries.filter((entry) => entry.end < change.start);
        keepAt(after, at, standing(at, passed, stands));
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
function around(entries: readonly Entry[], pos: number, end: number, delta: number): Entry[] {
  return entries.filter((entry) => {
    if (entry.end <= pos) return true;
    if (entry.end < end) return false;
    entry.end += delta;
    return true;
  });
}

const standing = (at: number, entries: readonly Entry[], stands: (ref: Ref) => boolean): Entry[] =>
  entries.filter(({ kind, end }) => stands({ kind, pos: at, end }));

function keepAt(answers: Map<number, Entry[]>, at: number, entries: Entry[]): void {
  if (entries.length > 0) answers.set(at, entries);
}
