import { ts } from '../engine/syntax.ts';
import { boundFunction } from './handlers.ts';
import { type FunctionNode, memberName, unwrap } from './nodes.ts';
import { belongsToPage } from './page-files.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';

/** Hooks of packages that listen to the window unless they are given something else. */
const hooks = new Set([
  'usehooks-ts.useEventListener()',
  '@vueuse/core.useEventListener()',
  'ahooks.useEventListener()',
  '@mantine/hooks.useWindowEvent()',
  'react-use.useEvent()',
]);
const hookNames = /^use(?:EventListener|WindowEvent|Event)$/;

/** Where other programs than pages write to the window: an editor's webview, an app around it, a design tool. */
const otherSenders = /\bacquireVsCodeApi\b|\bReactNativeWebView\b|\bpluginMessage\b|\bimportScripts\b/;

/** Whether the file's text leaves room for a question. */
export const mayHearMessages = ({ text }: ts.SourceFile): boolean =>
  /message/.test(text) &&
  /\b(?:addEventListener|onmessage|HostListener|use(?:EventListener|WindowEvent|Event))\b/.test(text) &&
  !otherSenders.test(text);

/** The functions that a call makes listen to the messages which other windows send to this one. */
export function messageHandlersOf(call: ts.CallExpression, semantics: Semantics): readonly FunctionNode[] {
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  if (name === 'addEventListener') return listensToWindow(callee) ? handlersAt(call, 0, semantics) : [];
  if (name === 'HostListener') return decoratedMethod(call);
  if (name === undefined || !hookNames.test(name)) return [];
  if (!semantics.callees.bySyntax(call).paths.some((path) => hooks.has(path))) return [];
  const [first] = call.arguments;
  if (first !== undefined && isWindow(first)) return handlersAt(call, 1, semantics);
  return call.arguments.length === 2 ? handlersAt(call, 0, semantics) : [];
}

/** `window.onmessage = …` */
export function assignedMessageHandlers({ left, right, operatorToken }: ts.BinaryExpression, semantics: Semantics) {
  const target = unwrap(left);
  const isListener =
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(target) &&
    target.name.text === 'onmessage' &&
    isWindow(target.expression);
  return isListener ? functionsIn(right, semantics) : [];
}

function handlersAt(call: ts.CallExpression, at: number, semantics: Semantics): readonly FunctionNode[] {
  const event = call.arguments[at];
  const handler = call.arguments[at + 1];
  if (event === undefined || !ts.isStringLiteralLike(event) || event.text !== 'message') return [];
  return handler === undefined ? [] : functionsIn(handler, semantics);
}

function functionsIn(handler: ts.Expression, { values }: Semantics): readonly FunctionNode[] {
  const node = unwrap(handler);
  return values.of(boundFunction(node) ?? node).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
}

/** `window.addEventListener`, and the global function in a file that is no worker's. */
function listensToWindow(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee)) return isWindow(callee.expression);
  return ts.isIdentifier(callee) && isGlobal(callee) && belongsToPage(callee.getSourceFile());
}

function isWindow(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (!ts.isIdentifier(node) || !isGlobal(node)) return false;
  return node.text === 'window' || (node.text === 'globalThis' && belongsToPage(node.getSourceFile()));
}

const isGlobal = (name: ts.Identifier): boolean => scopesOf(name.getSourceFile()).bindingOf(name) === undefined;

/** `@HostListener('window:message', ['$event']) onMessage(event) {}` of Angular. */
function decoratedMethod(call: ts.CallExpression): readonly FunctionNode[] {
  const [event] = call.arguments;
  const isWanted = event !== undefined && ts.isStringLiteralLike(event) && event.text === 'window:message';
  if (!isWanted || !ts.isDecorator(call.parent) || !ts.isMethodDeclaration(call.parent.parent)) return [];
  return [call.parent.parent];
}
