import { ts } from '../../engine/syntax.ts';
import { dominatorsOf } from '../flow/dominators.ts';
import { none, Op } from '../flow/ir.ts';
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
  type Subject,
} from './guarded-values.ts';
import { isFoundBy } from './found-rows.ts';
import { createFunctionGuards } from './function-guards.ts';
import { foundBy, isComparedInCallback, isListIndex, isPartOf } from './list-guards.ts';
import { boundsAbove, isLimit, isTruthy } from './number-guards.ts';
import { orderings } from './operators.ts';
import { isLookedAt, isMissing } from './looked-at.ts';
import { settledAt } from './settled.ts';
import { skipPis, writtenText } from './texts.ts';

/** What guards ask of those who know the callees. */
export interface GuardQuestions {
  /** Functions of the project that a call runs. */
  functionsOf(graph: FunctionGraph, call: number): readonly FunctionGraph[];
  /** Whether a library's call that is truthy proves its argument harmless. */
  provesByLibrary(graph: FunctionGraph, call: number, harm: Harm): readonly number[];
  /** Whether a value is a pattern that lets harmless texts through alone. */
  isHarmlessPattern(graph: FunctionGraph, value: number, harm: Harm): boolean;
}

const Kind = ts.SyntaxKind;
const maxDepth = 3;
const maxBlocks = 100;

