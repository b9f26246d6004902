import { ts } from '../engine/syntax.ts';
import { callsBackAtOnce } from './callback-names.ts';
import {
  enclosingFunction,
  type FunctionNode,
  functionName,
  isAsync,
  isFunctionNode,
  memberName,
  unwrap,
} from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** `JSON.parse` of what comes from outside, whose failing nothing here catches. */
export interface UnguardedParse {
  readonly call: ts.CallExpression;
  /**
   * `event`: a listener that nobody waits for, so that the program ends. `model`: the answer of a language model, which is no
   * JSON every now and then.
   */
  readonly source: 'event' | 'model';
  /** What is listened to: `ws.on('message')`. */
  readonly listener: string;
}

export function unguardedParse(call: ts.CallExpression): UnguardedParse | undefined {
  const [text] = call.arguments;
  if (text === undefined || call.expression.getText() !== 'JSON.parse' || isTried(call)) return undefined;
  const fn = functionAround(call);
  const listener = fn && (listenerOf(fn) ?? listenerThrough(fn));
  if (fn && listener !== undefined && isAsync(fn)) return undefined;
  if (fn && listener !== undefined && comesFrom(text, fn)) return { call, source: 'event', listener };
  return isModelAnswer(text) && !isCaughtByCallers(fn) ? { call, source: 'model', listener: '' } : undefined;
}

/** A `try` of the same function, or of one that runs it at once, whose `catch` hears of it. */
function isTried(node: ts.Node): boolean {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (ts.isTryStatement(parent) && parent.tryBlock === current && parent.catchClause) return true;
    if (isFunctionNode(parent) && !runsAtOnce(parent)) return false;
  }
  return false;
}

const runsAtOnce = (fn: FunctionNode): boolean =>
  ts.isCallExpression(fn.parent) && callsBackAtOnce(memberName(unwrap(fn.parent.expression)) ?? '');

/** The function in whose call a node is evaluated. */
function functionAround(node: ts.Node): FunctionNode | undefined {
  const fn = enclosingFunction(node);
  return fn && runsAtOnce(fn) ? functionAround(fn) : fn;
}

const listening = /^(?:on|once|addListener|consume|subscribe|pSubscribe)$/;
/** Events that bring something from outside, or say that it is complete. */
const events = /^(?:message|data|end|line|close|text|event|frame|packet|publish|pmessage|command|request)$/;

/** The emitter's call that is given a function: `ws.on('message', …)`. */
function listenerOf(fn: ts.Node): string | undefined {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || call.expression === fn) return undefined;
  const callee = unwrap(call.expression);
  const [event] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || !listening.test(callee.name.text) || event === undefined)
    return undefined;
  // Whoever starts a program pipes into it what it asks for.
  if (/^process\b/.test(callee.expression.getText())) return undefined;
  const isStream = /^(?:on|once|addListener)$/.test(callee.name.text);
  if (isStream && !(ts.isStringLiteralLike(event) && events.test(event.text))) return undefined;
  return isStream ? `${callee.getText()}(${event.getText()})` : callee.getText();
}

/** The listener that calls a function of the same file, with no `try` round it. */
function listenerThrough(fn: FunctionNode): string | undefined {
  for (const call of callsOf(fn)) {
    const caller = isTried(call) ? undefined : functionAround(call);
    const listener = caller && !isAsync(caller) ? listenerOf(caller) : undefined;
    if (listener !== undefined) return listener;
  }
  return undefined;
}

function callsOf(fn: FunctionNode): readonly ts.Identifier[] {
  const name = functionName(fn);
  const references = name ? (scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? []) : [];
  return references.filter(
    ({ parent }) => ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.Identifier,
  );
}

/** What the listener is given, or has gathered from what it was given: `data`, `event.data`, `body`. */
function comesFrom(text: ts.Expression, fn: FunctionNode): boolean {
  let node = unwrap(text);
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    node = unwrap(node.expression);
  if (!ts.isIdentifier(node)) return false;
  const binding = scopesOf(node.getSourceFile()).bindingOf(node);
  if (binding === undefined) return /^(?:Buffer|String|decoder)$/.test(node.text);
  if (binding.kind === 'parameter') return true;
  const [declaration] = binding.declarations;
  const initial = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const isInside = declaration !== undefined && declaration.pos > fn.pos && declaration.end < fn.end;
  if (isInside) return initial !== undefined && initial !== text && comesFrom(initial, fn);
  return binding.writes.length > 0 || binding.isFilled;
}

const modelAnswer =
  /\.choices\??\.?\[0\]|\bmessage\??\.content\b|\.output_text\b|\.content\??\.?\[0\]\??\.text|\.candidates\??\.?\[0\]|\.response\.text\(\)/;

/** The text of a model's answer, also once it was trimmed or cut. */
export function isModelAnswer(text: ts.Expression, depth = 3): boolean {
  if (modelAnswer.test(text.getText())) return true;
  let node = unwrap(text);
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    node = unwrap(node.expression);
  if (!ts.isIdentifier(node) || depth === 0) return false;
  const [declaration] = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [];
  const initial = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initial !== undefined && isModelAnswer(initial, depth - 1);
}

/** Every call in the file has a `try` round it. */
function isCaughtByCallers(fn: FunctionNode | undefined, depth = 3): boolean {
  if (fn === undefined) return false;
  const calls = callsOf(fn);
  return (
    calls.length > 0 &&
    calls.every((call) => isTried(call) || (depth > 0 && isCaughtByCallers(functionAround(call), depth - 1)))
  );
}
