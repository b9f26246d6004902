import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import type { FunctionGraph } from './graphs.ts';
import { constantOf, isNumber, isSubject, type Subject } from './guarded-values.ts';
import { orderings } from './operators.ts';
import { skipPis } from './texts.ts';

const Kind = ts.SyntaxKind;

/** Whether the condition of an instruction `Pi` is that the value is neither 0 nor NaN nor nothing. */
export function isTruthy(graph: FunctionGraph, pi: number): boolean {
  const { body } = graph;
  const about: Subject = { graph, value: skipPis(graph, pi), harm: 'nan', depth: 0 };
  let [at, isTrue] = [skipPis(graph, body.b(pi)), body.c(pi) === 1];
  while (body.op(at) === Op.Un && body.c(at) === Kind.ExclamationToken)
    [at, isTrue] = [skipPis(graph, body.a(at)), !isTrue];
  return isTrue && isSubject(about, at);
}

/** `limit <= 100` where it holds, `limit > max` where it does not. */
export function boundsAbove(about: Subject, at: number, isTrue: boolean): boolean {
  const { graph } = about;
  const { body } = graph;
  const operator = body.c(at);
  if (!orderings.has(operator)) return false;
  const isAbove = operator === Kind.GreaterThanToken || operator === Kind.GreaterThanEqualsToken;
  if (isSubject(about, body.a(at)) && constantOf(graph, body.b(at)) !== 0) return isAbove !== isTrue;
  return isSubject(about, body.b(at)) && isAbove === isTrue;
}

/** Whoever compares a date with now finds out that it is none; other values are compared with a number. */
export const isLimit = ({ graph, harm }: Subject, operand: number): boolean =>
  harm === 'date' || isNumber(graph, operand);
