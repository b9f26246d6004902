import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions, CallNode } from './callees.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  isGenerator,
  memberName,
  returnedExpressions,
  calleeWords,
  unwrap,
} from './nodes.ts';
import {
  calledName,
  calleeText,
  closing,
  qualifiedName,
  type RejectionReason,
  stepAt,
  thrown,
} from './rejection-reasons.ts';
import { scopesOf } from './scopes.ts';
import { chainCall, promiseStatic, type ThenableQuestions } from './thenables.ts';
import type { ValueQuestions } from './values.ts';

export type Rejection =
  { readonly kind: 'never'; readonly because: string } | { readonly kind: 'may'; readonly reason: RejectionReason };

export interface RejectionQuestions {
  /** Asked of promises only. */
  rejectionOf(promise: ts.Expression): Rejection;
  /** What a call of the function throws, or what its promise rejects with; undefined when it does neither. */
  escapeOf(fn: FunctionNode): RejectionReason | undefined;
  /** What the promise that a call of the function gives rejects with, for functions that give one. */
  rejectionOfResult(fn: FunctionNode): RejectionReason | undefined;
}

interface Questions {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
  /** Named by the project: `package.member`, or `/path/of/file.function` without the file's ending. */
  readonly neverRejects: ReadonlySet<string>;
}

/** Calls of these with an inline function run it before they return. */
const synchronousCallbacks = new Set([
  'forEach',
  'map',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'reduce',
  'sort',
  'flatMap',
]);
const maxDepth = 60;
const never = (because: string): Rejection => ({ kind: 'never', because });
const may = (reason: RejectionReason): Rejection => ({ kind: 'may', reason });
const unseen: RejectionReason = { because: 'nothing shows that it cannot', steps: [] };

/**
 * Follows calls through the project. Evidence decides: a throw that nothing catches, an awaited promise that may reject,
 * a library call known to throw. A synchronous call of which nothing is known is not taken for one that throws.
 *
 * Recursion is a least fixed point: a function being worked out counts as harmless, and an answer that rests on one is
 * not kept unless it is a rejection, which no later answer can take back.
 */
