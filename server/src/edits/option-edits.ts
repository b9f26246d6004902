import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionExpression, unwrap } from '../semantics/nodes.ts';
import { propertyEdits } from './environment/property-edit.ts';
import { insertion } from './handling.ts';

/**
 * Gives a call one more option: into the options that stand there, around those that come from elsewhere, or as a new
 * argument at the last of the places. Undefined where something else stands in the place.
 */
export function optionEdits(
  call: ts.CallExpression | ts.NewExpression,
  places: readonly number[],
  option: string,
): readonly TextEdit[] | undefined {
  const given = call.arguments ?? [];
  for (const at of places) {
    const options = given[at] && unwrap(given[at]);
    if (options && ts.isObjectLiteralExpression(options)) return propertyEdits(options, option);
  }
  const at = places.at(-1) ?? 0;
  const present = given[at];
  const before = given[at - 1];
  if (present === undefined) {
    if (given.length < at - 1) return undefined;
    if (before) return [insertion(before.end, `, { ${option} }`)];
    return at === 0 && call.arguments ? [insertion(call.end - 1, `{ ${option} }`)] : afterLast(given, option);
  }
  if (isFunctionExpression(present)) return [insertion(present.getStart(), `{ ${option} }, `)];
  const isName = ts.isIdentifier(present) || ts.isPropertyAccessExpression(present);
  return isName ? [insertion(present.getStart(), '{ ...'), insertion(present.end, `, ${option} }`)] : undefined;
}

/** `axios.post(url)` has no body yet. */
function afterLast(given: readonly ts.Expression[], option: string): readonly TextEdit[] | undefined {
  const last = given.at(-1);
  return last && [insertion(last.end, `, undefined, { ${option} }`)];
}
