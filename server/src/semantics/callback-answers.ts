import { ts } from '../engine/syntax.ts';
import type { CallNode } from './callees.ts';
import { type FunctionNode, isFunctionExpression, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const usualNames: ReadonlySet<string> = new Set(['callback', 'cb', 'done', 'next']);

/**
 * Whether a call is given a callback in the older style of Node, by a function that gives a promise only to those who give
 * none: `if (callback) return toCallback(load(id), callback);`. A failure is the callback's then.
 */
export function answersThroughCallback(call: CallNode, functions: readonly FunctionNode[]): boolean {
  if (!ts.isCallExpression(call)) return false;
  const at = call.arguments.findLastIndex(isCallback);
  const given = call.arguments[at];
  if (given === undefined) return false;
  // `next` of a handler goes on to handlers that answer by a promise as well.
  if (functions.length === 0) return isNamedCallback(given) && given.getText() !== 'next';
  const isWrapped = (fn: FunctionNode): boolean => isBeyond(fn, at) || (isForErrors(given) && takesOptions(fn, at));
  return functions.every((fn) => asksFor(fn, at) || isWrapped(fn));
}

function isCallback(argument: ts.Expression): boolean {
  return isFunctionExpression(unwrap(argument)) || isNamedCallback(argument);
}

function isNamedCallback(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  return ts.isIdentifier(node) && usualNames.has(node.text);
}

/** `callback`, or `(err) => …`. */
function isForErrors(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return isNamedCallback(node);
  const first = node.parameters[0]?.name;
  return first !== undefined && ts.isIdentifier(first) && /^_?(?:err|error|e)$/.test(first.text);
}

/** What is given in the place of options is for the function around it. */
function takesOptions({ parameters }: FunctionNode, at: number): boolean {
  const name = parameters[at]?.name;
  if (name === undefined || !ts.isIdentifier(name) || at !== parameters.length - 1) return false;
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  return references.some(({ parent }) => ts.isPropertyAccessExpression(parent));
}

/** A function that names no such parameter is wrapped in one that does: given there, a callback would never run. */
function isBeyond({ parameters, body }: FunctionNode, at: number): boolean {
  if (parameters.length > at || parameters.some(({ dotDotDotToken }) => dotDotDotToken)) return false;
  return body?.getText().includes('arguments') === false;
}

/** Whether the function decides by the presence of that parameter, in a statement of its own. */
function asksFor({ parameters, body }: FunctionNode, at: number): boolean {
  const name = parameters[at]?.name;
  if (name === undefined || !ts.isIdentifier(name) || body === undefined || !ts.isBlock(body)) return false;
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  return body.statements.some(
    (statement) =>
      ts.isIfStatement(statement) && references.some((reference) => isPresence(statement.expression, reference)),
  );
}

/** `callback`, `!callback`, `callback != null`, `typeof callback === 'function'`. */
function isPresence(condition: ts.Expression, reference: ts.Identifier): boolean {
  const node = unwrap(condition);
  if (node === reference) return true;
  if (ts.isPrefixUnaryExpression(node)) return isPresence(node.operand, reference);
  if (ts.isTypeOfExpression(node)) return unwrap(node.expression) === reference;
  return ts.isBinaryExpression(node) && isPresence(node.left, reference);
}
