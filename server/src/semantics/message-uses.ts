import { ts } from '../engine/syntax.ts';
import { isLogCall } from './log-calls.ts';
import { calleeWords, enclosingFunction, type FunctionNode, isFunctionNode, memberName, shortText } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { endUsesOfName, type ValueUse } from './value-uses.ts';

/** `acts`: what the message holds goes where it can do harm. `takes`: it goes somewhere. `starts`: it only sets something off. */
export type MessageWeight = 'acts' | 'takes' | 'starts';

/** What a handler does with messages of which it does not ask where they come from. */
export interface MessageUse {
  readonly weight: MessageWeight;
  /** What is given the message, or is set off by it. */
  readonly node: ts.Expression;
  /** The same in the code's own words. */
  readonly words: string;
}

const heaviness: Readonly<Record<MessageWeight, number>> = { acts: 2, takes: 1, starts: 0 };
const maxHops = 2;

/** Undefined where the handler, or a function that it hands the event to, looks at the sender, and where nothing comes of the message. */
export function uncheckedMessage(handler: FunctionNode, semantics: Semantics): MessageUse | undefined {
  const data = dataIn(handler, semantics, maxHops);
  if (data === undefined || data.length === 0 || data.some(isSharedSecret)) return undefined;
  const taken = data.flatMap((use) => takenBy(use, handler, semantics, maxHops));
  const [heaviest] = taken.toSorted((one, other) => heaviness[other.weight] - heaviness[one.weight]);
  return heaviest ?? (data.some(isDecided) ? startedBy(handler) : undefined);
}

/** The uses of what the event holds; undefined where somebody asks, or may ask, who sent it. */
function dataIn(handler: FunctionNode, semantics: Semantics, hops: number): readonly ValueUse[] | undefined {
  const [parameter] = handler.parameters;
  if (parameter === undefined || hops < 0) return undefined;
  const data: ValueUse[] = [];
  for (const use of endUsesOfName(parameter.name)) {
    const [member] = use.members;
    if ((member === 'origin' || member === 'source') && !isReply(use) && !isLogged(use.node)) return undefined;
    if (member === 'data') data.push(use);
    if (member !== undefined || isLogged(use.node)) continue;
    const handed = handedOn(use, semantics, hops);
    if (handed === undefined) return undefined;
    data.push(...handed);
  }
  return data;
}

/** `event.source.postMessage(answer, event.origin)` asks nothing. */
function isReply({ node, members }: ValueUse): boolean {
  if (members.includes('postMessage')) return true;
  const call = node.parent;
  return ts.isCallExpression(call) && memberName(call.expression) === 'postMessage';
}

function isLogged(node: ts.Node): boolean {
  const call = ts.isCallExpression(node.parent) ? node.parent : undefined;
  return call !== undefined && isLogCall(call);
}

/** Where the whole event goes on to: to functions that are known, or to somebody who may ask. */
function handedOn(use: ValueUse, semantics: Semantics, hops: number): readonly ValueUse[] | undefined {
  const call = use.node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== use.node) return isDecided(use) ? [] : undefined;
  const { functions } = semantics.callees.bySyntax(call);
  const all = functions.map((fn) => dataIn(fn, semantics, hops - 1));
  const known = all.filter((each) => each !== undefined);
  return known.length === 0 || known.length < all.length ? undefined : known.flat();
}

/** What only the one who was told it can send along: `data.state === expectedState`. */
function isSharedSecret({ node, members }: ValueUse): boolean {
  const comparison = node.parent;
  if (!/nonce|state$|secret|csrf|challenge/i.test(members.at(-1) ?? '') || !isEquality(comparison)) return false;
  const other = comparison.left === node ? comparison.right : comparison.left;
  return !ts.isLiteralExpression(other) && !/^[A-Z]\w*\.|^[A-Z_]+$|^(?:undefined|null)$/.test(other.getText());
}

const isEquality = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && /^[!=]==?$/.test(ts.tokenToString(node.operatorToken.kind) ?? '');

/** Methods and functions that answer a question about what they are given. */
const asking =
  /^(?:has|get|includes|test|startsWith|endsWith|indexOf|match|some|every|find|isArray|hasOwnProperty|hasOwn|keys|is[A-Z]\w*)$/;
const sized = /height|width|resize|scroll|^size$/i;

/** Whether the value decides something where it ends up, and goes nowhere. */
function isDecided({ node }: ValueUse): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) {
    return asking.test(memberName(parent.expression) ?? parent.expression.getText());
  }
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isIfStatement(parent) ||
    ts.isSwitchStatement(parent) ||
    ts.isCaseClause(parent)
  );
}

