import { ts } from '../engine/syntax.ts';
import type { InferredSignature } from './compiler-internals.ts';
import { hasFixedReturnType, isAsync, type BodiedFunction } from './edit-scope.ts';
import type { Tri } from './oracle.ts';
import type { Thenables } from './questions/thenable.ts';
import { ofMembers } from './questions/tri.ts';

/**
 * Whether the function now returns promises and did not before, or the other way round, although no return statement
 * was touched: `const task = send(); return task`. The signature must hold the return type that was inferred before.
 */
export function changesWhatItReturns(
  checker: ts.TypeChecker,
  thenables: Thenables,
  fn: BodiedFunction,
  signature: ts.Signature,
): boolean {
  if (!mayChangeWhatItReturns(fn)) return false;
  // Inferring it now may take a hundred milliseconds, and would infer it from the new body.
  if ((signature as InferredSignature).resolvedReturnType === undefined) return false;
  const before = thenables.isThenable(checker.getReturnTypeOfSignature(signature));
  const now = returnedBy(fn).map((value) => thenables.isThenable(checker.getTypeAtLocation(value)));
  return roughly(before) !== roughly(ofMembers(now, 'no'));
}

/** What is written out, and what async functions and generators return, stays a promise or none. */
export function mayChangeWhatItReturns(fn: BodiedFunction): boolean {
  if (hasFixedReturnType(fn) || isAsync(fn) || fn.asteriskToken !== undefined) return false;
  return returnedBy(fn).length > 0;
}

function roughly(answer: Tri): 'some' | 'no' | 'unknown' {
  return answer === 'always' || answer === 'maybe' ? 'some' : answer;
}

function returnedBy(fn: BodiedFunction): readonly ts.Expression[] {
  const values: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) values.push(node.expression);
    ts.forEachChild(node, visit);
  };
  if (fn.body !== undefined) ts.forEachChild(fn.body, visit);
  return values;
}
