import { ts } from '../engine/syntax.ts';
import { type CaughtWork, type MayThrow, workIn, workOfPromise, writesOutside } from './caught-work.ts';
import { claimsSuccess, isMadeUp, isSuccess } from './failure-answers.ts';
import {
  answersRequests,
  holdsComment,
  isAttempt,
  isForgiving,
  isInFailure,
  isSaidOnPurpose,
  nameOfFunction,
} from './forgiveness.ts';
import { isLogging } from './guards.ts';
import {
  enclosingFunction,
  type FunctionNode,
  isFunctionExpression,
  returnedExpressions,
  shortText,
  unwrap,
} from './nodes.ts';

/** A failure that ends where it is caught. */
export interface Swallowing {
  /**
   * `empty`: nothing is done about it. `claimed`: at most a log hears of it, and the code goes on to say that all went
   * well. `made-up`: the caller is given a value that stands for nothing.
   */
  readonly kind: 'empty' | 'claimed' | 'made-up';
  readonly work: CaughtWork;
  readonly isLogged: boolean;
  /** A fallback that stands right where the value is used, or a text that is left out of a longer one. */
  readonly isFallback?: true;
  /** The value, or the line that says that all went well, in the code's own words. */
  readonly answer: string;
  /** The function that answers, if it has a name. */
  readonly caller: string | undefined;
  /** Whether a `return` in the `catch` would stop it from saying so. */
  readonly canLeave: boolean;
}

export function swallowedByCatch(clause: ts.CatchClause, mayThrow?: MayThrow): Swallowing | undefined {
  const { statements } = clause.block;
  const last = statements.at(-1);
  const returned = last !== undefined && ts.isReturnStatement(last) ? last.expression : undefined;
  const logs = returned === undefined ? statements : statements.slice(0, -1);
  if (!logs.every(isLogging)) return undefined;
  const isAnswer = returned !== undefined && (isMadeUp(returned) || isSuccess(returned));
  if (returned !== undefined && !isAnswer) return undefined;
  const claim = returned === undefined ? claimAfter(clause.parent) : undefined;
  if (returned === undefined && claim === undefined && statements.length > 0) return undefined;
  if (isForgiven(clause, logs)) return undefined;
  const work = workIn(clause.parent.tryBlock, mayThrow);
  if (work === undefined) return undefined;
  const fn = enclosingFunction(clause);
  const isLogged = logs.length > 0;
  const caller = nameOfFunction(fn);
  const shared = { work, isLogged, caller, canLeave: false };
  if (returned !== undefined) return fn && answeredInstead(returned, fn, clause, shared);
  if (claim !== undefined && work.kind === 'write' && fn !== undefined && isOnlyWork(clause.parent, fn))
    return { ...shared, kind: 'claimed', answer: shortText(claim), canLeave: canLeave(claim, fn) };
  return isLogged ? undefined : { ...shared, kind: 'empty', answer: '' };
}

function isForgiven(clause: ts.CatchClause, logs: readonly ts.Node[]): boolean {
  const statement = clause.parent;
  return (
    holdsComment(clause.block) ||
    isSaidOnPurpose(statement, logs) ||
    isInFailure(statement) ||
    isAttempt(statement) ||
    isForgiving(enclosingFunction(clause))
  );
}

/** A value in place of the failure, where the function gives a real one if all goes well. */
function answeredInstead(
  returned: ts.Expression,
  fn: FunctionNode,
  clause: ts.CatchClause,
  shared: Pick<Swallowing, 'work' | 'isLogged' | 'caller' | 'canLeave'>,
): Swallowing | undefined {
  if (answersRequests(fn)) return undefined;
  const others = returnedExpressions(fn).filter((each) => each.pos < clause.pos || each.pos > clause.end);
  const answer = shortText(returned);
  if (isSuccess(returned)) {
    const isAlike = shared.work.kind === 'write' && others.some(isSuccess);
    return isAlike ? { ...shared, kind: 'claimed', answer: `return ${answer}` } : undefined;
  }
  const givesReal = others.some((each) => !isMadeUp(each));
  if (!givesReal) return undefined;
  const isText = ts.isStringLiteralLike(unwrap(returned));
  return { ...shared, kind: 'made-up', answer, ...(isText ? { isFallback: true } : {}) };
}

/** What comes right after the `try` in any case, and says that all went well. */
function claimAfter(statement: ts.TryStatement): ts.Statement | undefined {
  const { parent } = statement;
  if (statement.finallyBlock || !ts.isBlock(parent)) return undefined;
  for (const next of parent.statements.slice(parent.statements.indexOf(statement) + 1)) {
    if (claimsSuccess(next)) return next;
    if (!ts.isExpressionStatement(next) && !ts.isVariableStatement(next)) return undefined;
  }
  return undefined;
}

/** Where other things were written as well, the success may be theirs. */
function isOnlyWork(statement: ts.TryStatement, fn: FunctionNode): boolean {
  return !answersRequests(fn) && fn.body !== undefined && !writesOutside(statement, fn.body);
}

/** A function that gives no value can stop anywhere. */
const canLeave = (claim: ts.Statement, fn: FunctionNode): boolean =>
  !ts.isReturnStatement(claim) && returnedExpressions(fn).length === 0;

/** `.catch(() => {})`, `.catch(() => [])`. */
export function swallowedByHandler(call: ts.CallExpression, mayThrow?: MayThrow): Swallowing | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'catch') return undefined;
  const [handler, ...more] = call.arguments;
  if (handler === undefined || more.length > 0 || !isFunctionExpression(handler)) return undefined;
  const answer = answerOf(handler);
  if (answer === undefined) return undefined;
  const statement = statementOf(call);
  const isDropped = statement !== undefined;
  // What gives a value is asked for it; what gives none has nothing to answer.
  if (answer === 'nothing' ? !isDropped : isDropped) return undefined;
  const fn = enclosingFunction(call);
  if (isInFailure(call) || isForgiving(fn) || isSaidOnPurpose(statement ?? call, [])) return undefined;
  const work = workOfPromise(call.expression.expression, mayThrow);
  if (work === undefined) return undefined;
  const shared = { work, isLogged: false, caller: undefined, canLeave: false };
  return answer === 'nothing'
    ? { ...shared, kind: 'empty', answer: '' }
    : { ...shared, kind: 'made-up', isFallback: true, answer: shortText(answer) };
}

/** Undefined for handlers that do something, or say in a comment why they do not. */
function answerOf({ body }: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | 'nothing' | undefined {
  if (ts.isBlock(body)) return body.statements.length === 0 && !holdsComment(body) ? 'nothing' : undefined;
  const value = unwrap(body);
  if (ts.isIdentifier(value) && value.text === 'undefined') return 'nothing';
  if (value.kind === ts.SyntaxKind.NullKeyword || ts.isVoidExpression(value)) return 'nothing';
  return isMadeUp(value) ? value : undefined;
}

/** The statement that drops what the call gives, waited for or not. */
function statementOf(call: ts.Expression): ts.ExpressionStatement | undefined {
  let node: ts.Node = call;
  while (
    ts.isAwaitExpression(node.parent) ||
    ts.isVoidExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent)
  )
    node = node.parent;
  return ts.isExpressionStatement(node.parent) ? node.parent : undefined;
}
