import type { RelatedPlace } from '../../../../shared/src/finding.ts';
import { awaitPlace, isFailureHeard } from '../../edits/awaiting.ts';
import { claimEdits, claimsAfter } from '../../edits/claiming.ts';
import {
  awaitEdits,
  catchEdits,
  gatherEdits,
  handOnEdits,
  insertion,
  reporter,
  voidEdits,
} from '../../edits/handling.ts';
import { loggerAt } from '../../edits/logging.ts';
import { styleOf } from '../../edits/style.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import type { Runtime } from '../../engine/snapshot.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { nextAround } from '../../edits/request-answer.ts';
import { isClaimedDone, severityOf } from '../../semantics/floating-costs.ts';
import { chainHead, type FloatingPromise } from '../../semantics/floating.ts';
import { enclosingFunction, isAsync, unwrap } from '../../semantics/nodes.ts';
import { isInlineFunctionCall, loggedName, nameOf, quotedFunctionName } from '../../semantics/promise-words.ts';
import { calledName, closing, heavier } from '../../semantics/rejection-reasons.ts';
import type { Rejection } from '../../semantics/rejections.ts';
import { chainCall } from '../../semantics/thenables.ts';
import { fateOfUnheard } from '../../semantics/unheard-rejections.ts';

type FixId = 'await' | 'return' | 'claim' | 'next' | 'catch' | 'gather' | 'void';

type Data = {
  /** The code's own words for what makes the promise. */
  readonly name: string;
  readonly isArray: boolean;
  /** What a failure comes to. */
  readonly fate: string;
  readonly canReject: boolean;
  readonly because: string;
  readonly logger: string;
  /** The module's own start in a program of Node: a failure that is only logged would end with exit code 0. */
  readonly startsProgram: boolean;
  /** The function that waiting would make async; empty when it is async already. */
  readonly makesAsync: string;
  /** How many neighbours could be awaited together. */
  readonly neighbours: number;
  readonly fixes: readonly FixId[];
};

type Context = RuleContext<Data> | FixContext;

export const floatingPromise = defineRule<Data>({
  meta: {
    id: 'floating-promise',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Nobody waits for the promise and nobody hears it fail: the work may be cut off half done, and its error ends the Node process or vanishes in the browser.',
      bad: `export async function checkout(order: Order) {\n  await charge(order);\n  sendReceipt(order);\n}`,
      good: `export async function checkout(order: Order) {\n  await charge(order);\n  await sendReceipt(order);\n}`,
      silent: [
        'a promise that is awaited, returned, stored, passed on, marked with `void` or given a rejection handler',
        'a call whose promise cannot reject, because everything in it that can fail is caught (a hint in profile `strict`)',
        'calls that are not meant to be awaited: `node:test`, the chainable methods of Fastify, `navigate()` of routers',
      ],
    },
  },
  check: (ctx) => ({
    ExpressionStatement(statement) {
      const promises = floatingIn(statement, ctx);
      const [first] = promises;
      if (first === undefined) return;
      const rejection = worstOf(promises, ctx);
      ctx.report(statement, dataOf(statement, promises, first, rejection, ctx), {
        span: firstLineOf(statement, ctx.tree, statement.expression.end),
        severity: severityOf(statement, rejection, ctx),
        related: stepsOf(rejection),
      });
    },
  }),
  message: ({ name, isArray, canReject, because, fate }) =>
    canReject
      ? `If ${isArray ? `a promise of ${name}` : name} rejects${because === '' ? '' : ` (${because})`}, ${fate}`
      : `Nothing waits for ${name}, so what follows runs before it is done. It does not look as if it could reject: ${because}.`,
  fixes: [
    {
      id: 'return',
      safety: 'unsafe',
      title: ({ name }) => `Return ${name}, so that the chain waits for it`,
      appliesTo: ({ fixes }) => fixes.includes('return'),
      edits: (statement) => [insertion(statement.getStart(), 'return ')],
    },
    {
      id: 'claim',
      safety: 'unsafe',
      title: ({ name, logger }) => `Say so only once ${name} is done, and report a failure with \`${logger}\``,
      appliesTo: ({ fixes }) => fixes.includes('claim'),
      edits(statement, _data, ctx) {
        const [floating] = ts.isExpressionStatement(statement) ? floatingIn(statement, ctx) : [];
        return floating && ts.isExpressionStatement(statement)
          ? claimEdits(statement, reporter(floating.promise, loggedName(floating)))
          : undefined;
      },
    },
    {
      id: 'await',
      safety: 'unsafe',
      title: ({ name, isArray, makesAsync }) =>
        `Await ${isArray ? 'all promises of ' : ''}${name}${makesAsync === '' ? '' : ` and make ${makesAsync} async`}`,
      appliesTo: ({ fixes }) => fixes.includes('await'),
      edits(statement, _data, ctx) {
        const place = awaitPlace(statement, ctx.snapshot, ctx.facts);
        return place && ts.isExpressionStatement(statement) ? awaitEdits(floatingIn(statement, ctx), place) : undefined;
      },
    },
    {
      id: 'next',
      safety: 'unsafe',
      title: ({ name }) => `Hand a failure of ${name} to \`next\`, so that the request is answered`,
      appliesTo: ({ fixes }) => fixes.includes('next'),
      edits(statement, _data, ctx) {
        const next = ts.isExpressionStatement(statement) ? nextAround(statement, ctx.semantics) : undefined;
        if (next === undefined || !ts.isExpressionStatement(statement)) return undefined;
        const handed = handOnEdits(floatingIn(statement, ctx), next.name, (each) => catchForm(each, ctx) === 'own');
        return [...next.edits, ...handed];
      },
    },
    {
      id: 'catch',
      safety: 'unsafe',
      title: ({ name, logger, startsProgram }) =>
        startsProgram
          ? `Report a failure of ${name} with \`${logger}\`, and end with exit code 1`
          : `Go on without waiting, and report a failure of ${name} with \`${logger}\``,
      appliesTo: ({ fixes }) => fixes.includes('catch'),
      edits: (statement, { startsProgram }, ctx) =>
        ts.isExpressionStatement(statement)
          ? catchEdits(floatingIn(statement, ctx), {
              subjectOf: loggedName,
              isSure: (floating) => catchForm(floating, ctx) === 'own',
              also: startsProgram ? ['process.exit(1)'] : [],
            })
          : undefined,
    },
    {
      id: 'gather',
      safety: 'unsafe',
      title: ({ neighbours }) => `Await these ${neighbours} promises together with \`Promise.all\``,
      appliesTo: ({ fixes }) => fixes.includes('gather'),
      edits(statement, _data, ctx) {
        const place = awaitPlace(statement, ctx.snapshot, ctx.facts);
        return place && ts.isExpressionStatement(statement)
          ? gatherEdits(neighboursOf(statement, ctx), place)
          : undefined;
      },
    },
    {
      id: 'void',
      safety: 'unsafe',
      title: ({ name }) => `Mark ${name} with \`void\` as not awaited on purpose`,
      appliesTo: ({ fixes }) => fixes.includes('void'),
      edits: (statement, { canReject }) =>
        ts.isExpressionStatement(statement) ? voidEdits(statement, canReject) : undefined,
    },
  ],
});

