import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import { isFunctionNode } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { enter } from './frames.ts';
import { placedValueOf } from './graphs.ts';
import { calledName } from './guarded-values.ts';
import type { Point, Walk } from './walk.ts';

/** To what `new Promise((resolve) => { … resolve(value) … })` is resolved with; whether it is such a promise. */
export function throughPromise(walk: Walk, point: Point): boolean {
  const { graph, value, members } = point;
  if (graph.body.op(value) !== Op.New || calledName(graph, value) !== 'Promise') return false;
  const frame = enter(point, value);
  if (frame !== undefined)
    for (const given of resolvedWith(graph.nodeOf(value))) {
      const placed = placedValueOf(given);
      if (placed) walk.add({ ...placed, members, frame, towards: point });
    }
  return true;
}

function resolvedWith(made: ts.Node | undefined): readonly ts.Expression[] {
  const executor = made && ts.isNewExpression(made) ? made.arguments?.[0] : undefined;
  const resolve = executor && isFunctionNode(executor) ? executor.parameters[0]?.name : undefined;
  if (resolve === undefined || !ts.isIdentifier(resolve)) return [];
  const uses = scopesOf(resolve.getSourceFile()).bindingOf(resolve)?.references ?? [];
  return uses.flatMap(({ parent }) => (ts.isCallExpression(parent) ? parent.arguments.slice(0, 1) : []));
}
