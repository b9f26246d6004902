import { ts } from '../engine/syntax.ts';
import type { HandlerModel } from '../semantics/libraries/model.ts';
import { enclosingFunction, type FunctionNode } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { Semantics } from '../semantics/semantics.ts';
import { type NextParameter, nextParameter } from './next-parameter.ts';

/**
 * The `next` of the request handler around a statement, where the statement alone answers the request: were its failure
 * only logged, nobody would. Where other statements answer or go on as well, `next` would be one answer too many.
 */
export function nextAround(statement: ts.Statement, semantics: Semantics): NextParameter | undefined {
  const fn = enclosingFunction(statement);
  const at = fn && placeOfNext(fn, semantics);
  if (fn === undefined || at === undefined) return undefined;
  const answers = [fn.parameters[at - 1], fn.parameters[at]].flatMap((parameter) =>
    parameter && ts.isIdentifier(parameter.name)
      ? (scopesOf(fn.getSourceFile()).bindingOf(parameter.name)?.references ?? [])
      : [],
  );
  const isOnlyAnswer =
    answers.length > 0 && answers.every((use) => statement.pos <= use.pos && use.end <= statement.end);
  return isOnlyAnswer ? nextParameter(fn, at) : undefined;
}

/** The index of `next` among the parameters of a handler that a router was given, or that names it itself. */
function placeOfNext(fn: FunctionNode, semantics: Semantics): number | undefined {
  const call = fn.parent;
  const model: HandlerModel | undefined =
    ts.isCallExpression(call) && call.expression !== fn ? semantics.handlers.registrationOf(call)?.model : undefined;
  if (model?.tells === 'next') return model.at;
  const named = fn.parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === 'next');
  return named >= 2 ? named : undefined;
}
