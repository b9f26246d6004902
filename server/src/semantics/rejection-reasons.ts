import type { RelatedPlace } from '../../../shared/src/finding.ts';
import { placeOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import type { CallNode } from './callees.ts';
import { calleeWords, enclosingFunction, type FunctionNode, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { isTold } from './told-errors.ts';

const maxSteps = 6;

/** Why a promise can reject: each step is one nearer to what throws. */
export interface RejectionReason {
  /** A clause whose subject is the promise's maker: "it awaits `charge()`, which throws `CardError`". */
  readonly because: string;
  readonly steps: readonly RelatedPlace[];
  /** Failing costs little, so nobody would act on it. */
  readonly isMinor?: boolean;
  /** Failing costs little only where nothing goes on to say that it was done. */
  readonly isMinorUnlessClaimed?: boolean;
  /** Absent where the code or a model shows the failure. */
  readonly guess?: Guess;
}

/**
 * What speaks for a failure that nothing shows: that a package of which no model knows does the work, that the error was
 * told to somebody before it was thrown, or no more than the promise's type. `guard`: it is thrown where the program itself
 * made a mistake, or on text that it wrote itself, before anything from outside was waited for; `assertion`: it says itself
 * that it was called with what it does not take.
 */
export type Guess = 'package' | 'told' | 'guard' | 'assertion' | 'type';

/** All that is known of a promise that no body and no package stands behind. */
export const unseen: RejectionReason = { because: 'nothing shows that it cannot', steps: [], guess: 'type' };

const weights: Readonly<Record<Guess, number>> = { type: 1, assertion: 1, guard: 2, told: 2, package: 2 };

function weightOf({ isMinor, guess }: RejectionReason): number {
  if (isMinor === true) return 0;
  return guess === undefined ? 3 : weights[guess];
}

/** No other reason can weigh more. */
export const isFull = (reason: RejectionReason | undefined): boolean => reason !== undefined && weightOf(reason) === 3;

/** The reason that weighs more; the first one where they weigh the same. */
export function heavier(
  first: RejectionReason | undefined,
  next: () => RejectionReason | undefined,
): RejectionReason | undefined {
  if (first === undefined) return next();
  if (isFull(first)) return first;
  const second = next();
  return second !== undefined && weightOf(second) > weightOf(first) ? second : first;
}

export function thrown(node: ts.ThrowStatement): RejectionReason {
  const value = unwrap(node.expression);
  const caught = ts.isIdentifier(value) ? scopesOf(value.getSourceFile()).bindingOf(value) : undefined;
  if (caught?.kind === 'catch') {
    return stepAt(node, 'it throws again what it caught', {
      because: '',
      steps: [],
      ...(isTold(caught, node) ? { guess: 'told' } : {}),
    });
  }
  const what = ts.isNewExpression(value) ? `\`${calleeWords(value.expression)}\`` : 'here';
  const guess = guessOf(node, value);
  return stepAt(node, `it throws ${what}`, { because: '', steps: [], ...(guess === undefined ? {} : { guess }) });
}

function guessOf(node: ts.ThrowStatement, value: ts.Expression): Guess | undefined {
  if (isToldBefore(node)) return 'told';
  if (!ts.isNewExpression(value) || !isGuard(node)) return undefined;
  return value.expression.getText() === 'TypeError' && asksForParameter(node) ? 'assertion' : 'guard';
}

/** `if (graph === undefined) return Promise.reject(new Error('there is no graph'));`: said where a throw would say the same. */
export function rejected(node: ts.CallExpression): RejectionReason {
  const [error] = node.arguments;
  const { parent } = node;
  const isMade = error !== undefined && ts.isNewExpression(unwrap(error));
  const guess = isMade && ts.isReturnStatement(parent) && isGuard(parent) ? 'guard' : undefined;
  return stepAt(node, 'it is a rejected promise', {
    because: '',
    steps: [],
    ...(guess === undefined ? {} : { guess }),
  });
}

/** `if (!language) throw new TypeError(…)`, of what the function was given. */
function asksForParameter(node: ts.ThrowStatement): boolean {
  const words = new Set<string>(
    conditionOf(node)
      ?.getText()
      .match(/[\w$]+/g),
  );
  return enclosingFunction(node)?.parameters.some(({ name }) => words.has(name.getText())) ?? false;
}

/** Where the `reject` of a `new Promise` is called or handed on. */
export function rejectedBy(reject: ts.Identifier): RejectionReason {
  const statement = reject.parent.parent;
  const isSaid = ts.isExpressionStatement(statement) && isToldBefore(statement);
  return stepAt(reject, 'it is rejected here', { because: '', steps: [], ...(isSaid ? { guess: 'told' } : {}) });
}

/** `error$.next(reason); … throw new Error(reason);`, `setError(reason); … reject(new Error(reason));` */
function isToldBefore(node: ts.Statement): boolean {
  const { parent } = node;
  if (!ts.isBlock(parent)) return false;
  const before = parent.statements.slice(0, parent.statements.indexOf(node));
  return before.some((each) => {
    const call = ts.isExpressionStatement(each) ? unwrap(each.expression) : undefined;
    return call !== undefined && ts.isCallExpression(call) && tellsPage.test(call.expression.getText());
  });
}

const tellsPage = /^(?:[\w$]+\??\.)*(?:\w*error\$?\.next|set\w*Error|\w*toast(?:\.\w+)?|alert|show\w*Error)$/i;

type Leaving = ts.ThrowStatement | ts.ReturnStatement;

/** Thrown before the function has waited for anything, on conditions that ask for no failure. */
function isGuard(node: Leaving): boolean {
  const condition = conditionOf(node);
  const conditions = condition === undefined ? conditionsLeft(node) : [condition];
  if (conditions.length === 0 || conditions.some((each) => aboutFailures.test(each.getText()))) return false;
  const owner = enclosingFunction(node);
  return owner?.body !== undefined && !awaitsBefore(owner.body, node.pos);
}

const aboutFailures = /err|\bok\b|status|fail|succe|isLeft|respon|result/i;

/** Of the `if` or `switch` that the statement is all about. */
function conditionOf(node: Leaving): ts.Expression | undefined {
  const owner = ts.isBlock(node.parent) ? node.parent.parent : node.parent;
  if (ts.isIfStatement(owner)) return owner.expression;
  return ts.isCaseOrDefaultClause(owner) ? owner.parent.parent.expression : undefined;
}

/** `if (from < to) return …; if (from > to) return …; throw …`: what is thrown on where a function has returned for every other case. */
function conditionsLeft(node: Leaving): readonly ts.Expression[] {
  const body = enclosingFunction(node)?.body;
  if (body === undefined || node.parent !== body || !ts.isBlock(body) || body.statements.at(-1) !== node) return [];
  const before = body.statements.slice(0, -1);
  return before.every(returnsWhere) ? before.map(({ expression }) => expression) : [];
}

function returnsWhere(statement: ts.Statement): statement is ts.IfStatement {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const { thenStatement } = statement;
  const last = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  return last !== undefined && ts.isReturnStatement(last);
}

function awaitsBefore(node: ts.Node, end: number): boolean {
  if (node.pos >= end || isFunctionNode(node)) return false;
  return (
    ts.isAwaitExpression(node) ||
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
    (ts.forEachChild(node, (child) => awaitsBefore(child, end)) ?? false)
  );
}

export const calleeText = (call: CallNode): string =>
  calleeWords(ts.isTaggedTemplateExpression(call) ? call.tag : call);

/** Clean-up: whoever calls these is done with the work, and their failing loses nothing. */
export const closing: ReadonlySet<string> = new Set([
  'close',
  'closeAll',
  'end',
  'disconnect',
  '$disconnect',
  'quit',
  'destroy',
  'release',
  'stop',
  'terminate',
  'dispose',
]);

export function calledName(call: CallNode): string {
  const callee = unwrap(ts.isTaggedTemplateExpression(call) ? call.tag : call.expression);
  return memberName(callee) ?? '';
}

/** Adds a place in front of a reason; the sentence grows by at most one clause. */
export function stepAt(node: ts.Node, clause: string, inner: RejectionReason): RejectionReason {
  const place = placeOf(node);
  const owner = enclosingFunction(node);
  const name = owner ? nameOfFunction(owner) : undefined;
  const message = name === undefined ? `${clause[0]?.toUpperCase()}${clause.slice(1)}` : `In \`${name}\`: ${clause}`;
  return {
    because: clause,
    steps: [{ ...place, message }, ...inner.steps].slice(0, maxSteps),
    isMinor: inner.isMinor ?? false,
    ...(inner.guess === undefined ? {} : { guess: inner.guess }),
  };
}

/** The file without its ending, and the function: `/shop/lib/report.track`. */
export const qualifiedName = (fn: FunctionNode): string =>
  `${fn.getSourceFile().fileName.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')}.${nameOfFunction(fn) ?? ''}`;

function nameOfFunction(fn: FunctionNode): string | undefined {
  if (fn.name && (ts.isIdentifier(fn.name) || ts.isPrivateIdentifier(fn.name))) return fn.name.text;
  const parent = fn.parent;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}
