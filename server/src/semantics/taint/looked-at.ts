import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import { calledName, isSubject, methodOf, type Subject } from './guarded-values.ts';
import { isComparing } from './operators.ts';
import { skipPis } from './texts.ts';

const Kind = ts.SyntaxKind;
/**
 * Whether a condition asks what a value is like, and not only whether it is there: `typeof name === 'string'`,
 * `name.length > 80`, `isEmail(email)`, `/^\d+$/.test(id)`. Whichever way it turned out, its author has thought of it.
 */
export function isLookedAt(about: Subject, condition: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, condition);
  if (at === none) return false;
  switch (body.op(at)) {
    case Op.Un:
      return body.c(at) === Kind.TypeOfKeyword ? isSubject(about, body.a(at)) : isLookedAt(about, body.a(at));
    case Op.Call:
      return isAskedByCall(about, at);
    case Op.Bin:
      if (body.c(at) === Kind.InstanceOfKeyword) return isSubject(about, body.a(at));
      if (body.c(at) === Kind.InKeyword) return isSubject(about, body.b(at));
      return isComparing(body.c(at)) && (isMeasured(about, body.a(at)) || isMeasured(about, body.b(at)));
    case Op.Phi:
      return [...body.list(body.a(at))].some((each) => each < at && isLookedAt(about, each));
    case Op.Load:
      // `schema.safeParse(email).success`
      return body.op(skipPis(graph, body.a(at))) === Op.Call && isLookedAt(about, body.a(at));
    default:
      return false;
  }
}

/** Calls that say what a value is like, by their name. */
const judging = /^(?:is[A-Z_]|test$|safeParse$)|(?:[Vv]alid|[Cc]heck|[Vv]erif|[Ii]nspect)/;

/** Those that are there to judge all that they are given: `checkAccess({ user, name })` asks about one of two. */
const judgingParts = /^safeParse$|[Vv]alid/;

/**
 * The call by which a condition knows of the value, though it does not name it: `const { valid } = checkSettings(settings);`,
 * `const problem = validateName(name);`, `const isMail = pattern.test(email);`, and then `if (!valid)`.
 */
export function judgingCall(about: Subject, condition: number): number | undefined {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, condition);
  if (at === none) return undefined;
  switch (body.op(at)) {
    case Op.Un:
    case Op.Load:
    case Op.Await:
      return judgingCall(about, body.a(at));
    case Op.Bin:
      if (!isComparing(body.c(at))) return undefined;
      return judgingCall(about, body.a(at)) ?? judgingCall(about, body.b(at));
    case Op.Call: {
      const name = methodOf(graph, at) ?? calledName(graph, at) ?? '';
      const isAsked = judging.test(name) && isAskedByCall(about, at);
      return isAsked || (judgingParts.test(name) && partGiven(about, at) !== undefined) ? at : undefined;
    }
    default:
      return undefined;
  }
}

/** Where a call is given the value as a part of an object: `validate({ nodes: body.nodes, edges })`. */
export function partGiven(
  about: Subject,
  call: number,
): { readonly index: number; readonly field: string } | undefined {
  const { graph } = about;
  const { body } = graph;
  for (const [index, given] of body.list(body.c(call)).entries()) {
    const at = skipPis(graph, given);
    if (at === none || body.op(at) !== Op.Object) continue;
    const pairs = body.list(body.a(at));
    for (let i = 0; i < pairs.length; i += 2) {
      const [key = none, value = none] = [pairs[i], pairs[i + 1]];
      if (key >= 0 && value !== none && isSubject(about, value)) return { index, field: body.text(key) };
    }
  }
  return undefined;
}

/** Of `if (phone && …)` the way by which there is none. */
export function isMissing(about: Subject, condition: number, isTrue: boolean): boolean {
  const { body } = about.graph;
  const at = skipPis(about.graph, condition);
  const isNot = body.op(at) === Op.Un && body.c(at) === Kind.ExclamationToken;
  return isNot ? isMissing(about, body.a(at), !isTrue) : !isTrue && isSubject(about, at);
}

function isAskedByCall(about: Subject, call: number): boolean {
  const { graph } = about;
  const { body } = graph;
  if (calledName(graph, call) === 'Boolean') return false;
  const receiver = body.b(call);
  const isMethod = receiver !== none && isSubject(about, receiver);
  return isMethod || [...body.list(body.c(call))].some((each) => each !== none && isSubject(about, each));
}

/** `name.length`, `typeof name`, `name.trim()`, `items.map(…).length`. */
function isMeasured(about: Subject, operand: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, operand);
  if (at === none) return false;
  if (body.op(at) === Op.Un) return body.c(at) === Kind.TypeOfKeyword && isSubject(about, body.a(at));
  if (body.op(at) === Op.Call) return isAskedByCall(about, at);
  if (body.op(at) !== Op.Load) return false;
  const owner = body.a(at);
  return /^(?:length|size)$/.test(body.text(body.b(at))) && (isSubject(about, owner) || isMeasured(about, owner));
}
