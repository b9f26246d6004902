import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { isFunctionExpression, memberName, propertyNameText, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

/**
 * How a name came to hold an error. `catch`: of a catch clause. `handler`: a rejection handler's parameter. `middleware`: what
 * Express hands an error handler. `callback`: the first parameter of a callback as Node has them. `result`: the error half of
 * what a database gives.
 */
export type ErrorOrigin = 'catch' | 'handler' | 'middleware' | 'callback' | 'result';

export interface CaughtError {
  readonly origin: ErrorOrigin;
  readonly binding: Binding;
  /** The code whose failing this is, where it can be named. */
  readonly failing: ts.Node | undefined;
}

const named = /^(?:_?e|_?er|_?err|_?error|ex|exception|reason|cause|\w+(?:Err|Error))$/;

/** Undefined for names that hold no error. */
export function caughtErrorOf(name: ts.Identifier, callees: CalleeQuestions): CaughtError | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const declaration = binding?.declarations[0];
  if (binding === undefined || declaration === undefined) return undefined;
  if (binding.kind === 'catch') {
    const clause = clauseOf(declaration);
    return { origin: 'catch', binding, failing: clause?.parent.tryBlock };
  }
  if (ts.isParameter(declaration)) return ofParameter(declaration, binding);
  return ts.isBindingElement(declaration) ? ofResult(declaration, binding, callees) : undefined;
}

/** The name under which a clause caught its error; undefined where it has none. */
export function caughtIn({ variableDeclaration }: ts.CatchClause): Binding | undefined {
  const name = variableDeclaration?.name;
  return name && ts.isIdentifier(name) ? scopesOf(name.getSourceFile()).bindingOf(name) : undefined;
}

function clauseOf(declaration: ts.Node): ts.CatchClause | undefined {
  return ts.isVariableDeclaration(declaration) && ts.isCatchClause(declaration.parent) ? declaration.parent : undefined;
}

function ofParameter(parameter: ts.ParameterDeclaration, binding: Binding): CaughtError | undefined {
  const fn = parameter.parent;
  if (fn.parameters[0] !== parameter) return undefined;
  const call = fn.parent;
  if (isFunctionExpression(fn) && ts.isCallExpression(call)) {
    const method = memberName(unwrap(call.expression));
    if (method === 'catch' || (method === 'then' && call.arguments[1] === fn)) {
      const callee = unwrap(call.expression);
      return {
        origin: 'handler',
        binding,
        failing: ts.isPropertyAccessExpression(callee) ? callee.expression : undefined,
      };
    }
  }
  if (!named.test(binding.name)) return undefined;
  if (fn.parameters.length === 4) return { origin: 'middleware', binding, failing: undefined };
  const isCallback = isFunctionExpression(fn) && ts.isCallExpression(call) && call.arguments.at(-1) === fn;
  return isCallback && !isIteration(call) ? { origin: 'callback', binding, failing: call } : undefined;
}

const isIteration = (call: ts.CallExpression): boolean =>
  /^(?:map|filter|forEach|find|some|every|reduce|flatMap)$/.test(memberName(unwrap(call.expression)) ?? '');

/** `const { error: insertError } = await db.from('orders').insert(…)` */
function ofResult(element: ts.BindingElement, binding: Binding, callees: CalleeQuestions): CaughtError | undefined {
  if (propertyNameText(element.propertyName ?? element.name) !== 'error') return undefined;
  const declaration = element.parent.parent;
  const initial = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const awaited = initial && unwrap(initial);
  const call = awaited && ts.isAwaitExpression(awaited) ? unwrap(awaited.expression) : undefined;
  if (call === undefined || !ts.isCallExpression(call)) return undefined;
  const isQuery = callees.bySyntax(call).facts.some((fact) => 'lazy' in fact);
  return isQuery ? { origin: 'result', binding, failing: call } : undefined;
}
