import type { Severity, TextEdit } from '../../../../shared/src/finding.ts';
import { guardEdits } from '../../edits/guarding.ts';
import { awaitAllEdits, awaitMappedEdits, forOfEdits } from '../../edits/iterating.ts';
import { loggerAt } from '../../edits/logging.ts';
import { awaitPredicateEdits, awaitReducerEdits } from '../../edits/predicates.ts';
import { runInsideEdits } from '../../edits/run-inside.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type Fix, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { isArrayMethod } from '../../semantics/callback-names.ts';
import type { Receiver, ReceiverUse } from '../../semantics/callbacks.ts';
import { mayRunInPage } from '../../semantics/floating-costs.ts';
import {
  calleeWords,
  isAsync,
  isFunctionNode,
  isGenerator,
  memberName,
  returnedExpressions,
  unwrap,
} from '../../semantics/nodes.ts';
import type { FunctionPlace, PromiseFunction } from '../../semantics/promise-functions.ts';
import { isByTheWay, isSigningOut } from '../../semantics/promise-words.ts';
import type { Rejection } from '../../semantics/rejections.ts';
import { isPlainlyNoPromise } from '../../semantics/thenables.ts';
import { fateOfUnheard, isFireAndForget, lastHearerAt } from '../../semantics/unheard-rejections.ts';

type FixId = 'for-of' | 'all' | 'all-mapped' | 'wait-first' | 'reducer' | 'inside' | 'catch';

type Data = {
  readonly use: ReceiverUse;
  /** The receiver in the code's own words. */
  readonly receiver: string;
  /** The function in the code's own words: a name, or "this async function". */
  readonly name: string;
  /** What a failure comes to. */
  readonly fate: string;
  readonly canReject: boolean;
  readonly because: string;
  readonly logger: string;
  readonly fixes: readonly FixId[];
};

export const asyncCallbackIgnored = defineRule<Data>({
  meta: {
    id: 'async-callback-ignored',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Whoever calls the async function does not look at its promise: the work is still going on when the code after it runs, and when it fails nobody hears it. A promise that is taken for true or false is always true.',
      bad: `orders.forEach(async (order) => {\n  await ship(order);\n});\nreport('all shipped');`,
      good: `for (const order of orders) {\n  await ship(order);\n}\nreport('all shipped');`,
      silent: [
        'a receiver whose type or documentation says that it waits: `void | Promise<void>`, test frameworks, `reduce` that awaits what it carries',
        'a function of the project that awaits what it is given, whatever its type says',
        'a callback whose promise cannot reject (a hint in profile `strict`)',
        'what a wrapper gives back, such as `onSubmit={handleSubmit(save)}`',
      ],
    },
  },
  check: (ctx) => {
    const examine = (value: FunctionPlace): void => report(value, ctx);
    return {
      CallExpression: (call) => call.arguments.forEach(examine),
      NewExpression: (call) => call.arguments?.forEach(examine),
      JsxAttribute({ initializer }) {
        if (initializer && ts.isJsxExpression(initializer) && initializer.expression) examine(initializer.expression);
      },
      BinaryExpression({ operatorToken, right }) {
        if (operatorToken.kind === ts.SyntaxKind.EqualsToken) examine(right);
      },
      VariableDeclaration({ type, initializer }) {
        if (type && initializer) examine(initializer);
      },
      PropertyAssignment: ({ initializer }) => examine(initializer),
      ShorthandPropertyAssignment: examine,
      ReturnStatement({ expression }) {
        if (expression) examine(expression);
      },
      ArrowFunction({ body }) {
        if (!ts.isBlock(body)) examine(body);
      },
      MethodDeclaration(method) {
        if (inherits(method.parent)) examine(method);
      },
      PropertyDeclaration(property) {
        if (inherits(property.parent)) examine(property.type ? property : (property.initializer ?? property));
      },
      MethodSignature(member) {
        if (inherits(member.parent)) examine(member);
      },
      PropertySignature(member) {
        if (inherits(member.parent)) examine(member);
      },
    };
  },
  message: (data) => `${consequenceOf(data)}${failureOf(data)}`,
  fixes: [
    offer(
      'for-of',
      ({ receiver }) => `Loop with \`for…of\` instead of \`${receiver}\`, and wait for one after the other`,
    ),
    offer('all', () => 'Run all at once and wait for them with `Promise.all`'),
    offer('all-mapped', () => 'Wait for all that `map` starts with `Promise.all`'),
    offer('wait-first', ({ receiver }) => `Wait for all answers before \`${receiver}\` looks at them`),
    offer('reducer', ({ receiver }) => `Await what \`${receiver}\` carries from one item to the next`),
    offer(
      'inside',
      ({ logger }) => `Run an async function inside the effect, and report its failure with \`${logger}\``,
    ),
    offer('catch', ({ name, logger }) =>
      name.startsWith('`') ? `Report a failure of ${name} with \`${logger}\`` : `Report a failure with \`${logger}\``,
    ),
  ],
});