/** Whether a value can do no harm where a condition has turned out so. */
export function createGuards(questions: GuardQuestions) {
  const functions = createFunctionGuards({ questions, proves, isGuardedAt });

  /** Of an instruction `Pi`. */
  function clears(graph: FunctionGraph, pi: number, harm: Harm, isLoose = false): boolean {
    const { body } = graph;
    const about: Subject = { graph, value: skipPis(graph, pi), harm, depth: 0, isLoose };
    if (harm === 'shape' && (isLookedAt(about, body.b(pi)) || isMissing(about, body.b(pi), body.c(pi) === 1)))
      return true;
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
        return isTrue && harm !== 'merge' && (isSubject(about, body.b(at)) || isFoundBy(about, at));
      case Op.Elem:
        return isTrue && isFoundBy(about, at);
      case Op.Phi:
        return provesByParts(about, at, isTrue);
      case Op.Load:
        return isTrue && (functions.proveByVerdict(about, at) || isFoundBy(about, at));
      case Op.Await:
        return (isTrue && isFoundBy(about, at)) || proves(about, body.a(at), isTrue);
      default:
        return false;
    }
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
    if (!isEqual && isNothing(graph, other) && isFoundBy(about, at)) return true;
    const isFixed = !isNothing(graph, other) && !isSubject(about, other);
    if (isFixed && isEqual && isSubject(about, at))
      return constantOf(graph, other) !== '' || body.op(skipPis(graph, other)) !== Op.Const;
    if (isFixed && isEqual && (harm === 'url' || harm === 'redirect')) return isHostOf(about, at);
    if (isEqual && isSubject(about, other) && isCleanedOf(about, at)) return true;
    return isListIndex(about, at) && constantOf(graph, other) === -1 && !isEqual;
  }

  function provesByCall(about: Subject, at: number, isTrue: boolean): boolean {
    const { graph, harm } = about;
    const { body } = graph;
    const given = [...body.list(body.c(at))];
    const name = methodOf(graph, at) ?? calledName(graph, at);
    const [first] = given;
    const receiver = body.b(at);
    if (name !== undefined && first !== undefined) {
      if (name === 'endsWith' && receiver !== -1 && isBelowDomain(about, receiver, first)) return isTrue;
      if (receiver !== -1 && isSubject(about, receiver))
        return provesByOwnMethod(about, { name, receiver, first }, isTrue);
      if (receiver !== -1 && harm === 'path' && isRelativeOf(about, receiver)) return !isTrue && name === 'startsWith';
      if (isSubject(about, first)) {
        if (isTrue && (membership.has(name) || isLookup(about, name, receiver))) return true;
        if (name === 'test' && receiver !== -1)
          return (
            isTrue && !ofChoice.has(harm) && harm !== 'limit' && questions.isHarmlessPattern(graph, receiver, harm)
          );
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
    if (isTrue && (name === 'some' || name === 'find') && isComparedInCallback(about, given)) return true;
    if (
      isTrue &&
      questions.provesByLibrary(graph, at, harm).some((position) => isSubject(about, given[position] ?? -1))
    )
      return true;
    return functions.proveByAnswer(about, at, isTrue);
  }

  /** `address.hostname.endsWith('.example.com')` */
  const isBelowDomain = (about: Subject, receiver: number, first: number): boolean =>
    (about.harm === 'url' || about.harm === 'redirect') &&
    (isHostOf(about, receiver) || (about.isHost === true && isSubject(about, receiver))) &&
    /^\.[\w-]+(?:\.[\w-]+)*$/.test(writtenText(about.graph, first).replaceAll('\u0000', 'hole'));

  /** `name.startsWith('/srv/files/')`, `!name.includes('..')`, `name.match(/^\w+$/)`. */
  function provesByOwnMethod({ graph, harm, isLoose }: Subject, asked: AskedMethod, isTrue: boolean): boolean {
    const { name, receiver, first } = asked;
    if (ofChoice.has(harm)) return false;
    if (name === 'match') return isTrue && questions.isHarmlessPattern(graph, first, harm);
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

  /** `if (!list.includes(x)) return false; return true;`: what leads to the block of the answer. */
  function isGuardedAt(about: Subject, at: number): boolean {
    return settledAt(about.graph, about.graph.body.block(at)).some(({ condition, isTrue }) =>
      proves(about, condition, isTrue),
    );
  }

  /**
   * Whether the value was given, before it got to a place, to a function of the project that throws unless it is harmless:
   * `assertSafeName(name)`.
   */
  function isAsserted(graph: FunctionGraph, value: number, before: number, harm: Harm, isLoose = false): boolean {
    const { body } = graph;
    const about: Subject = { graph, value, harm, depth: 0, isLoose };
    if (isGuardedAt(about, before) || (harm === 'shape' && isJudgedBefore(about, before))) return true;
    return graph.usersOf(value).some((user) => {
      if (user >= before || body.op(user) !== Op.Call) return false;
      if (isTextAsked(about, user)) return dominatorsOf(body).dominates(body.block(user), body.block(before));
      const index = [...body.list(body.c(user))].indexOf(value);
      if (index < 0 || !dominatorsOf(body).dominates(body.block(user), body.block(before))) return false;
      return functions.returnOnlyOfHarmless(about, user, index);
    });
  }

  /**
   * `if (settings) { const { valid } = checkSettings(settings); if (!valid) return; }`: no `Pi` tells, for the condition names
   * the verdict alone. Whether on all ways to a place the value has been judged so, or is missing.
   */
  function isJudgedBefore(about: Subject, before: number): boolean {
    const { body } = about.graph;
    const home = body.block(skipPis(about.graph, about.value));
    const seen = new Set<number>();
    const isJudgedOnEdge = (from: number, to: number): boolean => {
      const { cond = none, succs = [] } = body.blocks[from] ?? {};
      const isDecided = cond !== none && succs.length === 2;
      if (isDecided && (functions.judgeByVerdict(about, cond) || isMissing(about, cond, succs[0] === to))) return true;
      return isJudgedAt(from);
    };
    const isJudgedAt = (block: number): boolean => {
      if (seen.has(block)) return true;
      const preds = body.blocks[block]?.preds ?? [];
      if (block === home || preds.length === 0 || seen.size > maxBlocks) return false;
      seen.add(block);
      return preds.every((each) => isJudgedOnEdge(each, block));
    };
    const place = body.block(before);
    const from = blockTowards(about, before);
    return from === place ? isJudgedAt(place) : isJudgedOnEdge(from, place);
  }

  /** `identifier.includes('@')`: for an object it throws. */
  const isTextAsked = ({ graph, value, harm }: Subject, call: number): boolean =>
    (harm === 'nosql' || harm === 'record') &&
    graph.body.b(call) === value &&
    ofTexts.test(methodOf(graph, call) ?? '');

  /** Whether all ways to a place lead through a condition by which the value is harmless. */
  const isSettledHarmless = (graph: FunctionGraph, value: number, before: number, harm: Harm): boolean =>
    isGuardedAt({ graph, value, harm, depth: 0 }, before);

  return { isSettledHarmless, clears, isAsserted, isTruthy, saysYesToHarmless: functions.saysYesToHarmless };
}

export type GuardsOfTaint = ReturnType<typeof createGuards>;

const ofTexts =
  /^(?:includes|indexOf|startsWith|endsWith|trim|toLowerCase|toUpperCase|split|match|replace|slice|substring|charAt|localeCompare|normalize)$/;

/** Where a value is still itself on its way: into a `Phi` it comes from the block before that. */
function blockTowards({ graph: { body }, value }: Subject, towards: number): number {
  const block = body.block(towards);
  if (body.op(towards) !== Op.Phi || body.c(towards) === 1) return block;
  return body.blocks[block]?.preds[[...body.list(body.a(towards))].indexOf(value)] ?? block;
}

/** A method that a text is asked by, and the first that it is given. */
interface AskedMethod {
  readonly name: string;
  readonly receiver: number;
  readonly first: number;
}

/** `sessions.get(id)` of a map finds what the program has put there; what a client gets from an address proves nothing. */
const isLookup = ({ harm }: Subject, name: string, receiver: number): boolean =>
  name === 'get' && receiver !== -1 && harm !== 'url' && harm !== 'merge';

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
