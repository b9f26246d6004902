import { none, Op } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { calledName, constantOf, isHostOf, isSubject, methodOf, parameterOf, type Subject } from './guarded-values.ts';
import type { FunctionGraph } from './graphs.ts';
import { isLookedAt, judgingCall, partGiven } from './looked-at.ts';
import { isOwnCheck } from './own-checks.ts';
import { skipPis } from './texts.ts';

/** What is asked of the guards inside a function. */
interface Inside {
  readonly questions: { functionsOf(graph: FunctionGraph, call: number): readonly FunctionGraph[] };
  proves(this: void, about: Subject, condition: number, isTrue: boolean): boolean;
  isGuardedAt(this: void, about: Subject, at: number): boolean;
}

const maxDepth = 3;

/** What functions of the project prove of what they are given: by their answer, by a field of it, or by returning at all. */
export function createFunctionGuards({ questions, proves, isGuardedAt }: Inside) {
  /** `if (isSafe(name))`. */
  function proveByAnswer(about: Subject, call: number, isTrue: boolean): boolean {
    const says = (fn: FunctionGraph, index: number, given: Subject): boolean =>
      (isTrue && isOwnCheck(fn)) || answersOnlyOfHarmless(fn, index, given, { isTrue });
    return everyFunction(about, call, says);
  }

  /** `const { ok } = await check(address); if (!ok) throw …`. */
  function proveByVerdict(about: Subject, at: number): boolean {
    const { graph } = about;
    const { body } = graph;
    const field = body.text(body.b(at));
    const owner = skipPis(graph, body.a(at));
    const call = body.op(owner) === Op.Await ? skipPis(graph, body.a(owner)) : owner;
    if (call === -1 || body.op(call) !== Op.Call) return false;
    const isTrusted = resolvedOutside.has(about.harm) && verdicts.test(field) && checkers.test(nameOf(graph, call));
    return everyFunction(
      about,
      call,
      (fn, index) => isTrusted || answersOnlyOfHarmless(fn, index, about, { isTrue: true, field }),
    );
  }

  function everyFunction(
    about: Subject,
    call: number,
    says: (fn: FunctionGraph, index: number, given: Subject) => boolean,
  ): boolean {
    if (about.depth >= maxDepth) return false;
    const { body } = about.graph;
    const all = [...body.list(body.c(call))];
    const whole = all.findIndex((each) => isSubject(about, each));
    const isAddress = about.harm === 'url' || about.harm === 'redirect';
    // `isAllowedHost(address.hostname)`
    const index = whole < 0 && isAddress ? all.findIndex((each) => isHostOf(about, each)) : whole;
    const functions = index < 0 ? [] : questions.functionsOf(about.graph, call);
    const given = whole < 0 ? { ...about, isHost: true } : about;
    return functions.length > 0 && functions.every((fn) => says(fn, index, given));
  }

  function answersOnlyOfHarmless(fn: FunctionGraph, index: number, outside: Subject, answered: Answered): boolean {
    const { body } = fn;
    const parameter = parameterOf(fn, index);
    if (parameter === undefined) return false;
    const about: Subject = { ...outside, graph: fn, value: parameter, depth: outside.depth + 1 };
    let answers = 0;
    for (let at = 0; at < body.size; at++) {
      if (body.op(at) !== Op.Return) continue;
      const answer = answered.field === undefined ? body.a(at) : fieldOf(fn, body.a(at), answered.field);
      if (answer === undefined) return false;
      const isConstant = answer === none || body.op(skipPis(fn, answer)) === Op.Const;
      if (isConstant && Boolean(constantOf(fn, answer)) !== answered.isTrue) continue;
      answers += 1;
      const isProved = !isConstant && proves(about, answer, answered.isTrue);
      if (!isProved && !isGuardedAt(about, at)) return false;
    }
    return answers > 0;
  }

  /** `assertSafeName(name);`: it throws unless the value is harmless. */
  function returnOnlyOfHarmless(about: Subject, call: number, index: number): boolean {
    const functions = questions.functionsOf(about.graph, call);
    return functions.length > 0 && functions.every((fn) => throwsUnlessHarmless(fn, index, about));
  }

  function throwsUnlessHarmless(fn: FunctionGraph, index: number, outside: Subject): boolean {
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

  /** What a function was told of the value decides the way, and the function asks what the value is like. */
  function judgeByVerdict(about: Subject, condition: number): boolean {
    const call = judgingCall(about, condition);
    if (call === undefined) return false;
    const functions = questions.functionsOf(about.graph, call);
    if (functions.length === 0) return true;
    const part = partGiven(about, call);
    if (part !== undefined) return functions.every((fn) => isOwnCheck(fn) && reads(fn, part.index, part.field));
    return everyFunction(about, call, (fn, index) => looksAt(fn, index, about));
  }

  /** `names.filter((name) => /^[a-z]+$/.test(name))`: whether a callback says yes to harmless elements alone. */
  const saysYesToHarmless = (callback: FunctionGraph, harm: Harm): boolean =>
    answersOnlyOfHarmless(callback, 0, { graph: callback, value: none, harm, depth: 0 }, { isTrue: true });

  return { proveByAnswer, proveByVerdict, judgeByVerdict, returnOnlyOfHarmless, saysYesToHarmless };
}

function looksAt(fn: FunctionGraph, index: number, outside: Subject): boolean {
  const { body } = fn;
  const parameter = parameterOf(fn, index);
  if (parameter === undefined) return false;
  const about: Subject = { ...outside, graph: fn, value: parameter, depth: outside.depth + 1 };
  const answers = Array.from({ length: body.size }, (_, at) => at).filter((at) => body.op(at) === Op.Return);
  const asked = [...body.blocks.map(({ cond }) => cond), ...answers.map((at) => body.a(at))];
  return asked.some((each) => each !== none && isLookedAt(about, each));
}

/** Whether a function takes this field of what it is given. */
function reads(fn: FunctionGraph, index: number, field: string): boolean {
  const { body } = fn;
  const parameter = parameterOf(fn, index);
  if (parameter === undefined) return false;
  return Array.from({ length: body.size }, (_, at) => at).some(
    (at) => body.op(at) === Op.Load && body.text(body.b(at)) === field && skipPis(fn, body.a(at)) === parameter,
  );
}

/** How a function says yes: by what it returns, or by a field of that. */
interface Answered {
  readonly isTrue: boolean;
  readonly field?: string;
}

const nameOf = (graph: FunctionGraph, call: number): string => methodOf(graph, call) ?? calledName(graph, call) ?? '';

/** The value that an object's literal gives a field, none where it has no such field; undefined where no literal tells. */
function fieldOf(graph: FunctionGraph, object: number, field: string): number | undefined {
  const { body } = graph;
  const at = skipPis(graph, object);
  if (at === none || body.op(at) !== Op.Object) return undefined;
  const pairs = body.list(body.a(at));
  for (let i = pairs.length - 2; i >= 0; i -= 2) {
    const [key = -1, value = -1] = [pairs[i], pairs[i + 1]];
    if (key < 0) return undefined;
    if (body.text(key) === field) return value;
  }
  return none;
}

/** Whether these are harmless is told by what they lead to (a host's address, a link), which no guard in the text can show. */
const resolvedOutside: ReadonlySet<Harm> = new Set(['url', 'redirect', 'path']);
const verdicts = /^(?:ok|valid|isValid|allowed|isAllowed|safe|isSafe)$/;
const checkers = /check|valid|verif|safe|allow|guard|inspect/i;
