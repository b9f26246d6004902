import { ts } from '../engine/syntax.ts';
import { parse } from './trees.ts';

/** What a file does with the promises that nobody handles. */
export type Listener = 'none' | 'goes-on' | 'ends';

export const rejectionEvent = 'unhandledRejection';

const listening = new Set(['on', 'addListener', 'once', 'prependListener']);
const leaving = new Set(['off', 'removeListener', 'removeAllListeners']);
/** A function that is called so ends the process, wherever its body lies. */
const endingName = /exit|shut_?down|terminat|abort|fatal|crash|panic|\bdie\b|^kill|graceful|stop/i;
const deepestCall = 4;

/** A listener that is taken away again hears only what happens in between, which is no answer for the program. */
export function listenerIn(file: string, text: string): Listener {
  const tree = parse(file, text);
  const calls = callsIn(tree).filter(isAboutRejections);
  if (calls.some((call) => leaving.has(methodOf(call) ?? ''))) return 'none';
  const added = calls.filter((call) => listening.has(methodOf(call) ?? '') && isProcess(call));
  if (added.length === 0) return 'none';
  return added.some((call) => endsProcess(call.arguments[1], tree)) ? 'ends' : 'goes-on';
}

function callsIn(root: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return calls;
}

function isAboutRejections({ arguments: [event] }: ts.CallExpression): boolean {
  return event !== undefined && ts.isStringLiteralLike(event) && event.text === rejectionEvent;
}

function methodOf({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** `process.on(…).on(…)`: each call gives the process again. */
function isProcess({ expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const owner = expression.expression;
  return ts.isCallExpression(owner) ? isProcess(owner) : ts.isIdentifier(owner) && owner.text === 'process';
}

/** Also through functions of the same file; one from elsewhere is taken at its name. */
function endsProcess(listener: ts.Node | undefined, tree: ts.SourceFile, depth = 0): boolean {
  if (listener === undefined) return false;
  if (ts.isPropertyAccessExpression(listener)) return endingName.test(listener.name.text);
  if (ts.isCallExpression(listener)) return callEnds(listener, tree, depth);
  if (ts.isIdentifier(listener)) {
    const body = functionNamed(listener.text, tree);
    if (body === undefined || depth > deepestCall) return endingName.test(listener.text);
    return endsProcess(body, tree, depth + 1);
  }
  return holdsThrow(listener) || callsIn(listener).some((call) => callEnds(call, tree, depth));
}

function callEnds({ expression, arguments: given }: ts.CallExpression, tree: ts.SourceFile, depth: number): boolean {
  if (ts.isIdentifier(expression)) return endsProcess(expression, tree, depth);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { name, expression: owner } = expression;
  if (name.text === 'bind') return endsProcess(owner, tree, depth);
  if (ts.isIdentifier(owner) && owner.text === 'process' && name.text === 'emit') {
    const [event] = given;
    return event !== undefined && ts.isStringLiteralLike(event) && event.text === 'uncaughtException';
  }
  // `logger.fatal` only writes.
  return name.text !== 'fatal' && endingName.test(name.text);
}

function functionNamed(name: string, tree: ts.SourceFile): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    if (ts.isFunctionDeclaration(node) && node.name?.text === name) found = node.body;
    else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name)
      found = node.initializer;
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A listener that throws ends the process as if there were none. */
function holdsThrow(root: ts.Node): boolean {
  if (ts.isThrowStatement(root)) return true;
  return ts.forEachChild(root, (child) => holdsThrow(child) || undefined) ?? false;
}
