import type { FunctionBody } from './ir.ts';

/** The blocks that all ways from the entry lead through. */
export interface Dominators {
  /** The nearest block before this one that all ways to it lead through; undefined for the entry and for what cannot be reached. */
  immediate(block: number): number | undefined;
  /** Whether all ways to a block lead through another one, or there are none; every block dominates itself. */
  dominates(through: number, block: number): boolean;
}

const remembered = new WeakMap<FunctionBody, Dominators>();

/** Worked out once for a body: Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001. */
export function dominatorsOf(body: FunctionBody): Dominators {
  let known = remembered.get(body);
  if (known === undefined) remembered.set(body, (known = queriesOn(immediateDominators(body))));
  return known;
}

function queriesOn(immediates: ReadonlyMap<number, number>): Dominators {
  const immediate = (block: number): number | undefined => immediates.get(block);
  const isReached = (block: number): boolean => block === 0 || immediates.has(block);
  return {
    immediate,
    dominates(through, block) {
      if (!isReached(block)) return true;
      for (let at: number | undefined = block; at !== undefined; at = immediate(at)) if (at === through) return true;
      return false;
    },
  };
}

function immediateDominators({ blocks }: FunctionBody): ReadonlyMap<number, number> {
  const order = reversePostorder(blocks);
  const position = new Map(order.map((block, at) => [block, at]));
  const immediates = new Map<number, number>([[0, 0]]);
  const placeOf = (block: number): number => position.get(block) ?? 0;
  const nearestOfBoth = (one: number, other: number): number => {
    while (one !== other) {
      if (placeOf(one) > placeOf(other)) one = immediates.get(one) ?? 0;
      else other = immediates.get(other) ?? 0;
    }
    return one;
  };
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const block of order.slice(1)) {
      const known = (blocks[block]?.preds ?? []).filter((pred) => immediates.has(pred));
      const nearest = known.reduce(nearestOfBoth);
      if (immediates.get(block) === nearest) continue;
      immediates.set(block, nearest);
      isSettled = false;
    }
  }
  immediates.delete(0);
  return immediates;
}

/** Follows `preds` backwards as edges forwards, since they alone say what leads to a handler. */
function reversePostorder(blocks: FunctionBody['blocks']): readonly number[] {
  const followers = blocks.map((): number[] => []);
  blocks.forEach(({ preds }, block) => preds.forEach((pred) => followers[pred]?.push(block)));
  const seen = new Set<number>([0]);
  const postorder: number[] = [];
  const open: [block: number, next: number][] = [[0, 0]];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const [block, next] = top;
    const follower = followers[block]?.[next];
    top[1] = next + 1;
    if (follower === undefined) {
      postorder.push(block);
      open.pop();
    } else if (!seen.has(follower)) {
      seen.add(follower);
      open.push([follower, 0]);
    }
  }
  return postorder.reverse();
}