/** Who is given the value where it ends up; through a function that hands it back, whoever called that. */
function takenBy(use: ValueUse, handler: FunctionNode, semantics: Semantics, hops: number): readonly MessageUse[] {
  const { node, members } = use;
  const { parent } = node;
  if (isDecided(use) || isLogged(node)) return [];
  if (ts.isBinaryExpression(parent)) return assignedTo(parent.left, handler, members);
  if (ts.isReturnStatement(parent) || isFunctionNode(parent)) {
    const inner = isFunctionNode(parent) ? parent : enclosingFunction(parent);
    const call = inner !== handler && inner && ts.isCallExpression(inner.parent) ? inner.parent : undefined;
    return call === undefined ? [] : [ofCall(call, members)];
  }
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return [];
  if (sized.test(calleeWords(parent.expression)) || sized.test(members.at(-1) ?? '')) return [];
  const isRequest = hops === maxHops && requests.test(calleeWords(parent.expression));
  const own: MessageUse = { ...ofCall(parent, members), ...(isRequest && { weight: 'acts' }) };
  if (own.weight === 'acts' || hops <= 0 || !ts.isCallExpression(parent)) return [own];
  const { functions } = semantics.callees.bySyntax(parent);
  const at = parent.arguments.findIndex((argument) => argument === node);
  const inside = functions.flatMap((fn) => usesOfParameter(fn, at, members, semantics, hops - 1));
  return inside.some(({ weight }) => weight === 'acts') ? [{ ...own, weight: 'acts' }] : [own];
}

function usesOfParameter(
  fn: FunctionNode,
  at: number,
  members: readonly string[],
  semantics: Semantics,
  hops: number,
): readonly MessageUse[] {
  const name = fn.parameters[at]?.name;
  const uses = name === undefined ? [] : endUsesOfName(name);
  return uses.flatMap((use) => takenBy({ ...use, members: [...members, ...use.members] }, fn, semantics, hops));
}

const harmfulCalls =
  /^(?:eval|Function|navigate)\b|\b(?:localStorage|sessionStorage)\.setItem$|\bdocument\.write|\.insertAdjacentHTML$|^(?:window\.)?open$|\blocation\.(?:assign|replace)$|router\.(?:push|replace|navigate\w*)$|(?:token|auth|log_?in|sign_?in|session|password|credential|cookie|payment|purchase|checkout)\w*$/i;
/** A function far away that asks a server something with it is what the message was for, more often than not. */
const requests = /^(?:fetch|axios|ky)\b/;
const harmfulTargets =
  /\b(?:innerHTML|outerHTML|srcdoc|cookie|location(?:\.href)?|(?:localStorage|sessionStorage)\.\w+)$/;
/** Tells the user something, and does nothing. */
const showing = /(?:^|\.)(?:toast|alert|notify|message)(?:\.\w+)?$|snackbar/i;
const harmfulMembers =
  /token|(?:url|href|endpoint)$|^(?:code|auth\w*|session|credentials?|password|api_?key|secret|jwt)$/i;

function ofCall(call: ts.CallExpression | ts.NewExpression, members: readonly string[]): MessageUse {
  const words = calleeWords(call.expression);
  if (showing.test(words)) return { weight: 'starts', node: call, words };
  const acts = harmfulCalls.test(words) || (!words.endsWith('Error') && members.some(isHarmful));
  return { weight: acts ? 'acts' : 'takes', node: call, words };
}

const isHarmful = (member: string): boolean => harmfulMembers.test(member);

function assignedTo(target: ts.Expression, handler: FunctionNode, members: readonly string[]): readonly MessageUse[] {
  const words = shortText(target);
  if (sized.test(memberName(target) ?? words)) return [];
  // A variable of the handler's own is followed further.
  if (ts.isIdentifier(target) && isOwn(target, handler)) return [];
  const acts = harmfulTargets.test(words) || members.some(isHarmful);
  return [{ weight: acts ? 'acts' : 'takes', node: target, words }];
}

function isOwn(name: ts.Identifier, handler: FunctionNode): boolean {
  const scope = scopesOf(name.getSourceFile()).bindingOf(name)?.scope;
  return scope !== undefined && handler.pos <= scope.pos && scope.end <= handler.end;
}

/** What says nothing to anybody. */
const quiet =
  /^(?:clearTimeout|clearInterval)$|(?:removeEventListener|preventDefault|stopPropagation|stopImmediatePropagation|postMessage|dispatchEvent)$/;

/** The first call in the handler that does something for the message. */
function startedBy(handler: FunctionNode): MessageUse | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    const call = ts.isExpressionStatement(node) ? callIn(node.expression) : undefined;
    if (call !== undefined && !isLogCall(call)) {
      const words = calleeWords(call.expression);
      if (!quiet.test(words) && !sized.test(words)) found = call;
    }
    ts.forEachChild(node, visit);
  };
  if (handler.body !== undefined) visit(handler.body);
  return found && { weight: 'starts', node: found, words: calleeWords(found.expression) };
}

function callIn(expression: ts.Expression): ts.CallExpression | undefined {
  if (ts.isCallExpression(expression)) return expression;
  if (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)) return callIn(expression.expression);
  return ts.isBinaryExpression(expression) ? callIn(expression.right) : undefined;
}
