import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import type { FunctionGraph } from './graphs.ts';
import { isSubject, methodOf, type Subject } from './guarded-values.ts';
import { homeOf } from './provenance.ts';
import { skipPis } from './texts.ts';

const Kind = ts.SyntaxKind;

/** `(each) => each === name`: whether a callback says yes only where it has compared the value, which it sees from outside. */
export function saysYesOnlyOf(about: Subject, callback: FunctionGraph): boolean {
  const { body } = callback;
  let answers = 0;
  for (let at = 0; at < body.size; at++) {
    if (body.op(at) !== Op.Return) continue;
    if (body.a(at) === none || !compares(about, callback, skipPis(callback, body.a(at)))) return false;
    answers += 1;
  }
  return answers > 0;
}

function compares(about: Subject, callback: FunctionGraph, at: number): boolean {
  const { body } = callback;
  const isIt = (value: number): boolean => value !== none && isSeen(about, callback, value);
  if (body.op(at) === Op.Phi) return comparesInPart(about, callback, at);
  if (body.op(at) === Op.Bin)
    return (
      (body.c(at) === Kind.EqualsEqualsEqualsToken || body.c(at) === Kind.EqualsEqualsToken) &&
      (isIt(body.a(at)) || isIt(body.b(at)))
    );
  if (body.op(at) !== Op.Call || !/^(?:startsWith|endsWith)$/.test(methodOf(callback, at) ?? '')) return false;
  return isIt(body.b(at)) || isIt(body.listItem(body.c(at), 0));
}

/** `each.name === name && each.isOpen` */
function comparesInPart(about: Subject, callback: FunctionGraph, phi: number): boolean {
  const node = callback.nodeOf(phi);
  if (node === undefined || !ts.isBinaryExpression(node)) return false;
  if (node.operatorToken.kind !== Kind.AmpersandAmpersandToken) return false;
  return [node.left, node.right].some((side) => {
    const value = callback.valueOf(side);
    return value !== undefined && compares(about, callback, skipPis(callback, value));
  });
}

/** Whether a value of the callback is the one outside. */
function isSeen(about: Subject, callback: FunctionGraph, value: number): boolean {
  const { body } = callback;
  const at = skipPis(callback, value);
  if (body.op(at) === Op.Load) {
    const outside = ownerOf(about, body.text(body.b(at)));
    return outside !== undefined && isSeen(outside, callback, body.a(at));
  }
  if (body.op(at) !== Op.Free || homeOf(callback, body.a(at)) !== about.graph) return false;
  const written = writtenTo(about.graph, body.text(body.b(at)));
  return written.length > 0 && written.every((each) => isSubject(about, each));
}

/** What the member of this name was taken of. */
function ownerOf(about: Subject, name: string): Subject | undefined {
  const { graph } = about;
  const at = skipPis(graph, about.value);
  const { body } = graph;
  return body.op(at) === Op.Load && body.text(body.b(at)) === name ? { ...about, value: body.a(at) } : undefined;
}

function writtenTo({ body }: FunctionGraph, cell: string): readonly number[] {
  const written: number[] = [];
  for (let at = 0; at < body.size; at++)
    if (body.op(at) === Op.SetFree && body.text(body.b(at)) === cell) written.push(body.c(at));
  return written;
}
