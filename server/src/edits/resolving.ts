import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { ReturnedResult } from '../semantics/returned-results.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { insertion } from './handling.ts';

/** Gives an executor's promise the values that it returns. Undefined where `resolve` cannot be named. */
export function resolveEdits(results: readonly ReturnedResult[]): readonly TextEdit[] | undefined {
  const [first] = results;
  const resolve = first && resolveParameter(first.executor);
  return resolve && [...resolve.edits, ...results.flatMap(({ value }) => callEdits(value, resolve.name))];
}

/** What is in parentheses already keeps them as the call's: `() => ({})`. */
function callEdits(value: ts.Expression, resolve: string): readonly TextEdit[] {
  const start = value.getStart(value.getSourceFile());
  if (ts.isParenthesizedExpression(value)) return [insertion(start, resolve)];
  return [insertion(start, `${resolve}(`), insertion(value.end, ')')];
}

interface Resolve {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

function resolveParameter(executor: ReturnedResult['executor']): Resolve | undefined {
  const [parameter] = executor.parameters;
  if (parameter) return ts.isIdentifier(parameter.name) ? { name: parameter.name.text, edits: [] } : undefined;
  const isTaken = scopesOf(executor.getSourceFile()).lookup('resolve', executor.body) !== undefined;
  return isTaken ? undefined : { name: 'resolve', edits: [insertion(executor.parameters.pos, 'resolve')] };
}
