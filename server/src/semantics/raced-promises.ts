import { ts } from '../engine/syntax.ts';
import { isFunctionExpression, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { promiseStatic } from './thenables.ts';

/**
 * Whether a promise is one of several of which the first decides, as in `Promise.race(items.map((item) => new Promise(…)))`:
 * one that stays pending leaves the others to answer.
 */
export function isRaced(promise: ts.Expression): boolean {
  const { parent } = promise;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return isRaced(parent);
  if (ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent)) return isRaced(parent);
  if (ts.isCallExpression(parent)) return parent.arguments[0] === promise && takesFirst(parent);
  if (ts.isVariableDeclaration(parent)) return isNamedAndRaced(parent);
  // `Promise.race([fetch(url).catch(() => null), …])`
  if (ts.isPropertyAccessExpression(parent) && /^(?:then|catch|finally)$/.test(parent.name.text))
    return ts.isCallExpression(parent.parent) && isRaced(parent.parent);
  const mapped = mappedBy(promise);
  return mapped !== undefined && isRaced(mapped);
}

function takesFirst(call: ts.CallExpression): boolean {
  const method = promiseStatic(call);
  return method === 'race' || method === 'any';
}

function isNamedAndRaced({ name }: ts.VariableDeclaration): boolean {
  const references = ts.isIdentifier(name) ? scopesOf(name.getSourceFile()).bindingOf(name)?.references : undefined;
  return references?.some((reference) => !ts.isVariableDeclaration(reference.parent) && isRaced(reference)) ?? false;
}

/** `items.map(…)` around the callback that gives the promise. */
function mappedBy({ parent }: ts.Expression): ts.CallExpression | undefined {
  const callback = ts.isReturnStatement(parent) ? parent.parent.parent : parent;
  if (!isFunctionExpression(callback) || !ts.isCallExpression(callback.parent)) return undefined;
  return memberName(unwrap(callback.parent.expression)) === 'map' ? callback.parent : undefined;
}