export function createRejections({ values, callees, thenables, neverRejects }: Questions): RejectionQuestions {
  const known = new Map<FunctionNode, RejectionReason | undefined>();
  const open = new Map<FunctionNode, number>();
  let restsOn = Infinity;

  function escapeOf(fn: FunctionNode): RejectionReason | undefined {
    if (known.has(fn)) return known.get(fn);
    const opened = open.get(fn);
    if (opened !== undefined) {
      restsOn = Math.min(restsOn, opened);
      return undefined;
    }
    const depth = open.size;
    if (depth >= maxDepth || fn.body === undefined) return undefined;
    const outer = restsOn;
    restsOn = Infinity;
    open.set(fn, depth);
    const reason = isGenerator(fn) ? undefined : escapeOfBody(fn);
    open.delete(fn);
    const isWhole = restsOn >= depth;
    if (reason !== undefined || isWhole) known.set(fn, reason);
    restsOn = isWhole ? outer : Math.min(outer, restsOn);
    return reason;
  }

  function escapeOfBody(fn: FunctionNode): RejectionReason | undefined {
    const body = fn.body;
    if (body === undefined) return undefined;
    if (ts.isBlock(body)) return escape(body, fn);
    return escape(body, fn) ?? (isAsync(fn) ? seriously(escapeOfReturned(body)) : undefined);
  }

  /** The first thing in source order that leaves the node as a throw or, in an async function, as a rejection. */
  function escape(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    if (isFunctionNode(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return undefined;
    if (ts.isTryStatement(node)) return escapeOfTry(node, fn);
    if (ts.isThrowStatement(node)) return escape(node.expression, fn) ?? thrown(node);
    const inner = ts.forEachChild(node, (child) => escape(child, fn));
    if (inner) return inner;
    if (ts.isAwaitExpression(node)) return escapeOfAwait(node);
    if (ts.isForOfStatement(node) && node.awaitModifier)
      return stepAt(node.expression, 'the iteration can fail', unseen);
    if (ts.isReturnStatement(node) && node.expression && isAsync(fn))
      return seriously(escapeOfReturned(node.expression));
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
      return thrownBy(node, fn);
    return undefined;
  }

  function escapeOfTry(node: ts.TryStatement, fn: FunctionNode): RejectionReason | undefined {
    if (node.finallyBlock && leaves(node.finallyBlock)) return escape(node.finallyBlock, fn);
    const tried = node.catchClause ? returnedUncaught(node.tryBlock, fn) : escape(node.tryBlock, fn);
    return (
      tried ??
      (node.catchClause ? escape(node.catchClause.block, fn) : undefined) ??
      (node.finallyBlock ? escape(node.finallyBlock, fn) : undefined)
    );
  }

  /** `return p` in a try is not awaited there, so the catch beside it never sees the rejection. */
  function returnedUncaught(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    if (!isAsync(fn) || isFunctionNode(node) || ts.isClassLike(node)) return undefined;
    if (ts.isReturnStatement(node)) return node.expression ? escapeOfReturned(node.expression) : undefined;
    return ts.forEachChild(node, (child) => returnedUncaught(child, fn));
  }

  function escapeOfReturned(expression: ts.Expression): RejectionReason | undefined {
    const answer = thenables.isThenable(expression);
    if (answer !== 'yes' && answer !== 'maybe') return undefined;
    const rejection = rejectionOf(expression);
    return rejection.kind === 'may'
      ? stepAt(expression, `it returns \`${calleeWords(expression)}\``, rejection.reason)
      : undefined;
  }

  function escapeOfAwait(node: ts.AwaitExpression): RejectionReason | undefined {
    const answer = thenables.isThenable(node.expression);
    if (answer === 'no' || (answer === 'unknown' && !isCall(unwrap(node.expression)))) return undefined;
    const rejection = rejectionOf(node.expression);
    if (rejection.kind === 'never' || rejection.reason.isMinor === true) return undefined;
    return stepAt(node, `it awaits \`${calleeWords(node.expression)}\``, rejection.reason);
  }

  function thrownBy(call: CallNode, fn: FunctionNode): RejectionReason | undefined {
    const { functions, facts } = callees.of(call);
    for (const callee of functions) {
      const reason = isAsync(callee) ? undefined : escapeOf(callee);
      if (reason) return stepAt(call, `it calls \`${calleeText(call)}\``, reason);
    }
    for (const fact of facts) {
      if ('throws' in fact)
        return stepAt(call, `\`${calleeText(call)}\` can throw`, { because: fact.because, steps: [] });
    }
    return ts.isCallExpression(call) ? thrownByCallback(call, fn) : undefined;
  }

  function thrownByCallback(call: ts.CallExpression, fn: FunctionNode): RejectionReason | undefined {
    const callback = call.arguments[0];
    if (callback === undefined || !isFunctionExpression(callback) || isAsync(callback)) return undefined;
    if (!synchronousCallbacks.has(memberName(unwrap(call.expression)) ?? '')) return undefined;
    return callback.body ? escape(callback.body, isAsync(fn) ? callback : fn) : undefined;
  }

  function rejectionOf(promise: ts.Expression): Rejection {
    const node = unwrap(promise);
    if (ts.isCallExpression(node)) return rejectionOfCall(node);
    if (ts.isTaggedTemplateExpression(node)) return rejectionOfCallees(node);
    if (ts.isNewExpression(node)) return rejectionOfExecutor(node);
    if (ts.isConditionalExpression(node)) return worst([node.whenTrue, node.whenFalse]);
    if (ts.isBinaryExpression(node)) return rejectionOfBinary(node);
    if (ts.isArrayLiteralExpression(node)) return worst(node.elements);
    if (ts.isIdentifier(node)) return rejectionOfName(node);
    return may(unseen);
  }

  function rejectionOfBinary(node: ts.BinaryExpression): Rejection {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return worst([node.left, node.right]);
      default:
        return rejectionOf(node.right);
    }
  }

  /** Of several promises, the one that may reject; what is no promise cannot. */
  function worst(expressions: readonly ts.Expression[]): Rejection {
    let minor: Rejection | undefined;
    for (const expression of expressions) {
      const inner = ts.isSpreadElement(expression) ? expression.expression : expression;
      const answer = ts.isSpreadElement(expression) ? thenables.isThenableArray(inner) : thenables.isThenable(inner);
      if (answer === 'no' || (answer === 'unknown' && !ts.isCallExpression(unwrap(inner)))) continue;
      const rejection = rejectionOf(inner);
      if (rejection.kind === 'never') continue;
      if (rejection.reason.isMinor !== true) return rejection;
      minor = rejection;
    }
    return minor ?? never('none of its parts can reject');
  }

  function rejectionOfName(node: ts.Identifier): Rejection {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    const declaration = binding?.kind === 'const' ? binding.declarations[0] : undefined;
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? rejectionOf(declaration.initializer)
      : may(unseen);
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
    if (method === 'reject') return may(stepAt(node, 'it is a rejected promise', { because: '', steps: [] }));
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
    if (method === 'finally') return first ? both(rejectionOf(receiver), first) : rejectionOf(receiver);
    const handler = method === 'catch' ? first : second;
    const handled =
      handler === undefined || isNothing(handler)
        ? rejectionOf(receiver)
        : rejectionOfHandler(handler, never('its rejection handler cannot fail'));
    if (method === 'catch' || first === undefined || handled.kind === 'may') return handled;
    return rejectionOfHandler(first, handled);
  }

  function both(before: Rejection, handler: ts.Expression): Rejection {
    return before.kind === 'may' ? before : rejectionOfHandler(handler, before);
  }

  /** A handler that is not known to the project, such as a state setter, is taken to do its work. */
  function rejectionOfHandler(handler: ts.Expression, otherwise: Rejection): Rejection {
    for (const value of values.of(handler)) {
      if (value.kind !== 'function') continue;
      const reason = escapeOf(value.node) ?? returnedRejection(value.node);
      if (reason) return may(reason);
    }
    return otherwise;
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
    for (const fact of facts) {
      if ('rejects' in fact)
        return fact.rejects === 'may'
          ? may({ ...libraryReason(call), isMinor: fact.isMinor ?? false })
          : never(fact.because ?? 'its library says so');
    }
    if (functions.length === 0) return may(paths.length > 0 ? libraryReason(call) : unseen);
    const reason = firstOf(functions, rejectionOfResult);
    return reason ? may(reason) : never('nothing that can fail leaves it');
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
      return firstOf(returnedExpressions(fn), escapeOfReturned);
    } finally {
      returning.delete(fn);
    }
  }

  const libraryReason = (call: CallNode): RejectionReason => ({
    because: `\`${calleeText(call)}\` can fail`,
    steps: [],
  });

  /** `new Promise((resolve, reject) => …)` rejects when it throws or lets `reject` be called. */
  function rejectionOfExecutor(node: ts.NewExpression): Rejection {
    const executor = node.arguments?.[0];
    if (executor === undefined || !isFunctionExpression(executor) || isAsync(executor)) return may(unseen);
    const reject = executor.parameters[1]?.name;
    if (reject && ts.isIdentifier(reject)) {
      const use = scopesOf(node.getSourceFile()).bindingOf(reject)?.references[0];
      if (use) return may(stepAt(use, 'it is rejected here', { because: '', steps: [] }));
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

  return { rejectionOf, escapeOf, rejectionOfResult };
}

function firstOf<T, R>(items: readonly T[], ask: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Awaiting a mere name of unknown type says nothing: many await what is no promise. */
const isCall = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

/** Inside a function a failure of little weight is no evidence: what comes after it may weigh more. */
const seriously = (reason: RejectionReason | undefined): RejectionReason | undefined =>
  reason?.isMinor === true ? undefined : reason;

/** `undefined` and `null` as a handler are none. */
function isNothing(handler: ts.Expression): boolean {
  const node = unwrap(handler);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** A `finally` that returns swallows what was thrown before it. */
function leaves(block: ts.Block): boolean {
  return block.statements.some((statement) => ts.isReturnStatement(statement));
}
