import { ts } from '../engine/syntax.ts';
import {
  functionName,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  memberName,
  unwrap,
} from './nodes.ts';
import { type OpenEnd, openEnds } from './open-paths.ts';
import { isRaced } from './raced-promises.ts';
import { scopesOf, type Binding } from './scopes.ts';
import { isGlobalPromise } from './thenables.ts';

type Executor = ts.ArrowFunction | ts.FunctionExpression;

/** A path on which a promise that is made by hand is neither resolved nor rejected. */
export interface UnsettledPath extends OpenEnd {
  readonly executor: Executor;
  /** The executor or the callback in it that the path runs through. */
  readonly fn: Executor;
}

/** Everything that can settle one promise. */
interface Settlers {
  readonly executor: Executor;
  /** Names that settle where they stand: of `resolve`, of `reject`, and of a function of the executor that calls them. */
  readonly references: readonly ts.Identifier[];
  /** Functions that hold a reference, at whatever depth. */
  readonly functions: ReadonlySet<ts.Node>;
}

/** Asked of types: whether a switch names every value. */
export type IsExhaustive = (node: ts.SwitchStatement) => boolean;

export function unsettledPaths(promise: ts.NewExpression, isExhaustive: IsExhaustive): readonly UnsettledPath[] {
  const settlers = settlersOf(promise);
  if (settlers === undefined || isRaced(promise)) return [];
  const { executor } = settlers;
  const callbacks = [...settlers.functions].filter(
    (fn): fn is Executor => isFunctionExpression(fn) && fn !== executor && runsOnce(fn, executor),
  );
  return [executor, ...callbacks]
    .filter((fn) => !isSettledElsewhere(fn, settlers))
    .flatMap((fn) =>
      openEnds(fn.body, (node) => closes(node, settlers), isExhaustive)
        .filter((end) => !isGuard(end))
        .map((end) => ({ ...end, executor, fn })),
    );
}

function settlersOf(promise: ts.NewExpression): Settlers | undefined {
  const executor = promise.arguments?.[0];
  if (executor === undefined || !isFunctionExpression(executor) || isAsync(executor)) return undefined;
  if (!isGlobalPromise(promise.expression)) return undefined;
  const [resolve, reject] = executor.parameters.map(({ name }) => bindingOf(name));
  // One that is never resolved is waited for to fail, as in a race against a timer, or never on purpose.
  if (resolve === undefined || resolve.references.length === 0) return undefined;
  const all = [...resolve.references, ...(reject?.references ?? [])];
  const references = all.filter((reference) => !isForFailureOnly(reference, executor));
  // Handed on, it may be called from anywhere.
  if (references.length === 0 || !references.every(isCalled)) return undefined;
  const active = activeReferences(references, executor, new Set());
  const functions = new Set<ts.Node>(active.flatMap((reference) => functionsAround(reference, executor)));
  return { executor, references: active, functions };
}

/** `done()` in place of the `resolve()` inside of `done`. */
function activeReferences(
  references: readonly ts.Identifier[],
  executor: Executor,
  seen: Set<ts.Node>,
): readonly ts.Identifier[] {
  return references.flatMap((reference) => {
    const owner = functionsAround(reference, executor).find((fn) => fn !== executor && functionName(fn) !== undefined);
    const name = owner && functionName(owner);
    if (owner === undefined || name === undefined) return [reference];
    if (seen.has(owner)) return [];
    seen.add(owner);
    const uses = (bindingOf(name)?.references ?? []).filter((use) => !isWithin(use, owner));
    return activeReferences(uses, executor, seen);
  });
}

function bindingOf(name: ts.BindingName): Binding | undefined {
  return ts.isIdentifier(name) ? scopesOf(name.getSourceFile()).bindingOf(name) : undefined;
}

const isCalled = (reference: ts.Identifier): boolean =>
  ts.isCallExpression(reference.parent) && reference.parent.expression === reference;

