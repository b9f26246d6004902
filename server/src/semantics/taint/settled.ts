import { dominatorsOf } from '../flow/dominators.ts';
import type { FunctionGraph } from './graphs.ts';

/** A condition that has turned out so on all ways to a block. */
export interface Settled {
  readonly condition: number;
  readonly isTrue: boolean;
}

const maxSteps = 60;
const remembered = new WeakMap<FunctionGraph, Map<number, readonly Settled[]>>();

/** What is known in a block of the conditions before it, the nearest first. */
export function settledAt(graph: FunctionGraph, block: number): readonly Settled[] {
  let known = remembered.get(graph);
  if (known === undefined) remembered.set(graph, (known = new Map()));
  let settled = known.get(block);
  if (settled === undefined) known.set(block, (settled = settledOn(graph, block)));
  return settled;
}

function settledOn({ body }: FunctionGraph, block: number): readonly Settled[] {
  const { blocks } = body;
  const dominators = dominatorsOf(body);
  const settled: Settled[] = [];
  for (let at = block, steps = 0; steps < maxSteps; steps++) {
    const before = dominators.immediate(at);
    if (before === undefined) break;
    const { cond = -1, succs = [] } = blocks[before] ?? {};
    const isOnlyWay = blocks[at]?.preds.length === 1;
    if (isOnlyWay && cond !== -1 && succs.length === 2 && succs[0] !== succs[1])
      settled.push({ condition: cond, isTrue: succs[0] === at });
    at = before;
  }
  return settled;
}