type Context = RuleContext<Data> | FixContext;

function offer(id: FixId, title: Fix<Data>['title']): Fix<Data> {
  return {
    id,
    safety: 'unsafe',
    title,
    appliesTo: ({ fixes }) => fixes.includes(id),
    edits: (node, _data, ctx) => editsOf(id, node, ctx),
  };
}

function report(value: FunctionPlace, ctx: RuleContext<Data>): void {
  const { semantics } = ctx;
  if (isSettled(value, ctx)) return;
  // Who is given it is cheaper to tell than what a function without `async` returns.
  if (returnsUnsaid(value) && semantics.callbacks.receiverOf(value) === undefined) return;
  const given = semantics.promiseFunctions.promiseFunctionOf(value, evidenceFor(value, ctx));
  const receiver = given && semantics.callbacks.receiverOf(value);
  if (given === undefined || receiver === undefined || isDeclaredElsewhere(value, ctx)) return;
  const rejection = given.rejection();
  ctx.report(value, dataOf(value, rejection, receiver, ctx), {
    span: firstLineOf(value, ctx.tree),
    severity: severityOf(value, given, rejection, receiver, ctx),
    related: rejection.kind === 'may' ? rejection.reason.steps : [],
  });
}

function returnsUnsaid(value: FunctionPlace): boolean {
  const fn = ts.isExpression(value) ? unwrap(value) : value;
  if (!isFunctionNode(fn) || isAsync(fn) || fn.type !== undefined) return false;
  return !returnedExpressions(fn).every(isPlainlyNoPromise);
}

/** What only a type speaks for is a hint, unless an array decides by it; types cost most of what a keystroke does. */
function evidenceFor({ parent }: FunctionPlace, { showsHints }: RuleContext<Data>): 'body' | 'types' {
  const method = ts.isCallExpression(parent) ? memberName(unwrap(parent.expression)) : undefined;
  return showsHints || (method !== undefined && isArrayMethod(method)) ? 'types' : 'body';
}

/** Callees that wait for what they are given, or are another rule's business; most arguments end here. */
const waiting = new Set(['then', 'catch', 'finally', 'flatMap', 'useCallback', 'useMemo', 'resolve']);

function isSettled(value: FunctionPlace, { semantics, snapshot, file }: RuleContext<Data>): boolean {
  const { parent } = value;
  if (isFunctionNode(value) && isGenerator(value)) return true;
  if (ts.isCallExpression(parent)) {
    const callee = unwrap(parent.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    // Which method a computed name calls is not followed.
    if (ts.isElementAccessExpression(name) && !ts.isStringLiteralLike(name.argumentExpression)) return true;
    if (ts.isIdentifier(name) && waiting.has(name.text) && parent.typeArguments === undefined) return true;
    return semantics.handlers.registrationOf(parent) !== undefined;
  }
  if (ts.isNewExpression(parent)) return false;
  // Elsewhere only types can tell, but for what browsers call by its name.
  return !ts.isJsxExpression(parent) && !ts.isBinaryExpression(parent) && snapshot.oracle(file) === undefined;
}

/** A name whose own type says that it returns nothing: what was put into it is reported where that was done. */
function isDeclaredElsewhere(value: FunctionPlace, { snapshot, file }: RuleContext<Data>): boolean {
  return ts.isIdentifier(value) && snapshot.oracle(file)?.returnsPromise(value) === 'no';
}

function inherits(owner: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(owner)) return true;
  return (ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner)) && owner.heritageClauses !== undefined;
}

