import type { FunctionGraph } from './graphs.ts';
import { dominates } from './guarded-values.ts';

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

function settledOn(graph: FunctionGraph, block: number): readonly Settled[] {
  const { blocks } = graph.body;
  const above = new Map<number, number | undefined>();
  const settled: Settled[] = [];
  for (let at = block, steps = 0; steps < maxSteps; steps++) {
    const [pred, ...others] = blocks[at]?.preds ?? [];
    if (pred === undefined) break;
    if (others.length > 0) {
      const next = blockBefore(graph, at, above);
      if (next === undefined) break;
      at = next;
      continue;
    }
    const { cond = -1, succs = [] } = blocks[pred] ?? {};
    if (cond !== -1 && succs.length === 2 && succs[0] !== succs[1])
      settled.push({ condition: cond, isTrue: succs[0] === at });
    at = pred;
  }
  return settled;
}

/** The nearest block that all ways to this one lead through. */
function blockBefore(graph: FunctionGraph, block: number, known: Map<number, number | undefined>): number | undefined {
  if (known.has(block)) return known.get(block);
  known.set(block, undefined);
  const { preds = [] } = graph.body.blocks[block] ?? {};
  let found = preds.length === 1 ? preds[0] : undefined;
  for (const pred of preds) {
    for (let at: number | undefined = pred; at !== undefined && found === undefined; at = blockBefore(graph, at, known))
      if (at !== block && dominates(graph, at, block)) found = at;
  }
  known.set(block, found);
  return found;
}
