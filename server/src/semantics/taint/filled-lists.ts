import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import { memberName } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import type { FunctionGraph } from './graphs.ts';
import { placedValueOf } from './graphs.ts';
import type { Point, Walk } from './walk.ts';

/**
 * `const chunks = []; request.on('data', (chunk) => chunks.push(chunk))`: what other functions put into a list that is written
 * out here under a name of its own. What the function itself puts there is an update of the value.
 */
export function throughFillings(walk: Walk, point: Point): void {
  const [member, ...rest] = point.members;
  for (const call of fillingsElsewhere(point)) {
    for (const argument of call.arguments) {
      const placed = placedValueOf(argument);
      if (placed === undefined || placed.graph === point.graph) continue;
      walk.add({ ...placed, members: member === undefined ? [] : rest, frame: undefined, towards: point });
    }
  }
}

function fillingsElsewhere({ graph, value }: Point): readonly ts.CallExpression[] {
  const binding = nameOf(graph, value);
  return (binding?.references ?? []).flatMap((reference) => {
    const { parent } = reference;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== reference) return [];
    const call = parent.parent;
    const isFilling = /^(?:push|unshift)$/.test(memberName(parent) ?? '');
    return isFilling && ts.isCallExpression(call) && call.expression === parent ? [call] : [];
  });
}

/** The variable that is declared with the list. */
function nameOf(graph: FunctionGraph, value: number) {
  const node = value !== none && graph.body.op(value) === Op.Array ? graph.nodeOf(value) : undefined;
  let declared: ts.Node | undefined = node?.parent;
  while (declared !== undefined && ts.isAsExpression(declared)) declared = declared.parent;
  return declared && ts.isVariableDeclaration(declared) && ts.isIdentifier(declared.name)
    ? scopesOf(declared.getSourceFile()).bindingOf(declared.name)
    : undefined;
}
