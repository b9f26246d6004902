import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { type CaughtError, caughtErrorOf } from './caught-errors.ts';
import { writtenParts } from './log-calls.ts';
import { type FunctionNode, returnedExpressions, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

/** A piece of a text or an object that tells what went wrong inside. */
export interface ErrorDetail {
  /** The expression in what is written: `error.message`, or the name of a variable that holds it. */
  readonly node: ts.Expression;
  readonly error: CaughtError;
  /** In the code's own words, for a message. */
  readonly words: string;
  /** The variable that holds the words, where the expression is one. */
  readonly variable: Binding | undefined;
}

/** What of an error says how the inside is made; a `code`, a `name` or a list of `issues` does not. */
const telling =
  /^(?:message|stack|toString|detail|details|hint|sql|sqlMessage|sqlState|query|parameters|response|cause|stderr|stdout|meta)$/;

const maxDepth = 3;

/** The parts of an expression that hand on what a caught error tells. */
export function errorDetailsIn(expression: ts.Expression, callees: CalleeQuestions): readonly ErrorDetail[] {
  return detailsOf(expression, callees, 0);
}

function detailsOf(expression: ts.Expression, callees: CalleeQuestions, depth: number): readonly ErrorDetail[] {
  if (depth > maxDepth) return [];
  return writtenParts(expression).flatMap((part) => detailOf(part, callees, depth) ?? []);
}

function detailOf(part: ts.Node, callees: CalleeQuestions, depth: number): ErrorDetail | undefined {
  if (ts.isShorthandPropertyAssignment(part)) return ofName(part.name, callees, depth);
  if (ts.isSpreadAssignment(part)) return spread(part, callees);
  if (!ts.isExpression(part)) return undefined;
  const node = unwrap(part);
  if (ts.isIdentifier(node)) return ofName(node, callees, depth);
  if (ts.isPropertyAccessExpression(node)) return ofMember(node, callees);
  return ts.isCallExpression(node) ? throughFunction(node, callees) : undefined;
}

function spread({ expression }: ts.SpreadAssignment, callees: CalleeQuestions): ErrorDetail | undefined {
  const name = unwrap(expression);
  return ts.isIdentifier(name) ? whole(name, callees) : undefined;
}

function whole(name: ts.Identifier, callees: CalleeQuestions): ErrorDetail | undefined {
  const error = caughtErrorOf(name, callees);
  return error && { node: name, error, words: name.text, variable: undefined };
}

/** The error itself, or a variable made of it: `const message = error instanceof Error ? error.message : 'Failed';` */
function ofName(name: ts.Identifier, callees: CalleeQuestions, depth: number): ErrorDetail | undefined {
  const itself = whole(name, callees);
  if (itself) return itself;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const declaration = binding?.declarations[0];
  if (binding === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  if (binding.kind !== 'const' || declaration.initializer === undefined) return undefined;
  const [inner] = detailsOf(declaration.initializer, callees, depth + 1);
  return inner && { ...inner, node: name, variable: binding };
}

/** `error.message`, `error.response.data`. */
function ofMember(node: ts.PropertyAccessExpression, callees: CalleeQuestions): ErrorDetail | undefined {
  let root: ts.Expression = node;
  let first = '';
  while (ts.isPropertyAccessExpression(root)) {
    first = root.name.text;
    root = unwrap(root.expression);
  }
  // `error.response.status` is a number.
  if (
    !ts.isIdentifier(root) ||
    !telling.test(first) ||
    /^(?:status|statusCode|statusText|code|length)$/.test(node.name.text)
  )
    return undefined;
  const error = caughtErrorOf(root, callees);
  return error && { node, error, words: `${root.text}.${first}`, variable: undefined };
}

/** `messageOf(error)`, where the function gives back what the error says. */
function throughFunction(call: ts.CallExpression, callees: CalleeQuestions): ErrorDetail | undefined {
  for (const [at, argument] of call.arguments.entries()) {
    const name = unwrap(argument);
    const error = ts.isIdentifier(name) ? caughtErrorOf(name, callees) : undefined;
    if (error === undefined || !ts.isIdentifier(name)) continue;
    const [fn] = callees.bySyntax(call).functions;
    if (fn && givesMessage(fn, at)) return { node: call, error, words: `${name.text}.message`, variable: undefined };
  }
  return undefined;
}

function givesMessage(fn: FunctionNode, at: number): boolean {
  const parameter = fn.parameters[at]?.name;
  if (parameter === undefined || !ts.isIdentifier(parameter)) return false;
  const scopes = scopesOf(fn.getSourceFile());
  const binding = scopes.bindingOf(parameter);
  const isMessage = (part: ts.Node): boolean => {
    const node = ts.isExpression(part) ? unwrap(part) : part;
    if (ts.isIdentifier(node)) return scopes.bindingOf(node) === binding;
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'message') return false;
    const owner = unwrap(node.expression);
    return ts.isIdentifier(owner) && scopes.bindingOf(owner) === binding;
  };
  return returnedExpressions(fn).some((returned) => writtenParts(returned).some(isMessage));
}