/** The functions from a node up to the executor, which is one of them. */
function functionsAround(node: ts.Node, executor: Executor): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  for (let current = node.parent; ; current = current.parent) {
    if (isFunctionNode(current)) found.push(current);
    if (current === executor || ts.isSourceFile(current)) return found;
  }
}

/** Of a cursor of IndexedDB: its request succeeds again, with the next row or none. */
const goesOn: ReadonlySet<string> = new Set(['continue', 'continuePrimaryKey', 'advance']);

/** Settles, makes what will settle, or ends the process. */
function closes(node: ts.Node, { references, functions }: Settlers): boolean {
  if (ts.isIdentifier(node)) return references.includes(node);
  if (isFunctionNode(node)) return functions.has(node);
  if (!ts.isCallExpression(node)) return false;
  return (
    goesOn.has(memberName(unwrap(node.expression)) ?? '') ||
    /^process\.(?:exit|abort|kill)$/.test(node.expression.getText())
  );
}

/** Whether something besides the function may settle the promise on a path that the function leaves open. */
function isSettledElsewhere(fn: Executor, { references, executor }: Settlers): boolean {
  if (fn === executor) return false;
  return references.some((reference) => !isWithin(reference, fn) && !isExclusive(reference, fn));
}

const isWithin = (inner: ts.Node, outer: ts.Node): boolean => inner.pos >= outer.pos && inner.end <= outer.end;

/** In `.on('error', …)` and `.catch(…)`: what only hears of failures settles nothing when all went well. */
function isForFailureOnly(reference: ts.Identifier, executor: Executor): boolean {
  for (let node: ts.Node = reference; node !== executor; node = node.parent) {
    const { parent } = node;
    if (ts.isBinaryExpression(parent) && parent.right === node && memberName(unwrap(parent.left)) === 'onerror')
      return true;
    if (!ts.isCallExpression(parent) || parent.expression === node) continue;
    const method = memberName(unwrap(parent.expression));
    const [first] = parent.arguments;
    if (method === 'catch' || (method === 'then' && parent.arguments[1] === node)) return true;
    const isListener =
      method === 'on' || method === 'once' || method === 'addEventListener' || method === 'addListener';
    if (isListener && first && ts.isStringLiteralLike(first) && first.text === 'error') return true;
  }
  return false;
}

/** Whether a reference stands on a path that never reaches the function. */
function isExclusive(reference: ts.Node, fn: Executor): boolean {
  for (let node = reference; node.parent; node = node.parent) {
    const { parent } = node;
    if (isWithin(fn, parent)) return isOtherBranch(parent, node, fn);
    if (ts.isReturnStatement(parent) || ts.isThrowStatement(parent)) return true;
    if (isFunctionNode(parent)) continue;
    if (ts.isBlock(parent) && leaves(parent)) return true;
  }
  return false;
}

const leaves = (block: ts.Block): boolean => {
  const last = block.statements.at(-1);
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
};