/** A handler alone would leave people with a word on what never happened. */
const isClaimedInVain = (statement: ts.ExpressionStatement, rejection: Rejection & { kind: 'may' }): boolean =>
  rejection.reason.isMinorUnlessClaimed === true && isClaimedDone(statement) && claimsAfter(statement).length > 0;

const stepsOf = (rejection: Rejection): readonly RelatedPlace[] =>
  rejection.kind === 'may' ? rejection.reason.steps : [];

/** Lazy queries are the business of query-never-run: they do not float, they never start. */
function floatingIn(statement: ts.ExpressionStatement, ctx: Context): readonly FloatingPromise[] {
  if (!mayFloat(unwrap(statement.expression))) return [];
  return ctx.semantics
    .floatingPromises(statement.expression)
    .filter(({ promise }) => ctx.semantics.queries.lazyQuery(promise) === undefined && !isIgnorable(promise, ctx));
}

/** Statements that hold no promise whatever their types are; most are decided here. */
function mayFloat(node: ts.Expression): boolean {
  return !(
    ts.isPrefixUnaryExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    ts.isLiteralExpression(node) ||
    ts.isDeleteExpression(node) ||
    (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword)
  );
}

function isIgnorable(promise: ts.Expression, ctx: Context): boolean {
  const head = chainHead(promise);
  if (!ts.isCallExpression(head)) return false;
  return ctx.semantics.callees.of(head).facts.some((fact) => 'ignorable' in fact);
}

function worstOf(promises: readonly FloatingPromise[], ctx: Context): Rejection {
  if (promises.every(({ promise }) => isWarmUp(promise)))
    return { kind: 'never', because: 'it only loads a module ahead of time' };
  const [first = harmless, ...others] = promises.map(({ promise }) => ctx.semantics.rejections.rejectionOf(promise));
  return others.reduce((worst, next) => {
    if (worst.kind === 'never' || next.kind === 'never') return worst.kind === 'never' ? next : worst;
    return heavier(worst.reason, () => next.reason) === worst.reason ? worst : next;
  }, first);
}

const harmless: Rejection = { kind: 'never', because: 'nothing in it rejects' };

/** `import('./Chart');` as a statement: whoever needs the module imports it again and sees the failure. */
const isWarmUp = (promise: ts.Expression): boolean =>
  ts.isCallExpression(promise) && promise.expression.kind === ts.SyntaxKind.ImportKeyword;

