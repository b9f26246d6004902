import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { callsBackAtOnce } from './callback-names.ts';
import { caughtIn } from './caught-errors.ts';
import { holdsServerActions, isClientModule } from './client-modules.ts';
import { majorVersionOf } from './installed-versions.ts';
import { signalLibraries, type SignalModel, signalOfPath } from './libraries/framework-signals.ts';
import { moduleFactsOf } from './module-facts.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  isGenerator,
  memberName,
  unwrap,
} from './nodes.ts';
import { type Catching, letsSignalsThrough } from './rethrows.ts';
import { scopesOf } from './scopes.ts';

/** What a framework throws at itself, on its way out of a piece of code. */
export interface Signal {
  /** The call in that code by which it comes: the framework's own, or one of a function of the project. */
  readonly at: ts.CallExpression;
  /** The framework's own call. */
  readonly origin: ts.CallExpression;
  readonly model: SignalModel;
}

/** A signal that never reaches its framework. */
export interface LostSignal extends Signal {
  /** What ends it: a `catch`, or the handler of a promise. */
  readonly by: ts.CatchClause | FunctionNode;
  /** The function of the project that was given the code and catches what it throws. */
  readonly wrapper: ts.CallExpression | undefined;
}

export interface SignalQuestions {
  /** Whether a file may hold any. */
  isUsedIn(tree: ts.SourceFile): boolean;
  lostInCatch(clause: ts.CatchClause): readonly LostSignal[];
  /** In the functions that a call is given, and in front of `.catch(…)`. */
  lostInCall(call: ts.CallExpression): readonly LostSignal[];
}

const maxDepth = 12;
const maxHops = 4;

export function createSignals(snapshot: Snapshot, callees: CalleeQuestions): SignalQuestions {
  const known = new Map<FunctionNode, Signal | undefined>();
  const passing = new Map<Catching['body'], boolean>();

  function isUsedIn(tree: ts.SourceFile): boolean {
    const declared = snapshot.packageOf(tree.fileName)?.dependencies;
    return signalLibraries.some(
      (name) => declared?.has(name) || moduleFactsOf(tree).loads.some(({ specifier }) => specifier.startsWith(name)),
    );
  }

  function lostInCatch(clause: ts.CatchClause): readonly LostSignal[] {
    if (passes(catchingOf(clause))) return [];
    return signalsIn(clause.parent.tryBlock)
      .filter((signal) => !isRepeated(signal, clause.block))
      .map((signal) => ({ ...signal, by: clause, wrapper: undefined }));
  }

  function lostInCall(call: ts.CallExpression): readonly LostSignal[] {
    const handler = handlerOf(call);
    if (handler !== undefined) return lostInHandler(call, handler);
    const at = call.arguments.findIndex((argument) => isFunctionExpression(unwrap(argument)));
    const given = at < 0 ? undefined : call.arguments[at];
    const fn = given && unwrap(given);
    if (fn === undefined || !isFunctionExpression(fn) || fn.body === undefined) return [];
    const by = callees
      .bySyntax(call)
      .functions.flatMap((wrapper) => catcherOfParameter(wrapper, at, isAsync(fn)) ?? []);
    const [first] = by;
    if (first === undefined) return [];
    return signalsIn(fn.body).map((signal) => ({ ...signal, by: first, wrapper: call }));
  }

  function lostInHandler(call: ts.CallExpression, handler: FunctionNode): readonly LostSignal[] {
    const callee = unwrap(call.expression);
    const promise = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : undefined;
    if (promise === undefined || !ts.isCallExpression(promise) || !isAwaited(call)) return [];
    if (passes(catchingOf(handler))) return [];
    return signalsOfCall(promise, true).map((signal) => ({ ...signal, by: handler, wrapper: undefined }));
  }

  function passes(catching: Catching): boolean {
    const answer = passing.get(catching.body) ?? letsSignalsThrough(catching, callees);
    passing.set(catching.body, answer);
    return answer;
  }

  /** What leaves a piece of code, the functions inside left out that run at another time. */
  function signalsIn(node: ts.Node, depth = 0): readonly Signal[] {
    const found: Signal[] = [];
    const visit = (each: ts.Node): void => {
      if (isFunctionNode(each) && !runsAtOnce(each)) return;
      if (ts.isTryStatement(each) && each.catchClause && !passes(catchingOf(each.catchClause))) {
        visit(each.catchClause);
        if (each.finallyBlock) visit(each.finallyBlock);
        return;
      }
      if (ts.isCallExpression(each)) found.push(...signalsOfCall(each, isAwaited(each), depth));
      ts.forEachChild(each, visit);
    };
    visit(node);
    return found;
  }

  /** @param isHeard whether somebody here hears what the call's promise rejects with */
  function signalsOfCall(call: ts.CallExpression, isHeard: boolean, depth = 0): readonly Signal[] {
    const { paths, functions } = callees.bySyntax(call);
    const model = paths.map(signalOfPath).find((each) => each !== undefined);
    if (model !== undefined) return isThrown(call, model) ? [{ at: call, origin: call, model }] : [];
    for (const fn of functions) {
      if ((isAsync(fn) && !isHeard) || isOnServer(fn, call)) continue;
      const signal = signalOf(fn, depth + 1);
      if (signal) return [{ ...signal, at: call }];
    }
    return [];
  }

  function isThrown(call: ts.CallExpression, { library, thrownBy, callSince, unless }: SignalModel): boolean {
    if (ts.isThrowStatement(call.parent)) return true;
    if (thrownBy === 'throw' || (unless !== undefined && isRefused(call, unless))) return false;
    const major = callSince && majorVersionOf(library, call.getSourceFile().fileName, snapshot);
    return major === undefined || callSince === undefined || major >= callSince;
  }

  /** The first signal that a call of a function throws, or that its promise rejects with. */
  function signalOf(fn: FunctionNode, depth: number): Signal | undefined {
    if (known.has(fn)) return known.get(fn);
    if (depth > maxDepth || fn.body === undefined || isGenerator(fn) || !isUsedIn(fn.getSourceFile())) return undefined;
    known.set(fn, undefined);
    const signal = [...signalsIn(fn.body, depth), ...returnedSignals(fn, depth)].find(
      (each) => !each.model.isUsualError,
    );
    known.set(fn, signal);
    return signal;
  }

  /** `return requireUser();` hands the promise out, past every `catch` of the function. */
  function returnedSignals(fn: FunctionNode, depth: number): readonly Signal[] {
    if (fn.body === undefined) return [];
    const found: Signal[] = [];
    const visit = (node: ts.Node): void => {
      if (isFunctionNode(node)) return;
      const returned = ts.isReturnStatement(node) ? node.expression : undefined;
      if (returned) add(returned);
      ts.forEachChild(node, visit);
    };
    const add = (expression: ts.Expression): void => {
      const call = unwrap(expression);
      if (ts.isCallExpression(call)) found.push(...signalsOfCall(call, true, depth));
    };
    if (ts.isBlock(fn.body)) visit(fn.body);
    else add(fn.body);
    return found;
  }

  /** What ends the signals of a function that is given as an argument. */
  function catcherOfParameter(
    fn: FunctionNode,
    at: number,
    isPromise: boolean,
    hops = maxHops,
  ): ts.CatchClause | undefined {
    const name = fn.parameters[at]?.name;
    if (name === undefined || !ts.isIdentifier(name)) return undefined;
    const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
    for (const reference of references) {
      const call = reference.parent;
      if (!ts.isCallExpression(call)) continue;
      const catcher = call.expression === reference ? catcherAround(call, isPromise) : catcherBehind(call, reference);
      if (catcher) return catcher;
    }
    return undefined;

    function catcherBehind(call: ts.CallExpression, given: ts.Expression): ts.CatchClause | undefined {
      if (hops === 0) return undefined;
      const index = call.arguments.indexOf(given);
      const { functions } = callees.bySyntax(call);
      return functions.map((each) => catcherOfParameter(each, index, isPromise, hops - 1)).find((each) => each);
    }
  }

  function catcherAround(call: ts.CallExpression, isPromise: boolean): ts.CatchClause | undefined {
    if (isPromise && !isAwaited(call)) return undefined;
    for (let node: ts.Node = call; node.parent && !isFunctionNode(node.parent); node = node.parent) {
      const { parent } = node;
      if (!ts.isTryStatement(parent) || parent.tryBlock !== node || parent.catchClause === undefined) continue;
      if (!passes(catchingOf(parent.catchClause))) return parent.catchClause;
    }
    return undefined;
  }

  return { isUsedIn, lostInCatch, lostInCall };
}