function isOtherBranch(parent: ts.Node, node: ts.Node, fn: ts.Node): boolean {
  if (ts.isIfStatement(parent)) {
    return parent.expression !== node && !isWithin(fn, node) && !isWithin(fn, parent.expression);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && !isWithin(fn, parent.condition);
  return ts.isCaseBlock(parent);
}

/** Events after which no other of the kind comes. */
const lastEvents = /^(?:end|close|finish|exit|open|load|loadend|ready|complete|success|done|connect|drain)$/;
const lastHandlers = /^on(?:load|loadend|open|close|end|success|complete|finish)$/;
const listening = /^(?:on|addListener|addEventListener|prependListener)$/;
const once = new Set([
  'once',
  'then',
  'catch',
  'finally',
  'setTimeout',
  'setImmediate',
  'nextTick',
  'queueMicrotask',
  'requestAnimationFrame',
  'question',
  'toBlob',
  'getCurrentPosition',
  'readFile',
  'exec',
  'execFile',
]);
const severalTimes =
  /^(?:subscribe|watch|observe|listen|use|each|forEach|map|filter|some|every|find|reduce|setInterval|createServer|stream|scan|\w+Each|\w*Series|\w*Limit)$/;

/** Whether a callback is called once at most, so that a path which settles nothing is the last one. */
function runsOnce(fn: Executor, executor: Executor): boolean {
  if (isRepeated(fn, executor)) return false;
  const { parent } = fn;
  if (ts.isBinaryExpression(parent) && parent.right === fn)
    return lastHandlers.test(memberName(unwrap(parent.left)) ?? '');
  if (!ts.isCallExpression(parent)) return false;
  const callee = unwrap(parent.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  const [first] = parent.arguments;
  if (listening.test(name)) return first !== undefined && ts.isStringLiteralLike(first) && lastEvents.test(first.text);
  if (once.has(name)) return true;
  if (severalTimes.test(name)) return false;
  return isNodeCallback(fn, parent) || isResponseCallback(callee, parent, fn);
}

/** Made in a loop, or in a callback that is called for each of many, one answer of several decides. */
function isRepeated(fn: Executor, executor: Executor): boolean {
  for (let node: ts.Node = fn.parent; node !== executor; node = node.parent) {
    if (ts.isIterationStatement(node, false) || ts.isFunctionDeclaration(node)) return true;
    if (isFunctionExpression(node) && !runsOnce(node, executor)) return true;
  }
  return false;
}

/** `(err, data) => …` as the last argument. */
function isNodeCallback(fn: Executor, call: ts.CallExpression): boolean {
  const name = fn.parameters[0]?.name;
  return (
    call.arguments.at(-1) === fn &&
    name !== undefined &&
    ts.isIdentifier(name) &&
    /^_?(?:e|er|err|error)\d?$/.test(name.text)
  );
}

/** `https.get(url, (res) => …)` */
function isResponseCallback(callee: ts.Expression, call: ts.CallExpression, fn: Executor): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  const called = `${callee.expression.text}.${callee.name.text}`;
  return /^https?\.(?:get|request)$/.test(called) && call.arguments.at(-1) === fn;
}

const guarding =
  /\b\w*(?:done|settled|resolved|rejected|called|finished|completed|cancel|abort|closed|destroyed|mounted|unmount|dispose|ignore|stale|timed|active|alive|stopp|ended|fired|handled|exited|running)\w*\b/i;

/** `if (settled) return;` is there because something else settled it, or is not to. */
function isGuard({ assumed, node }: OpenEnd): boolean {
  const conditions = [...assumed.values()].map(({ condition }) => condition);
  if (conditions.some((condition) => guarding.test(condition.getText()) || namesFlag(condition))) return true;
  return ts.isIfStatement(node) && ts.isIfStatement(node.parent) && isOneOfKinds(conditions);
}

/** A variable that is switched somewhere: whoever switches it knows what it does. */
function namesFlag(node: ts.Node): boolean {
  const binding = ts.isIdentifier(node) ? bindingOf(node) : undefined;
  if (binding?.writes.some(isSwitch)) return true;
  return ts.forEachChild(node, namesFlag) ?? false;
}

function isSwitch({ parent }: ts.Identifier): boolean {
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  return parent.right.kind === ts.SyntaxKind.TrueKeyword || parent.right.kind === ts.SyntaxKind.FalseKeyword;
}

/** `if (entry.isFile) … else if (entry.isDirectory) …`: the kinds that there are. */
function isOneOfKinds(conditions: readonly ts.Expression[]): boolean {
  const owners = conditions.map((condition) => {
    const asked = ts.isCallExpression(condition) ? condition.expression : condition;
    return ts.isPropertyAccessExpression(asked) ? asked.expression.getText() : undefined;
  });
  return owners.length > 1 && owners.every((owner) => owner !== undefined && owner === owners[0]);
}
