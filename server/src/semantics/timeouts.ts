import { ts } from '../engine/syntax.ts';
import { beginningsOf, hostIn, isOwnService, staysHere } from './addresses.ts';
import { either, type Given, optionGiven } from './given-options.ts';
import {
  calleeWords,
  enclosingFunction,
  functionName,
  isFunctionExpression,
  memberName,
  propertyNameText,
  shortText,
} from './nodes.ts';
import { isRaced } from './raced-promises.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { slowAnswers, type TimeoutModel, timeoutOf } from './libraries/timeouts.ts';

export type Waiting = ts.CallExpression | ts.NewExpression;

/** A call that may wait without end, since nothing limits it. */
export interface EndlessWait {
  readonly model: TimeoutModel;
  /** What it waits for, as code names it. */
  readonly subject: string;
  /** Answers of models and uploads take their time. */
  readonly isSlow: boolean;
}

const callNames =
  /^(?:\w*fetch\w*|axios|got|get|post|put|patch|delete|head|options|request|postForm|create|extend|createTransport|Pool|OpenAI|Anthropic)$/i;

/** Whether the name of what is called leaves room for a question. */
export function mayWait({ expression }: Waiting): boolean {
  if (ts.isIdentifier(expression)) return callNames.test(expression.text) || isImported(expression);
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    callNames.test(expression.name.text)
  );
}

const isImported = (name: ts.Identifier): boolean => scopesOf(name.getSourceFile()).bindingOf(name)?.kind === 'import';

export function endlessWait(call: Waiting, semantics: Semantics): EndlessWait | undefined {
  const model = semantics.callees
    .bySyntax(call)
    .paths.map(timeoutOf)
    .find((each) => each !== undefined);
  if (model === undefined) return undefined;
  const isClient = model.gives === 'client';
  if (limitGiven(call, model, semantics) !== 'missing') return undefined;
  if (hasDefault(call)) return undefined;
  if (isClient ? isLimitedElsewhere(call, model) : isStreamed(call) || !isWaitedFor(call, model)) return undefined;
  const address = addressOf(call);
  const beginnings = address === undefined || isClient ? [] : beginningsOf(address, semantics.texts);
  if (beginnings.some(staysHere) || (address && isOwnService(address))) return undefined;
  const host = beginnings.map(hostIn).find((each) => each !== undefined);
  const isNamed = address !== undefined && !isClient && !ts.isObjectLiteralExpression(address);
  return {
    model,
    subject: host ?? (isNamed ? addressWords(address) : calleeWords(call.expression)),
    isSlow:
      !isClient &&
      slowAnswers.test(`${call.getSourceFile().fileName.split('/').pop()} ${beginnings.join(' ')} ${call.getText()}`),
  };
}

/** The first argument, or what it has under `url`: `axios({ url, method: 'post' })`. */
function addressOf({ arguments: given }: Waiting): ts.Expression | undefined {
  const [first] = given ?? [];
  if (first === undefined || !ts.isObjectLiteralExpression(first)) return first;
  const named = first.properties.find((each) => propertyNameText(each.name) === 'url');
  if (named === undefined) return first;
  return ts.isPropertyAssignment(named)
    ? named.initializer
    : ts.isShorthandPropertyAssignment(named)
      ? named.name
      : first;
}

/** Up to where its parameters begin: `${base}/charges`. */
const addressWords = (address: ts.Expression): string => shortText(address).replace(/^`|[?`].*$/g, '');

function limitGiven(call: Waiting, { options, limits }: TimeoutModel, { values }: Semantics): Given {
  return either(options.map(givenAt));

  function givenAt(at: number): Given {
    const argument = call.arguments?.[at];
    if (call.arguments?.some(ts.isSpreadElement)) return 'unknown';
    if (argument !== undefined && isFunctionExpression(argument)) return 'missing';
    const answer = optionGiven(argument, limits, values);
    // The first of several places holds an address more often than not.
    return answer === 'unknown' && options.length > 1 && at === 0 && !mayBeOptions(argument) ? 'missing' : answer;
  }
}

const mayBeOptions = (argument: ts.Expression | undefined): boolean =>
  argument !== undefined && /opt|conf|param|req|init|args/i.test(argument.getText().slice(0, 40));

/** `axios.defaults.timeout = 5000` */
function hasDefault({ expression }: Waiting): boolean {
  const owner = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(owner) && owner.getSourceFile().text.includes(`${owner.text}.defaults.timeout =`);
}

/** `api.defaults.timeout = 5000`, or a limit with a request of the client that is made here. */
function isLimitedElsewhere(call: Waiting, { limits }: TimeoutModel): boolean {
  const named = new RegExp(String.raw`\b(?:${limits.join('|')})\b`);
  return usesOf(call).some((use) => named.test(statementAround(use).getText().slice(0, 1_000)));
}