function dataOf(value: FunctionPlace, rejection: Rejection, receiver: Receiver, ctx: RuleContext<Data>): Data {
  const canReject = rejection.kind === 'may';
  const because = !canReject ? rejection.because : rejection.reason.steps.length > 0 ? rejection.reason.because : '';
  return {
    use: receiver.use,
    receiver: receiver.name,
    name: nameOf(value),
    fate: canReject ? fateOfUnheard(ctx) : '',
    canReject,
    because,
    logger: loggerAt(value).name,
    fixes: fixesOf(value, canReject, ctx),
  };
}

/** To report a failure is the lesser remedy: it is offered where nothing else can be done. */
function fixesOf(value: FunctionPlace, canReject: boolean, ctx: RuleContext<Data>): readonly FixId[] {
  const can = (id: FixId): boolean => editsOf(id, value, ctx) !== undefined;
  const better = betterFixes.filter(can);
  return better.length === 0 && canReject && can('catch') ? ['catch'] : better;
}

function nameOf(value: FunctionPlace): string {
  if (ts.isShorthandPropertyAssignment(value)) return `\`${value.name.text}\``;
  const node = ts.isExpression(value) ? unwrap(value) : value;
  if (isFunctionNode(node)) return isAsync(node) ? 'this async function' : 'the promise that this function returns';
  if (!ts.isExpression(value)) return 'the promise that it returns';
  if (ts.isConditionalExpression(node)) return 'the function that it is given';
  return `\`${calleeWords(ts.isSpreadElement(value) ? value.expression : value)}\``;
}

/**
 * A decision made by a promise is wrong whether or not it rejects; all else is as grave as what is lost. A name of which
 * nothing is known but its type is no evidence.
 */
function severityOf(
  value: FunctionPlace,
  { functions }: PromiseFunction,
  rejection: Rejection,
  receiver: Receiver,
  ctx: RuleContext<Data>,
): Severity {
  const { use } = receiver;
  if (isDecision(receiver)) return 'error';
  if (use === 'effect') return 'warning';
  if (rejection.kind === 'never') return 'hint';
  const { isMinor, isMinorUnlessClaimed, guess } = rejection.reason;
  if (guess === 'type' && functions.length === 0) return 'hint';
  if (isMinor === true || isMinorUnlessClaimed === true || use === 'start') return 'information';
  // A loop that does not wait is wrong even where no round of it fails.
  const isSure = guess === undefined || use === 'iteration';
  const { runtime } = ctx.facts;
  if (runtime === 'browser' || use === 'prop') {
    const isSeen = isSigningOut(value) || isByTheWay(value) || comesAgain(receiver) || lastHearerAt(ctx) === 'page';
    return isSure && !isSeen ? 'warning' : 'information';
  }
  // A tool that ends by it, with its stack, ends as it should.
  if ((runtime === 'cli' || runtime === 'build') && (use === 'event' || use === 'timer')) return 'information';
  if (isFireAndForget(receiver, functions) && lastHearerAt(ctx)) return 'information';
  if (guess === 'type' && !isSure) return 'information';
  if (mayRunInPage(ctx)) return isByTheWay(value) ? 'information' : 'warning';
  return byContract.has(use) ? 'warning' : 'error';
}

/** `addEventListener('online', sync)`: nobody asked for it, and the next time it is tried again or the page is gone. */
function comesAgain({ use, owner }: Receiver): boolean {
  const event = use === 'event' && ts.isCallExpression(owner) ? owner.arguments[0] : undefined;
  return event !== undefined && ts.isStringLiteralLike(event) && recurring.has(event.text);
}

