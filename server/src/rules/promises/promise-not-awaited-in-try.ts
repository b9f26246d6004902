import type { Severity } from '../../../../shared/src/finding.ts';
import { awaitValueEdits } from '../../edits/await-value.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { type Guard, guardOf, isLoggingOnly, isLoggingRethrow } from '../../semantics/guards.ts';
import {
  calleeWords,
  enclosingFunction,
  type FunctionNode,
  isAsync,
  isGenerator,
  memberName,
  unwrap,
} from '../../semantics/nodes.ts';
import { possibleValues } from '../../semantics/possible-values.ts';
import type { Rejection } from '../../semantics/rejections.ts';
import { promiseStatic } from '../../semantics/thenables.ts';

type Data = {
  readonly name: string;
  readonly hasCatch: boolean;
  readonly hasFinally: boolean;
  /** The caller gets the same error whether the `catch` sees it or not. */
  readonly isLoggingOnly: boolean;
  readonly canReject: boolean;
  readonly because: string;
};

export const promiseNotAwaitedInTry = defineRule<Data>({
  meta: {
    id: 'promise-not-awaited-in-try',
    family: 'promises',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: '`return` hands the promise out of the `try` before it is done. If it rejects later, the `catch` beside it never runs: no fallback, no log, and the caller gets the bare error. A `finally` runs too early.',
      bad: `async function loadOrder(id: string) {\n  try {\n    const response = await fetch(\`/orders/\${id}\`);\n    return response.json();\n  } catch {\n    return undefined;\n  }\n}`,
      good: `async function loadOrder(id: string) {\n  try {\n    const response = await fetch(\`/orders/\${id}\`);\n    return await response.json();\n  } catch {\n    return undefined;\n  }\n}`,
      silent: [
        'a promise returned outside of `try`, or in a `catch` without a `finally`',
        'a `catch` that only throws again what it caught',
        "interceptors of axios that send the request again: its failure is the caller's business",
        'functions that are not `async`: their `catch` is for what is thrown before there is a promise',
        'a function that returns a call of itself, to try once more',
        'an answer that is returned, such as `return respondNotFound(req, res)`: its own failing is information',
        'a promise that cannot reject, because it is caught where it is made (a hint in profile `strict`)',
      ],
    },
  },
  check: (ctx) => ({
    ReturnStatement(statement) {
      const guard = guardOfReturn(statement);
      const promises = guard ? promisesIn(statement, ctx) : [];
      const [first] = promises;
      if (guard === undefined || first === undefined) return;
      const rejection = worstOf(promises, ctx);
      ctx.report(statement, dataOf(first, guard, rejection), {
        span: firstLineOf(statement, ctx.tree),
        severity: severityOf(guard, rejection, promises),
        related: rejection.kind === 'may' ? rejection.reason.steps : [],
      });
    },
  }),
  message: ({ name, hasCatch, canReject, because }) => {
    if (!hasCatch) return `The \`finally\` block runs before ${name} is done: \`return\` does not wait for it.`;
    const why = because === '' ? '' : ` (${because})`;
    return canReject
      ? `If ${name} rejects${why}, the \`catch\` never sees it: \`return\` has handed the promise out by then.`
      : `The \`catch\` would never see ${name} fail, since \`return\` does not wait for it. It does not look as if it could: ${because}.`;
  },
  fixes: [
    {
      id: 'await-to-log',
      safety: 'safe',
      title: ({ name }) => `Await ${name}, so that the \`catch\` logs its failure`,
      appliesTo: (data) => data.isLoggingOnly,
      edits: (statement, _data, ctx) => awaitEdits(statement, ctx),
    },
    {
      id: 'await',
      // The caller gets what the `catch` makes of the failure: a fallback in place of an error, or an error of another kind.
      safety: 'unsafe',
      title: ({ name }) => `Await ${name}, so that the \`catch\` sees it fail`,
      appliesTo: (data) => !data.hasFinally && !data.isLoggingOnly,
      edits: (statement, _data, ctx) => awaitEdits(statement, ctx),
    },
    {
      id: 'await-first',
      // What stands in `finally` now happens later, and that is seen from outside.
      safety: 'unsafe',
      title: ({ name }) => `Await ${name} before \`finally\` runs`,
      appliesTo: ({ hasFinally }) => hasFinally,
      edits: (statement, _data, ctx) => awaitEdits(statement, ctx),
    },
  ],
});

/** An async generator awaits what it returns; a plain function cannot. */
function guardOfReturn(statement: ts.ReturnStatement): Guard | undefined {
  if (statement.expression === undefined) return undefined;
  const fn = enclosingFunction(statement);
  return fn && isAsync(fn) && !isGenerator(fn) && !isInterceptor(fn) ? guardOf(statement) : undefined;
}

