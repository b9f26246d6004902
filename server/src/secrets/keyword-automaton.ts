import type { Span } from '../../../shared/src/finding.ts';

/** Which keywords end at a place; `undefined` at nearly all. */
export interface KeywordAutomaton {
  /**
   * Calls `found` with the index of each keyword that lies within `span` and where it starts, in the order of where they end.
   * Case is ignored.
   */
  scan(text: string, span: Span, found: (keyword: number, start: number) => void): void;
}

/** Rows of the table are this long, so that a state's row is found by a shift. */
const rowBits = 6;

/**
 * Aho and Corasick's automaton with every transition worked out beforehand: one look-up per character, whatever the number
 * of keywords. Characters that no keyword has share class 0, which leads back to the start.
 */
export function keywordAutomaton(keywords: readonly string[]): KeywordAutomaton {
  const lowered = keywords.map((keyword) => keyword.toLowerCase());
  const classes = classesOf(lowered);
  const { next, ends } = tableOf(lowered, classes);
  const lengths = lowered.map((keyword) => keyword.length);
  return {
    scan(text, { start, end }, found) {
      let state = 0;
      for (let at = start; at < end; at += 1) {
        const code = text.charCodeAt(at);
        state = next[(state << rowBits) | (code < 128 ? (classes[code] ?? 0) : 0)] ?? 0;
        const ended = ends[state];
        if (ended === undefined) continue;
        for (const keyword of ended) found(keyword, at + 1 - (lengths[keyword] ?? 0));
      }
    },
  };
}

function classesOf(keywords: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  const characters = [...new Set(keywords.join(''))].sort();
  if (characters.length >= 1 << rowBits) throw new Error('Too many characters occur in keywords.');
  for (const [index, character] of characters.entries()) {
    classes[character.charCodeAt(0)] = index + 1;
    classes[character.toUpperCase().charCodeAt(0)] = index + 1;
  }
  return classes;
}

interface Table {
  /** The state after a state and a class. */
  readonly next: Uint16Array;
  /** The keywords that end in a state. */
  readonly ends: readonly (readonly number[] | undefined)[];
}

function tableOf(keywords: readonly string[], classes: Uint8Array): Table {
  const most = keywords.reduce((sum, keyword) => sum + keyword.length, 1);
  const next = new Uint16Array(most << rowBits);
  const ends: (readonly number[] | undefined)[] = Array.from({ length: most });
  let states = 1;
  for (const [index, keyword] of keywords.entries()) {
    let state = 0;
    for (let at = 0; at < keyword.length; at += 1) {
      const place = (state << rowBits) | (classes[keyword.charCodeAt(at)] ?? 0);
      if (next[place] === 0) next[place] = states++;
      state = next[place] ?? 0;
    }
    ends[state] = [...(ends[state] ?? []), index];
  }
  fillIn(next, ends, states);
  return { next, ends };
}

/** Breadth first, so that the row of what a state falls back to is whole before its own is filled up from it. */
function fillIn(next: Uint16Array, ends: (readonly number[] | undefined)[], states: number): void {
  const fallback = new Uint16Array(states);
  const queue = [0];
  for (const state of queue) {
    const back = fallback[state] ?? 0;
    const inherited = state === 0 ? undefined : ends[back];
    if (inherited) ends[state] = [...(ends[state] ?? []), ...inherited];
    for (let step = 0; step < 1 << rowBits; step += 1) {
      const place = (state << rowBits) | step;
      const child = next[place] ?? 0;
      const missed = state === 0 ? 0 : (next[(back << rowBits) | step] ?? 0);
      if (child === 0) next[place] = missed;
      else {
        fallback[child] = missed;
        queue.push(child);
      }
    }
  }
}
