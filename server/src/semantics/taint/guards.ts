import { ts } from '../../engine/syntax.ts';
import { dominatorsOf } from '../flow/dominators.ts';
import { Op } from '../flow/ir.ts';
import { type Harm, ofChoice, ofNumber } from '../libraries/untrusted/model.ts';
import type { FunctionGraph } from './graphs.ts';
import {
  calledName,
  constantOf,
  endsWithSeparator,
  isAsSent,
  isCleanedOf,
  isHostOf,
  isNothing,
  isRelativeOf,
  isSubject,
  methodOf,
  parameterOf,
  type Subject,
} from './guarded-values.ts';
import { saysYesOnlyOf } from './comparing-callbacks.ts';
import { boundsAbove, isLimit, isTruthy } from './number-guards.ts';
import { orderings } from './operators.ts';
import { isLookedAt } from './looked-at.ts';
import { isOwnCheck } from './own-checks.ts';
import { settledAt } from './settled.ts';
import { holesOf, skipPis, writtenText } from './texts.ts';

/** What guards ask of those who know the callees. */
export interface GuardQuestions {
  /** Functions of the project that a call runs. */
  functionsOf(graph: FunctionGraph, call: number): readonly FunctionGraph[];
  /** Whether a library's call that is truthy proves its argument harmless. */
  provesByLibrary(graph: FunctionGraph, call: number, harm: Harm): readonly number[];
  /** Whether a value is a pattern that lets harmless texts through alone. */
  isHarmlessPattern(graph: FunctionGraph, value: number): boolean;
}

const Kind = ts.SyntaxKind;
const maxDepth = 3;

