import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import { saysYesOnlyOf } from './comparing-callbacks.ts';
import { constantOf, isSubject, methodOf, type Subject } from './guarded-values.ts';
import { holesOf, skipPis } from './texts.ts';

const Kind = ts.SyntaxKind;

/** `list.indexOf(name) >= 0`, `> -1`, `< 0`: whether true says that it was found. */
export function foundBy(about: Subject, at: number): boolean | undefined {
  const { graph } = about;
  const { body } = graph;
  if (!isListIndex(about, skipPis(graph, body.a(at)))) return undefined;
  const limit = constantOf(graph, body.b(at));
  const operator = body.c(at);
  if (operator === Kind.GreaterThanToken && limit === -1) return true;
  if (operator === Kind.GreaterThanEqualsToken && limit === 0) return true;
  return operator === Kind.LessThanToken && limit === 0 ? false : undefined;
}

export function isListIndex(about: Subject, at: number): boolean {
  const { graph } = about;
  const { body } = graph;
  if (body.op(at) !== Op.Call || methodOf(graph, at) !== 'indexOf') return false;
  return isSubject(about, body.listItem(body.c(at), 0)) && !isSubject(about, body.b(at));
}

/** `allowed.some((each) => each === name)`. */
export function isComparedInCallback(about: Subject, [callback]: readonly number[]): boolean {
  const { graph } = about;
  const { body } = graph;
  const fn = callback === undefined || body.op(callback) !== Op.Func ? undefined : graph.nested(body.a(callback));
  return fn !== undefined && saysYesOnlyOf(about, fn);
}

/** `files.includes(`${folder}/${name}`)`. */
export const isPartOf = (about: Subject, text: number): boolean =>
  holesOf(about.graph, text).some(({ value, before }) => before !== '' && isSubject(about, value));
