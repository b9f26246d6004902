import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { chainNames, unwrap } from '../semantics/nodes.ts';
import { outermost } from '../semantics/result-parts.ts';
import type { IgnoredError } from '../semantics/results.ts';
import { insertion } from './handling.ts';
import { brokenChain } from './query-error.ts';
import { styleOf } from './style.ts';

/**
 * Lets a query throw its error: `.throwOnError()`. Undefined where the call is no query of the library's own, and where the code is
 * ready for a row that is missing, which `.single()` would make an error.
 */
export function throwingEdits({ source, told, effect, parts }: IgnoredError): readonly TextEdit[] | undefined {
  const names = chainNames(source);
  const node = unwrap(source);
  if (
    told.throwsBy === undefined ||
    !ts.isCallExpression(node) ||
    !names.some((name) => name === 'from' || name === 'rpc')
  )
    return undefined;
  if (effect === 'read' && names[0] === 'single' && parts.length > 0) return undefined;
  // Nobody would hear it where the promise is dropped.
  return awaitAround(node) === undefined ? undefined : [throwingEdit(node, told.throwsBy)];
}

/** Puts the method behind a chain, on a line of its own where the others are. */
export function throwingEdit(query: ts.CallExpression, method: string): TextEdit {
  const lead = brokenChain(query);
  const before = lead === undefined ? '' : styleOf(query.getSourceFile()).lineEnd + lead;
  return insertion(query.end, `${before}.${method}()`);
}

/** What waits for a query, itself or by way of `Promise.all(rows.map((row) => …))`. */
export function awaitAround(query: ts.Expression): ts.AwaitExpression | undefined {
  for (let current: ts.Node = outermost(query).parent; ; current = current.parent) {
    if (ts.isAwaitExpression(current)) return current;
    if (!ts.isExpression(current) && !ts.isArrowFunction(current)) return undefined;
  }
}