const recurring: ReadonlySet<string> = new Set([
  'online',
  'offline',
  'focus',
  'visibilitychange',
  'pageshow',
  'beforeunload',
  'pagehide',
  'unload',
]);

/** Who calls it later is not in sight. */
const byContract: ReadonlySet<ReceiverUse> = new Set<ReceiverUse>(['property', 'variable', 'return', 'member']);

const alwaysTrue: Readonly<Record<string, string>> = {
  filter: 'keeps every item',
  some: 'finds one whenever there is an item',
  every: 'always says yes',
  find: 'gives the first item',
  findIndex: 'gives the first item',
  findLast: 'gives the last item',
  findLastIndex: 'gives the last item',
};

function consequenceOf({ use, receiver, name: it }: Data): string {
  switch (use) {
    case 'iteration':
      return `\`${receiver}\` does not wait: what follows runs before ${it} is done.`;
    case 'predicate':
      return `\`${receiver}\` does not wait for ${it}. Its promise counts as true, so \`${receiver}\` ${alwaysTrue[receiver] ?? 'treats all items alike'}.`;
    case 'comparator':
      return `\`${receiver}\` does not wait for ${it}: it compares promises, and the order means nothing.`;
    case 'reducer':
      return `\`${receiver}\` does not wait for ${it}: from the second item on, what it carries is a promise.`;
    case 'mapping':
      return receiver === 'map'
        ? `\`map\` gives promises, and nothing waits for them.`
        : `\`${receiver}\` gets the promises that \`map\` gives, not what they resolve to.`;
    case 'effect':
      return `\`${receiver}\` takes the promise of ${it} for the function that cleans up, so that nothing is cleaned up.`;
    case 'timer':
    case 'event':
    case 'start':
    case 'prop':
      return `\`${receiver}\` does not wait for ${it}.`;
    case 'callback':
      return `\`${receiver}\` takes a function that returns nothing and does not wait for ${it}.`;
    case 'return':
      return `The function that is returned is declared to return nothing, so nobody waits for ${it}.`;
    default:
      return `\`${receiver}\` is declared to return nothing, so nobody waits for ${it}.`;
  }
}

function failureOf({ use, receiver, canReject, because, fate }: Data): string {
  if (isDecision({ use, name: receiver })) return '';
  if (!canReject) return ` It does not look as if it could reject: ${because}.`;
  return ` If it rejects${because === '' ? '' : ` (${because})`}, ${fate}`;
}

const betterFixes: readonly FixId[] = ['for-of', 'all', 'all-mapped', 'wait-first', 'reducer', 'inside'];

interface CallFix {
  readonly use: ReceiverUse;
  readonly edits: (call: ts.CallExpression, ctx: Context) => readonly TextEdit[] | undefined;
}

const callFixes: Readonly<Record<Exclude<FixId, 'catch'>, CallFix>> = {
  'for-of': { use: 'iteration', edits: forOfEdits },
  all: { use: 'iteration', edits: awaitAllEdits },
  'all-mapped': { use: 'mapping', edits: awaitMappedEdits },
  'wait-first': { use: 'predicate', edits: awaitPredicateEdits },
  reducer: { use: 'reducer', edits: awaitReducerEdits },
  inside: { use: 'effect', edits: runInsideEdits },
};

/** Undefined where the fix cannot be made. */
function editsOf(id: FixId, node: ts.Node, ctx: Context): readonly TextEdit[] | undefined {
  const value = node as FunctionPlace;
  const receiver = ctx.semantics.callbacks.receiverOf(value);
  if (receiver === undefined) return undefined;
  if (id === 'catch') return isDecision(receiver) || receiver.use === 'effect' ? undefined : guardEdits(value, ctx);
  const { use, edits } = callFixes[id];
  const call = receiver.owner;
  return use === receiver.use && ts.isCallExpression(call) ? edits(call, ctx) : undefined;
}

/** What the promise is taken for decides something, whether or not it rejects. */
const isDecision = ({ use, name }: Pick<Receiver, 'use' | 'name'>): boolean =>
  use === 'predicate' || use === 'comparator' || use === 'reducer' || (use === 'mapping' && name !== 'map');