/** Whether a value can do no harm where a condition has turned out so. */
export function createGuards(questions: GuardQuestions) {
  /** Of an instruction `Pi`. */
  function clears(graph: FunctionGraph, pi: number, harm: Harm, isLoose = false): boolean {
    const { body } = graph;
    const about: Subject = { graph, value: skipPis(graph, pi), harm, depth: 0, isLoose };
    if (harm === 'shape' && isLookedAt(about, body.b(pi))) return true;
    return proves(about, body.b(pi), body.c(pi) === 1);
  }

  function proves(about: Subject, condition: number, isTrue: boolean): boolean {
    const { graph, harm } = about;
    const { body } = graph;
    const at = skipPis(graph, condition);
    switch (body.op(at)) {
      case Op.Un:
        return body.c(at) === Kind.ExclamationToken && proves(about, body.a(at), !isTrue);
      case Op.Bin:
        return provesByOperator(about, at, isTrue);
      case Op.Call:
        return provesByCall(about, at, isTrue);
      case Op.LoadIdx:
        return isTrue && harm !== 'merge' && isSubject(about, body.b(at));
      case Op.Phi:
        return provesByParts(about, at, isTrue);
      case Op.Load:
        return isTrue && provesByVerdict(about, at);
      default:
        return false;
    }
  }

  /** `const { ok } = await check(address); if (!ok) throw …`: a function of the project has looked, and says so. */
  function provesByVerdict({ graph, ...about }: Subject, at: number): boolean {
    const { body } = graph;
    if (!verdicts.test(body.text(body.b(at)))) return false;
    const owner = skipPis(graph, body.a(at));
    const call = body.op(owner) === Op.Await ? skipPis(graph, body.a(owner)) : owner;
    if (call === -1 || body.op(call) !== Op.Call) return false;
    const name = methodOf(graph, call) ?? calledName(graph, call) ?? '';
    const isGiven = [...body.list(body.c(call))].some((each) => isSubject({ graph, ...about }, each));
    return isGiven && checkers.test(name) && questions.functionsOf(graph, call).length > 0;
  }

  /** `const isKnown = isShort && list.includes(name)`. */
  function provesByParts(about: Subject, phi: number, isTrue: boolean): boolean {
    const node = about.graph.nodeOf(phi);
    const operator = node !== undefined && ts.isBinaryExpression(node) ? node.operatorToken.kind : undefined;
    if (node === undefined || !ts.isBinaryExpression(node)) return isTrue && provesByChoices(about, phi);
    if (operator !== Kind.AmpersandAmpersandToken && operator !== Kind.BarBarToken)
      return isTrue && provesByChoices(about, phi);
    const sides = [node.left, node.right].map((side) => about.graph.valueOf(side));
    const holds = (value: number | undefined): boolean => value !== undefined && proves(about, value, isTrue);
    return (operator === Kind.AmpersandAmpersandToken) === isTrue ? sides.some(holds) : sides.every(holds);
  }

  /** `name?.match(/^\w+$/)`: what is truthy can only be what is not nothing. */
  function provesByChoices(about: Subject, phi: number): boolean {
    const { body } = about.graph;
    const others = [...body.list(body.a(phi))].filter((each) => !isFalsy(about.graph, each));
    const inside: Subject = { ...about, depth: about.depth + 1 };
    return inside.depth <= maxDepth && others.length > 0 && others.every((each) => proves(inside, each, true));
  }

  function provesByOperator(about: Subject, at: number, isTrue: boolean): boolean {
    const { graph, harm } = about;
    const { body } = graph;
    const operator = body.c(at);
    const [left, right] = [body.a(at), body.b(at)];
    if (operator === Kind.InKeyword) return isTrue && isSubject(about, left);
    const equality = equalities.get(operator);
    if (equality !== undefined) return provesByEquality(about, left, right, equality === isTrue);
    const isFound = foundBy(about, at);
    if (isFound !== undefined) return isFound === isTrue;
    if (harm === 'limit') return boundsAbove(about, at, isTrue);
    const isComparison = orderings.has(operator) && isTrue && harm !== 'record' && !ofChoice.has(harm);
    return (
      isComparison &&
      ((isSubject(about, left) && isLimit(about, right)) || (isSubject(about, right) && isLimit(about, left)))
    );
  }

  function provesByEquality(about: Subject, left: number, right: number, isEqual: boolean): boolean {
    return provesBySide(about, left, right, isEqual) || provesBySide(about, right, left, isEqual);
  }

  function provesBySide(about: Subject, side: number, other: number, isEqual: boolean): boolean {
    const { graph, harm } = about;
    const { body } = graph;
    const at = skipPis(graph, side);
    if (body.op(at) === Op.Un && body.c(at) === Kind.TypeOfKeyword && isSubject(about, body.a(at))) {
      if (ofChoice.has(harm) || ofNumber.has(harm)) return false;
      const type = constantOf(graph, other);
      if (type === 'number' || type === 'boolean' || type === 'bigint') return isEqual;
      return type === 'string' && isEqual && (harm === 'nosql' || harm === 'record' || harm === 'object');
    }
    const isFixed = !isNothing(graph, other) && !isSubject(about, other);
    if (isFixed && isEqual && isSubject(about, at))
      return constantOf(graph, other) !== '' || body.op(skipPis(graph, other)) !== Op.Const;
    if (isFixed && isEqual && (harm === 'url' || harm === 'redirect')) return isHostOf(about, at);
    if (isEqual && isSubject(about, other) && isCleanedOf(about, at)) return true;
    return isListIndex(about, at) && constantOf(graph, other) === -1 && !isEqual;
  }

  /** `list.indexOf(name) >= 0`, `> -1`, `< 0`: whether true says that it was found. */
  function foundBy(about: Subject, at: number): boolean | undefined {
    const { graph } = about;
    const { body } = graph;
    if (!isListIndex(about, skipPis(graph, body.a(at)))) return undefined;
    const limit = constantOf(graph, body.b(at));
    const operator = body.c(at);
    if (operator === Kind.GreaterThanToken && limit === -1) return true;
    if (operator === Kind.GreaterThanEqualsToken && limit === 0) return true;
    return operator === Kind.LessThanToken && limit === 0 ? false : undefined;
  }

  function isListIndex(about: Subject, at: number): boolean {
    const { graph } = about;
    const { body } = graph;
    if (body.op(at) !== Op.Call || methodOf(graph, at) !== 'indexOf') return false;
    return isSubject(about, body.listItem(body.c(at), 0)) && !isSubject(about, body.b(at));
  }

  function provesByCall(about: Subject, at: number, isTrue: boolean): boolean {
    const { graph, harm } = about;
    const { body } = graph;
    const given = [...body.list(body.c(at))];
    const name = methodOf(graph, at) ?? calledName(graph, at);
    const [first] = given;
    const receiver = body.b(at);
    if (name !== undefined && first !== undefined) {
      if (receiver !== -1 && isSubject(about, receiver))
        return provesByOwnMethod(about, { name, receiver, first }, isTrue);
      if (receiver !== -1 && harm === 'path' && isRelativeOf(about, receiver)) return !isTrue && name === 'startsWith';
      if (isSubject(about, first)) {
        if (isTrue && (membership.has(name) || isLookup(about, name, receiver))) return true;
        if (name === 'test' && receiver !== -1)
          return isTrue && !ofChoice.has(harm) && harm !== 'limit' && questions.isHarmlessPattern(graph, receiver);
        if (numeric.has(name)) return isTrue && !ofChoice.has(harm) && harm !== 'limit';
        if (name === 'isNaN') return !isTrue && !ofChoice.has(harm) && harm !== 'limit';
      }
      if (isTrue && membership.has(name) && isPartOf(about, first)) return true;
      if (isTrue && membership.has(name) && (harm === 'url' || harm === 'redirect') && isHostOf(about, first))
        return true;
      if (
        isTrue &&
        (name === 'hasOwn' || name === 'hasOwnProperty' || name === 'call') &&
        given.some((each) => isSubject(about, each))
      )
        return true;
    }
    if (isTrue && name === 'some' && isComparedInCallback(about, given)) return true;
    if (
      isTrue &&
      questions.provesByLibrary(graph, at, harm).some((position) => isSubject(about, given[position] ?? -1))
    )
      return true;
    return provesByFunction(about, at, given, isTrue);
  }

  /** `name.startsWith('/srv/files/')`, `!name.includes('..')`, `name.match(/^\w+$/)`. */
  function provesByOwnMethod({ graph, harm, isLoose }: Subject, asked: AskedMethod, isTrue: boolean): boolean {
    const { name, receiver, first } = asked;
    if (ofChoice.has(harm)) return false;
    if (name === 'match') return isTrue && questions.isHarmlessPattern(graph, first);
    const text = writtenText(graph, first);
    if (name === 'includes' || name === 'indexOf')
      return !isTrue && harm === 'path' && (text === '..' || text === '../' || text === '/');
    if (name !== 'startsWith') return false;
    if (harm === 'path')
      return isTrue && !isAsSent(graph, receiver) && (isLoose === true || endsWithSeparator(graph, first, text));
    if (harm === 'url') return isTrue && /^[a-z]+:\/\/[^/]+\/|^\/[^/]/i.test(text);
    if (harm !== 'redirect') return false;
    return isTrue ? /^[a-z]+:\/\/[^/]+\/|^\/[^/\\]/i.test(text) || text.includes('\u0000') : text === '//';
  }

  /** `allowed.some((each) => each === name)`. */
  function isComparedInCallback(about: Subject, [callback]: readonly number[]): boolean {
    const { graph } = about;
    const { body } = graph;
    const fn = callback === undefined || body.op(callback) !== Op.Func ? undefined : graph.nested(body.a(callback));
    return fn !== undefined && saysYesOnlyOf(about, fn);
  }

  /** A function of the project that says yes only of what is harmless. */
  function provesByFunction(about: Subject, at: number, given: readonly number[], isTrue: boolean): boolean {
    if (about.depth >= maxDepth) return false;
    const index = given.findIndex((each) => isSubject(about, each));
    if (index < 0) return false;
    const functions = questions.functionsOf(about.graph, at);
    const says = (fn: FunctionGraph): boolean =>
      (isTrue && isOwnCheck(fn)) || saysOnlyOfHarmless(fn, index, about, isTrue);
    return functions.length > 0 && functions.every(says);
  }

  function saysOnlyOfHarmless(fn: FunctionGraph, index: number, outside: Subject, isTrue: boolean): boolean {
    const { body } = fn;
    let answers = 0;
    for (let at = 0; at < body.size; at++) {
      if (body.op(at) !== Op.Return) continue;
      const answer = body.a(at);
      const known = answer === -1 ? undefined : constantOf(fn, answer);
      if (answer !== -1 && body.op(skipPis(fn, answer)) === Op.Const && Boolean(known) !== isTrue) continue;
      answers += 1;
      const parameter = parameterOf(fn, index);
      if (parameter === undefined) return false;
      const about: Subject = { ...outside, graph: fn, value: parameter, depth: outside.depth + 1 };
      const isSaid = body.op(skipPis(fn, answer)) === Op.Const ? isGuardedAt(about, at) : proves(about, answer, isTrue);
      if (!isSaid) return false;
    }
    return answers > 0;
  }

  /** `if (!list.includes(x)) return false; return true;`: what leads to the block of the answer. */
  const isGuardedAt = (about: Subject, at: number): boolean =>
    settledAt(about.graph, about.graph.body.block(at)).some(({ condition, isTrue }) =>
      proves(about, condition, isTrue),
    );

  /**
   * Whether the value was given, before it got to a place, to a function of the project that throws unless it is harmless:
   * `assertSafeName(name)`.
   */
  function isAsserted(graph: FunctionGraph, value: number, before: number, harm: Harm, isLoose = false): boolean {
    const { body } = graph;
    const about: Subject = { graph, value, harm, depth: 0, isLoose };
    if (isPlace.has(harm) && isGuardedAt(about, before)) return true;
    return graph.usersOf(value).some((user) => {
      if (user >= before || body.op(user) !== Op.Call) return false;
      const index = [...body.list(body.c(user))].indexOf(value);
      if (index < 0 || !dominatorsOf(body).dominates(body.block(user), body.block(before))) return false;
      const functions = questions.functionsOf(graph, user);
      return functions.length > 0 && functions.every((fn) => returnsOnlyOfHarmless(fn, index, about));
    });
  }

  function returnsOnlyOfHarmless(fn: FunctionGraph, index: number, outside: Subject): boolean {
    const { body } = fn;
    const parameter = parameterOf(fn, index);
    if (parameter === undefined) return false;
    let throws = false;
    for (let at = 0; at < body.size; at++) {
      if (body.op(at) !== Op.Throw) continue;
      throws = true;
      const block = body.block(at);
      const pred = body.blocks[block]?.preds[0];
      const { cond = -1, succs = [] } = pred === undefined ? {} : (body.blocks[pred] ?? {});
      const about: Subject = { ...outside, graph: fn, value: parameter, depth: 1 };
      // Whoever gets past the throw went the other way.
      if (cond !== -1 && succs.length === 2 && body.region(at) === 0 && proves(about, cond, succs[0] !== block))
        return true;
    }
    return throws && isOwnCheck(fn);
  }

  /** Whether all ways to a place lead through a condition by which the value is harmless. */
  const isSettledHarmless = (graph: FunctionGraph, value: number, before: number, harm: Harm): boolean =>
    isGuardedAt({ graph, value, harm, depth: 0 }, before);

  return { isSettledHarmless, clears, isAsserted, isTruthy };
}