/**
 * `api.interceptors.response.use(…, async (error) => …)`: it renews a token and sends the request once more. The catch is
 * there for the token; a failure of the request itself is the caller's business, and no reason to log the user out.
 */
function isInterceptor(fn: FunctionNode): boolean {
  const call = fn.parent;
  return (
    ts.isCallExpression(call) && call.expression !== fn && /\.interceptors\.\w+\.use$/.test(call.expression.getText())
  );
}

function promisesIn(
  statement: ts.ReturnStatement,
  { semantics }: RuleContext<Data> | FixContext,
): readonly ts.Expression[] {
  if (statement.expression === undefined) return [];
  return possibleValues(statement.expression).filter((value) => {
    if (ts.isAwaitExpression(value) || settledBy(value) === 'reject') return false;
    if (isRetry(value, statement, semantics)) return false;
    const answer = semantics.thenables.isThenable(value);
    return answer === 'yes' || answer === 'maybe';
  });
}

/** The function called once more has the same `catch` of its own. */
function isRetry(value: ts.Expression, statement: ts.ReturnStatement, { callees }: FixContext['semantics']): boolean {
  const fn = enclosingFunction(statement);
  const call = unwrap(value);
  return fn !== undefined && ts.isCallExpression(call) && callees.of(call).functions.includes(fn);
}

function worstOf(promises: readonly ts.Expression[], { semantics }: RuleContext<Data>): Rejection {
  let never: Rejection = { kind: 'never', because: 'nothing in it rejects' };
  for (const promise of promises) {
    const rejection = semantics.rejections.rejectionOf(promise);
    if (rejection.kind === 'may') return rejection;
    never = rejection;
  }
  return never;
}

function severityOf({ catchClause }: Guard, rejection: Rejection, promises: readonly ts.Expression[]): Severity {
  if (catchClause === undefined) {
    if (promises.every((promise) => settledBy(promise) !== undefined)) return 'hint';
    return promises.every(isBodyOfResponse) ? 'information' : 'warning';
  }
  if (rejection.kind === 'never') return 'hint';
  // A catch for what stands before it is no catch for a module that does not load.
  if (rejection.reason.isMinor === true && catchClause.parent.tryBlock.statements.length > 1) return 'information';
  if (promises.every(isAnswer)) return 'information';
  // The caller gets the same error; what is missing is a line in the log.
  return isLoggingRethrow(catchClause) ? 'information' : 'warning';
}

/** `return helpers.notAllowed(req, res);`: it answers the client, and the catch is for what comes before. */
function isAnswer(promise: ts.Expression): boolean {
  const call = unwrap(promise);
  if (!ts.isCallExpression(call) || !call.arguments.some(isResponse)) return false;
  const callee = unwrap(call.expression);
  return answering.test(ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? ''));
}

const isResponse = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) && /^(?:res|response|reply)$/.test(node.text);

const answering =
  /^(?:not[A-Z]|deny|refuse|respond|reply|(?:send|format|render|handle|return)\w*(?:Error|Response|Page)$)|^\w*[eE]rrorHandler$/;

/** `response.json()`: what answered is here already, and hardly any time goes by until its text is. */
function isBodyOfResponse(promise: ts.Expression): boolean {
  const call = unwrap(promise);
  return (
    ts.isCallExpression(call) &&
    call.arguments.length === 0 &&
    /^(?:json|text|blob|arrayBuffer|formData)$/.test(memberName(unwrap(call.expression)) ?? '')
  );
}

/**
 * `Promise.resolve(x)` leaves nothing to wait for, and whoever writes `Promise.reject(error)` hands the failure to the
 * caller on purpose.
 */
function settledBy(promise: ts.Expression): 'resolve' | 'reject' | undefined {
  const method = ts.isCallExpression(promise) ? promiseStatic(promise) : undefined;
  return method === 'resolve' || method === 'reject' ? method : undefined;
}

function dataOf(promise: ts.Expression, { catchClause, finallyBlock }: Guard, rejection: Rejection): Data {
  return {
    name: `\`${calleeWords(promise)}\``,
    hasCatch: catchClause !== undefined,
    hasFinally: finallyBlock !== undefined,
    isLoggingOnly: catchClause !== undefined && isLoggingOnly(catchClause),
    canReject: rejection.kind === 'may',
    because: becauseOf(rejection),
  };
}

/** A reason without a place says nothing that the sentence does not say already. */
function becauseOf(rejection: Rejection): string {
  if (rejection.kind === 'never') return rejection.because;
  return rejection.reason.steps.length > 0 ? rejection.reason.because : '';
}

function awaitEdits(statement: ts.Node, ctx: FixContext) {
  return ts.isReturnStatement(statement) ? promisesIn(statement, ctx).flatMap(awaitValueEdits) : undefined;
}
