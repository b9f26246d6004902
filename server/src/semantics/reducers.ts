import { ts } from '../engine/syntax.ts';
import { isAsync, isFunctionExpression, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * `reduce(async (sum, item) => sum + …)`: from the second round on `sum` is a promise. Whoever awaits it, hands it on or
 * chains on it knows.
 */
export function isUnawaitedReducer(call: ts.CallExpression): boolean {
  const reducer = call.arguments[0] && unwrap(call.arguments[0]);
  if (reducer === undefined || !isFunctionExpression(reducer) || !isAsync(reducer)) return false;
  const carried = reducer.parameters[0]?.name;
  if (carried === undefined) return false;
  // A pattern takes apart what is a promise.
  if (!ts.isIdentifier(carried)) return true;
  const references = scopesOf(carried.getSourceFile()).bindingOf(carried)?.references ?? [];
  return references.some(isTakenForValue) && !references.some(isWaitedFor);
}

/** An operand, what a member is read from, or what is spread: a promise has none of it. */
function isTakenForValue(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) ||
    (ts.isPropertyAccessExpression(parent) && parent.expression === name) ||
    (ts.isElementAccessExpression(parent) && parent.expression === name) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isTemplateSpan(parent)
  );
}

function isWaitedFor(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return /^(?:then|catch|finally)$/.test(memberName(parent) ?? '');
  return ts.isAwaitExpression(parent) || ts.isCallExpression(parent) || ts.isArrayLiteralExpression(parent);
}