function dataOf(
  statement: ts.ExpressionStatement,
  promises: readonly FloatingPromise[],
  first: FloatingPromise,
  rejection: Rejection,
  ctx: RuleContext<Data>,
): Data {
  const canReject = rejection.kind === 'may';
  const isHeard = !canReject || isFailureHeard(statement, ctx.semantics);
  const place = isHeard ? awaitPlace(statement, ctx.snapshot, ctx.facts) : undefined;
  const neighbours = place ? neighboursOf(statement, ctx).length : 0;
  const fixes: FixId[] = ['void'];
  if (isInThenCallback(statement, promises)) fixes.push('return');
  if (place && !promises.some(isBackgroundWork)) fixes.push('await');
  if (canReject && isClaimedInVain(statement, rejection)) fixes.push('claim');
  else if (canReject && promises.every((floating) => catchForm(floating, ctx) !== undefined))
    fixes.push(nextAround(statement, ctx.semantics) ? 'next' : 'catch');
  if (neighbours > 1) fixes.push('gather');
  return {
    name: nameOf(first),
    isArray: first.shape === 'array',
    fate: canReject ? fateOfUnheard(ctx) : '',
    canReject,
    because: canReject ? becauseOf(rejection) : rejection.because,
    logger: loggerAt(statement).name,
    startsProgram: isProgramStart(statement, ctx),
    makesAsync: place?.makesAsync ? (quotedFunctionName(place.makesAsync) ?? 'the callback') : '',
    neighbours,
    fixes,
  };
}

/** A reason without a place says nothing that the sentence does not say already. */
const becauseOf = (rejection: Rejection & { kind: 'may' }): string =>
  rejection.reason.steps.length > 0 ? rejection.reason.because : '';

/**
 * An async function called on the spot inside another one was written so that the outer one goes on, for instance to
 * return the stream that the inner one writes: waiting there may never end.
 */
function isBackgroundWork({ promise }: FloatingPromise): boolean {
  return isInlineFunctionCall(chainHead(promise)) && enclosingFunction(promise) !== undefined;
}

/** `p.then(() => { save(); })`: the chain would wait for a promise that its callback returned. */
function isInThenCallback(statement: ts.ExpressionStatement, promises: readonly FloatingPromise[]): boolean {
  const fn = enclosingFunction(statement);
  if (fn === undefined || isAsync(fn) || !ts.isBlock(statement.parent) || statement.parent.parent !== fn) return false;
  if (statement.parent.statements.at(-1) !== statement || promises[0]?.promise !== unwrap(statement.expression))
    return false;
  return ts.isCallExpression(fn.parent) && chainCall(fn.parent) !== undefined && fn.parent.expression !== fn;
}

/** Where `.catch` fits: on the promise, or on one made of a value that is a promise only at times, or one without a `catch`. */
function catchForm({ promise, shape }: FloatingPromise, ctx: Context): 'own' | 'resolved' | undefined {
  if (shape === 'array') return 'own';
  const thenable = ctx.semantics.thenables.isThenable(promise);
  const typed = ctx.snapshot.oracle(ctx.file)?.isPromise(promise);
  // A `PromiseLike` has no `catch`, and TypeScript may know no more of what `then` of a query gives.
  if (typed === 'no') return thenable === 'yes' ? 'resolved' : undefined;
  if (typed !== 'always' && styleOf(ctx.tree).isTypeScript && ctx.semantics.queries.lazyQuery(chainHead(promise)))
    return 'resolved';
  if (ts.isCallExpression(promise) && ts.isOptionalChain(promise)) return 'own';
  if (typed === 'maybe' || thenable === 'maybe') return 'resolved';
  return thenable === 'yes' ? 'own' : undefined;
}

/** The run of floating statements that the statement stands in, as far as they can be moved into one call. */
function neighboursOf(statement: ts.ExpressionStatement, ctx: Context): readonly ts.ExpressionStatement[] {
  const block = statement.parent;
  if (!ts.isBlock(block) && !ts.isSourceFile(block)) return [];
  const at = block.statements.indexOf(statement);
  let start = at;
  let end = at;
  while (canGather(block.statements[start - 1], ctx)) start -= 1;
  while (canGather(block.statements[end + 1], ctx)) end += 1;
  const run = block.statements.slice(start, end + 1).filter(ts.isExpressionStatement);
  return run.every((one) => canGather(one, ctx)) ? run : [];
}

/** What closes something comes after what uses it, so it cannot run beside its neighbours. */
function canGather(statement: ts.Statement | undefined, ctx: Context): boolean {
  if (statement === undefined || !ts.isExpressionStatement(statement)) return false;
  const text = statement.getFullText(ctx.tree);
  if (statement.getText(ctx.tree).includes('\n') || /\/[/*]/.test(text)) return false;
  const [only, ...others] = floatingIn(statement, ctx);
  if (only && ts.isCallExpression(only.promise) && closing.has(calledName(only.promise))) return false;
  return only?.promise === unwrap(statement.expression) && only.shape === 'promise' && others.length === 0;
}

const programs: ReadonlySet<Runtime> = new Set(['node', 'cli', 'build']);

function isProgramStart(statement: ts.Statement, { facts, tree, snapshot }: RuleContext<Data>): boolean {
  if (enclosingFunction(statement) !== undefined || !programs.has(facts.runtime)) return false;
  if (!styleOf(tree).isTypeScript || /\bprocess\./.test(tree.text)) return true;
  return snapshot.packageOf(tree.fileName)?.dependencies.has('@types/node') === true;
}
