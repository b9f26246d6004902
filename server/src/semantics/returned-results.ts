import { ts } from '../engine/syntax.ts';
import { isAsync, isFunctionExpression, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { isGlobalPromise } from './thenables.ts';

type Executor = ts.ArrowFunction | ts.FunctionExpression;

/** A value that an executor returns as if that gave it to whoever awaits the promise. */
export interface ReturnedResult {
  readonly executor: Executor;
  readonly value: ts.Expression;
}

/**
 * What is returned where nothing can ever settle the promise, since nobody names `resolve` or `reject`. A call that answers no
 * promise may be there for what it does: `new Promise(() => setInterval(…))` keeps a program alive.
 *
 * @param isThenable asked of calls
 */
export function returnedResults(
  promise: ts.NewExpression,
  isThenable: (call: ts.Expression) => boolean,
): readonly ReturnedResult[] {
  const executor = promise.arguments?.[0];
  if (executor === undefined || !isFunctionExpression(executor) || isAsync(executor)) return [];
  if (!isGlobalPromise(promise.expression) || !executor.parameters.every(isUnused)) return [];
  return returnsOf(executor).filter(({ value }) => isResult(unwrap(value), isThenable));
}

function isUnused({ name, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  if (!ts.isIdentifier(name) || dotDotDotToken) return false;
  return scopesOf(name.getSourceFile()).bindingOf(name)?.references.length === 0;
}

function returnsOf(executor: Executor): readonly ReturnedResult[] {
  const { body } = executor;
  if (!ts.isBlock(body)) return [{ executor, value: body }];
  const found: ReturnedResult[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push({ executor, value: node.expression });
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function isResult(value: ts.Expression, isThenable: (call: ts.Expression) => boolean): boolean {
  if (ts.isCallExpression(value)) return isThenable(value);
  return !ts.isVoidExpression(value) && !(ts.isIdentifier(value) && value.text === 'undefined') && !changes(value);
}

/** `() => (timer = …)`, `() => count++`: done, not returned. */
function changes(value: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(value) || ts.isPostfixUnaryExpression(value)) {
    return value.operator === ts.SyntaxKind.PlusPlusToken || value.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (!ts.isBinaryExpression(value)) return ts.isDeleteExpression(value);
  const { kind } = value.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