export type GuardsOfTaint = ReturnType<typeof createGuards>;

/** A method that a text is asked by, and the first that it is given. */
interface AskedMethod {
  readonly name: string;
  readonly receiver: number;
  readonly first: number;
}

const verdicts = /^(?:ok|valid|isValid|allowed|isAllowed|safe|isSafe)$/;
const checkers = /check|valid|verif|safe|allow|guard|inspect/i;

/** `sessions.get(id)` of a map finds what the program has put there; what a client gets from an address proves nothing. */
const isLookup = ({ harm }: Subject, name: string, receiver: number): boolean =>
  name === 'get' && receiver !== -1 && harm !== 'url' && harm !== 'merge';

/** `files.includes(`${folder}/${name}`)`. */
const isPartOf = (about: Subject, text: number): boolean =>
  holesOf(about.graph, text).some(({ value, before }) => before !== '' && isSubject(about, value));

function isFalsy(graph: FunctionGraph, value: number): boolean {
  const at = skipPis(graph, value);
  return at === -1 || (graph.body.op(at) === Op.Const && !constantOf(graph, at));
}

const equalities: ReadonlyMap<number, boolean> = new Map([
  [Kind.EqualsEqualsEqualsToken, true],
  [Kind.EqualsEqualsToken, true],
  [Kind.ExclamationEqualsEqualsToken, false],
  [Kind.ExclamationEqualsToken, false],
]);
/** Harms of values that are looked at in parts: a host of an address, a path from a folder. */
const isPlace: ReadonlySet<Harm> = new Set(['url', 'redirect', 'path']);
const membership: ReadonlySet<string> = new Set(['includes', 'has', 'contains']);
const numeric: ReadonlySet<string> = new Set([
  'isInteger',
  'isSafeInteger',
  'isFinite',
  'isNumber',
  'isUUID',
  'isUuid',
  'validate',
]);