function catchingOf(by: ts.CatchClause | FunctionNode): Catching {
  if (ts.isCatchClause(by)) return { body: by.block, caught: caughtIn(by) };
  const name = by.parameters[0]?.name;
  const caught = name && ts.isIdentifier(name) ? scopesOf(name.getSourceFile()).bindingOf(name) : undefined;
  return { body: by.body ?? by, caught };
}

/** The function in `.catch((error) => …)`. */
function handlerOf(call: ts.CallExpression): FunctionNode | undefined {
  const [handler] = call.arguments;
  const isCatch = memberName(unwrap(call.expression)) === 'catch';
  return isCatch && handler && isFunctionExpression(handler) ? handler : undefined;
}

/** `items.forEach((item) => { … })`: the callback runs before the call returns. */
function runsAtOnce(fn: FunctionNode): boolean {
  const call = fn.parent;
  if (isAsync(fn) || !ts.isCallExpression(call) || call.expression === fn) return false;
  return callsBackAtOnce(memberName(unwrap(call.expression)) ?? '');
}

/** `{ redirect: false }` among the arguments. */
const isRefused = (call: ts.CallExpression, option: string): boolean =>
  call.arguments.some((argument) => new RegExp(String.raw`\b${option}\s*:\s*false\b`).test(argument.getText()));

/** Waited for by itself, or as one of several in `Promise.all([…])`. */
function isAwaited(call: ts.Expression): boolean {
  const { parent } = call;
  if (ts.isAwaitExpression(parent)) return true;
  if (ts.isArrayLiteralExpression(parent)) {
    const all = parent.parent;
    return ts.isCallExpression(all) && all.expression.getText() === 'Promise.all' && isAwaited(all);
  }
  return ts.isExpression(parent) && unwrap(parent) === call && isAwaited(parent);
}

/** An action that a page calls: the answer tells the page's router where to go, whatever the code does about the error. */
const isOnServer = (fn: FunctionNode, call: ts.CallExpression): boolean =>
  isClientModule(call.getSourceFile()) && holdsServerActions(fn.getSourceFile());

/** The same is done for a failure, so that nobody can tell the difference. */
const isRepeated = ({ at }: Signal, block: ts.Block): boolean => block.getText().includes(at.getText());
