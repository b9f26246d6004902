import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions, CallNode } from './callees.ts';
import { answersThroughCallback } from './callback-answers.ts';
import { createEscapes } from './escapes.ts';
import type { Fact } from './libraries/model.ts';
import { weighedByArgument } from './libraries/telling-arguments.ts';
import {
  calleeWords,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isGenerator,
  memberName,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { hearerOf, hearerOfMutation, isTried } from './heard-mutations.ts';
import { type Held, heldByField, heldByVariable } from './held-values.ts';
import {
  calledName,
  calleeText,
  closing,
  heavier,
  isFull,
  qualifiedName,
  rejected,
  rejectedBy,
  type RejectionReason,
  unseen,
} from './rejection-reasons.ts';
import { scopesOf } from './scopes.ts';
import { chainCall, promiseStatic, type ThenableQuestions } from './thenables.ts';
import type { ValueQuestions } from './value.ts';

export type Rejection =
  { readonly kind: 'never'; readonly because: string } | { readonly kind: 'may'; readonly reason: RejectionReason };

/** What a model says of a call's promise. */
export type RejectingFact = Extract<Fact, { readonly rejects: string }>;

export interface RejectionQuestions {
  /** Asked of promises only. */
  rejectionOf(promise: ts.Expression): Rejection;
  /** What a call of the function throws, or what its promise rejects with; undefined when it does neither. */
  escapeOf(fn: FunctionNode): RejectionReason | undefined;
  /** Of a function that a library's model knows, when somebody else is to call it. */
  rejectionOfReference(callee: ts.Expression, fact: RejectingFact): Rejection;
  /** What the promise that a call of the function gives rejects with, for functions that give one. */
  rejectionOfResult(fn: FunctionNode): RejectionReason | undefined;
}

interface Questions {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
  /** Named by the project: `package.member`, or `/path/of/file.function` without the file's ending. */
  readonly neverRejects: ReadonlySet<string>;
  /** Whether the pages around a file tell the user of every mutation that fails. */
  readonly hearsMutations: (file: string) => boolean;
}

const never = (because: string): Rejection => ({ kind: 'never', because });
const may = (reason: RejectionReason): Rejection => ({ kind: 'may', reason });
const reasonIn = (rejection: Rejection): RejectionReason | undefined =>
  rejection.kind === 'may' ? rejection.reason : undefined;

/**
 * Follows calls through the project. Evidence decides: a throw that nothing catches, an awaited promise that may reject,
 * a library call known to throw. A synchronous call of which nothing is known is not taken for one that throws.
 */
export function createRejections(questions: Questions): RejectionQuestions {
  const { values, callees, thenables, neverRejects, hearsMutations } = questions;
  const reasonOf = (promise: ts.Expression): RejectionReason | undefined => reasonIn(rejectionOf(promise));
  const { escapeOf, escapeOfCall, escapeOfReturned } = createEscapes({ values, callees, thenables, reasonOf });

  function rejectionOf(promise: ts.Expression): Rejection {
    const node = unwrap(promise);
    if (ts.isCallExpression(node)) return rejectionOfCall(node);
    if (ts.isTaggedTemplateExpression(node)) return rejectionOfCallees(node);
    if (ts.isNewExpression(node)) return rejectionOfExecutor(node);
    if (ts.isConditionalExpression(node)) return worstOfChoice(node.whenTrue, node.whenFalse);
    if (ts.isBinaryExpression(node)) return rejectionOfBinary(node);
    if (ts.isArrayLiteralExpression(node)) return worst(node.elements);
    if (ts.isIdentifier(node)) return rejectionOfHeld(heldByVariable(node));
    if (ts.isPropertyAccessExpression(node)) return rejectionOfMember(node);
    return may(unseen);
  }

  function rejectionOfBinary(node: ts.BinaryExpression): Rejection {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return worstOfChoice(node.left, node.right);
      default:
        return rejectionOf(node.right);
    }
  }

  /** `isNew ? create() : setOpen(true)`: beside a promise, what is not known to be one is taken for none. */
  function worstOfChoice(...parts: readonly ts.Expression[]): Rejection {
    const known = parts.filter((part) => ['yes', 'maybe'].includes(thenables.isThenable(part)));
    return worst(known.length > 0 ? known : parts);
  }

  /** Of several promises, the one whose rejection weighs most; what is no promise cannot reject. */
  function worst(expressions: readonly ts.Expression[]): Rejection {
    const reason = heaviestOf(expressions, (expression) => {
      const inner = ts.isSpreadElement(expression) ? expression.expression : expression;
      const answer = ts.isSpreadElement(expression) ? thenables.isThenableArray(inner) : thenables.isThenable(inner);
      const isNone = answer === 'no' || (answer === 'unknown' && !ts.isCallExpression(unwrap(inner)));
      return isNone ? undefined : reasonOf(inner);
    });
    return reason ? may(reason) : never('none of its parts can reject');
  }

  const beingFollowed = new Set<ts.Expression>();

  /** `current = current.then(next)` rests on itself. */
  function rejectionOfHeld({ sources, isOpen }: Held): Rejection {
    const promises = sources.filter((source) => !isNothing(source) && thenables.isThenable(source) !== 'no');
    const [first] = promises;
    if (first === undefined) return may(unseen);
    if (beingFollowed.has(first)) return never('it goes on from itself');
    beingFollowed.add(first);
    const reason = heavier(isOpen ? unseen : undefined, () => heaviestOf(promises, reasonOf));
    beingFollowed.delete(first);
    return reason ? may(reason) : never('nothing that it is given can reject');
  }

  function rejectionOfMember(node: ts.PropertyAccessExpression): Rejection {
    const facts = values.of(node).flatMap((value) => (value.kind === 'path' ? values.factsOf(value.path) : []));
    const told = facts.find((fact) => 'rejects' in fact);
    return told ? rejectionByFact(told, node.name.text) : rejectionOfHeld(heldByField(node));
  }

  function rejectionOfCall(node: ts.CallExpression): Rejection {
    const method = promiseStatic(node);
    if (method !== undefined) return rejectionOfStatic(method, node);
    const chain = chainCall(node);
    if (chain) return rejectionOfChain(chain.method, chain.receiver, node);
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return may({ because: 'the module may fail to load', steps: [], isMinor: true });
    }
    if (memberName(unwrap(node.expression)) === 'map' && node.arguments[0]) {
      return rejectionOfHandler(node.arguments[0], never('its callback cannot reject'));
    }
    return rejectionOfCallees(node);
  }

  function rejectionOfStatic(method: string, node: ts.CallExpression): Rejection {
    const argument = node.arguments[0];
    if (method === 'allSettled') return never('`Promise.allSettled` reports failures as values');
    if (method === 'reject') return may(rejected(node));
    if (argument === undefined) return never('it has nothing to wait for');
    if (method === 'try') return rejectionOfHandler(argument, never('its callback cannot fail'));
    if (method === 'resolve') {
      const answer = thenables.isThenable(argument);
      return answer === 'yes' || answer === 'maybe'
        ? rejectionOf(argument)
        : never('it is resolved with a plain value');
    }
    return rejectionOf(argument);
  }

  function rejectionOfChain(method: string, receiver: ts.Expression, node: ts.CallExpression): Rejection {
    const [first, second] = node.arguments;
    if (method === 'finally') return first ? after(rejectionOf(receiver), first) : rejectionOf(receiver);
    const handler = method === 'catch' ? first : second;
    const handled =
      handler === undefined || isNothing(handler)
        ? rejectionOf(receiver)
        : rejectionOfHandler(handler, never('its rejection handler cannot fail'));
    return method === 'catch' || first === undefined ? handled : after(handled, first);
  }

  /** A handler that runs once the promise before it is fulfilled may fail itself. */
  function after(before: Rejection, handler: ts.Expression): Rejection {
    const reason = heavier(reasonIn(before), () => reasonIn(rejectionOfHandler(handler, before)));
    return reason ? may(reason) : before;
  }

  /** A handler that is not known to the project, such as a state setter, is taken to do its work. */
  function rejectionOfHandler(handler: ts.Expression, otherwise: Rejection): Rejection {
    const functions = values.of(handler).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
    const reason = heaviestOf(functions, (fn) => heavier(escapeOf(fn), () => returnedRejection(fn)));
    return reason ? may(reason) : otherwise;
  }

  /** A synchronous function that gives a promise makes its caller's chain reject with it. */
  function returnedRejection(fn: FunctionNode): RejectionReason | undefined {
    return isAsync(fn) || isGenerator(fn) ? undefined : rejectionReturnedBy(fn);
  }

  const returning = new Set<FunctionNode>();

  function rejectionOfCallees(call: CallNode): Rejection {
    const { functions, facts, paths } = callees.of(call);
    if (isNamed(functions, paths)) return never('temper.config.json says that it never rejects');
    if (functions.length === 0 && closing.has(calledName(call))) return never('closing something hardly fails');
    for (const fact of facts) if ('rejects' in fact) return rejectionOfModelled(call, fact);
    if (answersThroughCallback(call, functions)) return never('its callback hears of a failure');
    if (functions.length === 0) return may(paths.some(isOfPackage) ? packageReason(call, facts) : unseen);
    const reason = heaviestOf(functions, (fn) => (isAsync(fn) ? escapeOfCall(call, fn) : rejectionReturnedBy(fn)));
    if (reason === undefined) return never('nothing that can fail leaves it');
    return reason.isMinor === true ? never('what can fail in it costs little') : may(reason);
  }

  function rejectionOfModelled(call: CallNode, fact: RejectingFact): Rejection {
    const work = fact.weighedBy === 'callback' && ts.isCallExpression(call) ? call.arguments[0] : undefined;
    if (work !== undefined) return rejectionOfWork(work, rejectionByFact(fact, calleeText(call)));
    const hearer = fact.weighedBy === 'mutation' && ts.isCallExpression(call) ? hearerOfCall(call) : undefined;
    return hearer === undefined
      ? rejectionByFact(weighedByArgument(fact, call), calleeText(call))
      : never(`${hearer} hears its failure`);
  }

  /** What is queued, limited or locked rejects as it would alone; of work from elsewhere nothing is known. */
  function rejectionOfWork(work: ts.Expression, otherwise: Rejection): Rejection {
    const isKnown = values.of(work).some(({ kind }) => kind === 'function');
    return isKnown ? rejectionOfHandler(work, never('what it runs cannot fail')) : otherwise;
  }

  function hearerOfCall(call: ts.CallExpression): string | undefined {
    const own = hearerOf(call, values);
    if (own !== undefined) return own;
    return isTried(call) ? undefined : hearerAround(call);
  }

  const hearerAround = (node: ts.Node): string | undefined =>
    hearsMutations(node.getSourceFile().fileName) ? 'the query client' : undefined;

  function rejectionOfReference(callee: ts.Expression, fact: RejectingFact): Rejection {
    const hearer =
      fact.weighedBy === 'mutation' ? (hearerOfMutation(callee, values) ?? hearerAround(callee)) : undefined;
    return hearer === undefined ? rejectionByFact(fact, calleeWords(callee)) : never(`${hearer} hears its failure`);
  }

  /** Whether the package is known to fail here decides how much that weighs. */
  function packageReason(call: CallNode, facts: readonly Fact[]): RejectionReason {
    const reason = canFail(calleeText(call));
    return facts.length > 0 ? reason : { ...reason, guess: 'package' };
  }

  function rejectionOfResult(fn: FunctionNode): RejectionReason | undefined {
    return isAsync(fn) ? escapeOf(fn) : rejectionReturnedBy(fn);
  }

  function isNamed(functions: readonly FunctionNode[], paths: readonly string[]): boolean {
    if (neverRejects.size === 0 || functions.length + paths.length === 0) return false;
    return (
      functions.every((fn) => neverRejects.has(qualifiedName(fn))) &&
      paths.every((path) => neverRejects.has(path.slice(0, -'()'.length)))
    );
  }

  function rejectionReturnedBy(fn: FunctionNode): RejectionReason | undefined {
    if (fn.body === undefined) return unseen;
    if (returning.has(fn)) return undefined;
    returning.add(fn);
    try {
      const isDeclared = fn.type !== undefined && thenables.returnsThenable(fn) === 'yes';
      return heaviestOf(returnedExpressions(fn), (returned) => escapeOfReturned(returned, isDeclared));
    } finally {
      returning.delete(fn);
    }
  }

  /** `new Promise((resolve, reject) => …)` rejects when it throws or lets `reject` be called. */
  function rejectionOfExecutor(node: ts.NewExpression): Rejection {
    const executor = node.arguments?.[0];
    if (executor === undefined || !isFunctionExpression(executor) || isAsync(executor)) return may(unseen);
    const reject = executor.parameters[1]?.name;
    if (reject && ts.isIdentifier(reject)) {
      const uses = scopesOf(node.getSourceFile()).bindingOf(reject)?.references ?? [];
      const heaviest = heaviestOf(uses, rejectedBy);
      if (heaviest) return may(heaviest);
    } else if (reject) {
      return may(unseen);
    }
    const reason = escapeOf(executor);
    if (reason) return may(reason);
    return rejectionOfResolve(executor);
  }

  /** A promise that is resolved with another one takes on its rejection. */
  function rejectionOfResolve(executor: ts.FunctionExpression | ts.ArrowFunction): Rejection {
    const resolve = executor.parameters[0]?.name;
    const uses =
      resolve && ts.isIdentifier(resolve) ? scopesOf(executor.getSourceFile()).bindingOf(resolve)?.references : [];
    for (const use of uses ?? []) {
      const call = use.parent;
      const argument = ts.isCallExpression(call) && call.expression === use ? call.arguments[0] : undefined;
      if (argument && thenables.isThenable(argument) === 'yes') {
        const rejection = rejectionOf(argument);
        if (rejection.kind === 'may') return rejection;
      }
    }
    return never('nothing in it rejects');
  }

  return { rejectionOf, escapeOf, rejectionOfReference, rejectionOfResult };
}

/** What the project itself declares is named by its file. */
const isOfPackage = (path: string): boolean => !/^(?:\/|[A-Za-z]:)/.test(path);

const canFail = (words: string): RejectionReason => ({ because: `\`${words}\` can fail`, steps: [] });

function rejectionByFact(fact: RejectingFact, words: string): Rejection {
  if (fact.rejects === 'never') return never(fact.because ?? 'its library says so');
  return may({
    ...canFail(words),
    isMinor: fact.isMinor !== undefined,
    ...(fact.isMinor === 'unless-claimed' ? { isMinorUnlessClaimed: true } : {}),
  });
}

function heaviestOf<T>(
  items: readonly T[],
  ask: (item: T) => RejectionReason | undefined,
): RejectionReason | undefined {
  let found: RejectionReason | undefined;
  for (const item of items) {
    found = heavier(found, () => ask(item));
    if (isFull(found)) break;
  }
  return found;
}

/** `undefined` and `null` as a handler are none, and as a value no promise. */
function isNothing(handler: ts.Expression): boolean {
  const node = unwrap(handler);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