const statementAround = (node: ts.Node): ts.Node =>
  ts.isStatement(node) || ts.isSourceFile(node.parent) ? node : statementAround(node.parent);

/** The uses of the variable that holds what a call gives, awaited or not. */
function usesOf(call: Waiting): readonly ts.Identifier[] {
  const value = ts.isAwaitExpression(call.parent) ? call.parent : call;
  const { parent } = value;
  const name = ts.isVariableDeclaration(parent)
    ? parent.name
    : ts.isBinaryExpression(parent) && parent.right === value
      ? parent.left
      : undefined;
  if (name === undefined || !ts.isIdentifier(name)) return [];
  return scopesOf(call.getSourceFile()).bindingOf(name)?.references ?? [];
}

const streaming =
  /\bstream(?:ing)?['"]?\s*:\s*(?!false)|\bstream(?:ing)?\s*[,}]|event-stream|responseType:\s*['"]stream/i;

/** An answer that is read as it comes must not be cut after a while. */
function isStreamed(call: Waiting): boolean {
  if (streaming.test(call.getText())) return true;
  const isReadAsItComes = usesOf(call).some(
    ({ parent }) => ts.isPropertyAccessExpression(parent) && parent.name.text === 'body',
  );
  return isReadAsItComes || (call.arguments ?? []).some(namesStream);
}

/** `JSON.stringify(payload)`, whose `payload` asks for a stream. */
function namesStream(node: ts.Node): boolean {
  const binding = ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node) : undefined;
  const declaration = binding?.declarations[0];
  if (declaration && ts.isVariableDeclaration(declaration)) {
    if (streaming.test(declaration.initializer?.getText().slice(0, 2_000) ?? '')) return true;
  }
  return ts.forEachChild(node, (child) => namesStream(child) || undefined) ?? false;
}

/** Whether somebody waits for the answer, with nothing round it that gives up. */
function isWaitedFor(call: Waiting, { gives }: TimeoutModel): boolean {
  if (isInsideOfLimit(call) || isRaced(call)) return false;
  const fn = enclosingFunction(call);
  const name = fn && functionName(fn);
  const uses = name ? (scopesOf(call.getSourceFile()).bindingOf(name)?.references ?? []) : [];
  if (uses.some(isInsideOfLimit)) return false;
  return gives === 'request' ? !isToldAfterwards(call) : !isDropped(call);
}

/** `withTimeout(fetch(url), 5_000)`, also in a function that it is given. */
function isInsideOfLimit(node: ts.Node): boolean {
  for (let current = node; current.parent && !ts.isSourceFile(current.parent); current = current.parent) {
    const { parent } = current;
    if (ts.isCallExpression(parent) && parent.expression !== current) {
      if (/time-?_?out|deadline|abort/i.test(calleeWords(parent.expression))) return true;
    }
    if (ts.isFunctionDeclaration(parent) || ts.isMethodDeclaration(parent)) return false;
  }
  return false;
}

/** A statement that waits for nothing: `fetch(url).catch(() => {});`. */
function isDropped(call: ts.Node): boolean {
  const { parent } = call;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return true;
  const isChain =
    ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent) || ts.isParenthesizedExpression(parent);
  return isChain && parent.getStart() === call.getStart() && isDropped(parent);
}

/** `request.setTimeout(5_000)`, `.on('timeout', …)`. */
function isToldAfterwards(call: Waiting): boolean {
  return [call, ...usesOf(call)].some((use) => chainedCalls(use).some(tellsLimit));
}

function chainedCalls(start: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  for (let node = start; ts.isPropertyAccessExpression(node.parent) && ts.isCallExpression(node.parent.parent);) {
    node = node.parent.parent;
    if (ts.isCallExpression(node)) calls.push(node);
  }
  return calls;
}

function tellsLimit(call: ts.CallExpression): boolean {
  const name = memberName(call.expression);
  const [event] = call.arguments;
  const listens = (name === 'on' || name === 'once') && event !== undefined && ts.isStringLiteralLike(event);
  return name === 'setTimeout' || (listens && event.text === 'timeout');
}

const byHand = [
  /\/(?:scripts?|tools?|seeds?|seeders?|migrations?|examples?|demos?|bench(?:marks?)?|dev|poc|playground|docs)\//i,
  /\/(?:test|check|debug|verify|seed|migrate|fix|setup)[-_][\w-]*\.[cm]?[jt]s$/i,
  // Beside package.json lies what starts the program, and what somebody ran once.
  /^\/(?!(?:index|server|app|main|bot|worker|db|database|api|proxy|middleware|instrumentation|auth)\.)[\w.-]+$/i,
];

/** Places whose code nobody waits for but whoever started it; the path begins at the workspace's folder. */
export const isRunByHand = (path: string): boolean => byHand.some((pattern) => pattern.test(path));
