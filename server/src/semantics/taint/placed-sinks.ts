import type { ts } from '../../engine/syntax.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { placedValueOf } from './graphs.ts';
import type { Sink } from './sinks.ts';

/** The sink of an expression that a call is given, itself or somewhere inside of what it is given. */
export function sinkAt(
  harm: Harm,
  node: ts.CallExpression | ts.NewExpression,
  given: ts.Expression,
  called: string,
): readonly Sink[] {
  const placed = placedValueOf(given);
  if (placed === undefined) return [];
  const call = placedValueOf(node);
  const use = call?.graph === placed.graph ? call.value : placed.value;
  return [{ harm, ...placed, members: [], use, given, node, called }];
}
