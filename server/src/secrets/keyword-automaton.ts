/** Which keywords end at a place; `undefined` at nearly all. */
export interface KeywordAutomaton {
  /** Calls `found` with the index of each keyword and where it starts, in the order of where they end. Case is ignored. */
  scan(text: string, found: (keyword: number, start: number) => void): void;
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
  const trie = trieOf(lowered, classes);
  const { next, ends } = tableOf(trie);
  const lengths = lowered.map((keyword) => keyword.length);
  return {
    scan(text, found) {
      let state = 0;
      for (let at = 0; at < text.length; at += 1) {
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

interface TrieNode {
  readonly children: Map<number, number>;
  readonly ends: number[];
}

function trieOf(keywords: readonly string[], classes: Uint8Array): readonly TrieNode[] {
  const nodes: TrieNode[] = [{ children: new Map(), ends: [] }];
  for (const [index, keyword] of keywords.entries()) {
    let node = nodes[0];
    for (let at = 0; at < keyword.length; at += 1) {
      const step = classes[keyword.charCodeAt(at)] ?? 0;
      const known = node?.children.get(step);
      if (known === undefined) nodes.push({ children: new Map(), ends: [] });
      const child = known ?? nodes.length - 1;
      node?.children.set(step, child);
      node = nodes[child];
    }
    node?.ends.push(index);
  }
  return nodes;
}

interface Table {
  readonly next: Uint16Array;
  readonly ends: readonly (readonly number[] | undefined)[];
}

/** Breadth first, so that what a state falls back to is ready before it. */
function tableOf(trie: readonly TrieNode[]): Table {
  const next = new Uint16Array(trie.length << rowBits);
  const fallback = new Uint16Array(trie.length);
  const ends: (readonly number[] | undefined)[] = trie.map(() => undefined);
  const queue = [0];
  for (const state of queue) {
    const { children, ends: own } = trie[state] ?? { children: new Map<number, number>(), ends: [] };
    const back = fallback[state] ?? 0;
    const ended = [...own, ...((state === 0 ? undefined : ends[back]) ?? [])];
    if (ended.length > 0) ends[state] = ended;
    for (let step = 0; step < 1 << rowBits; step += 1) {
      const child = children.get(step);
      const missed = state === 0 ? 0 : (next[(back << rowBits) | step] ?? 0);
      next[(state << rowBits) | step] = child ?? missed;
      if (child === undefined) continue;
      fallback[child] = missed;
      queue.push(child);
    }
  }
  return { next, ends };
}
