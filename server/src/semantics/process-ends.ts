import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { isLogging } from './guards.ts';
import { type Listening, listeningOf } from './libraries/listening.ts';
import { type FunctionNode, isFunctionExpression, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A server that takes requests until its process is ended. */
export interface RunningServer {
  readonly listening: Listening;
  /** The name that holds it, where it has one. */
  readonly name: ts.Identifier | undefined;
}

/** Undefined for whatever takes no requests, or is closed by its own code. */
export function runningServer(call: ts.CallExpression, callees: CalleeQuestions): RunningServer | undefined {
  const listening = callees
    .bySyntax(call)
    .paths.map(listeningOf)
    .find((each) => each !== undefined);
  if (listening === undefined || asksAnyPort(call)) return undefined;
  if (ts.isReturnStatement(call.parent)) return undefined;
  const holder = (listening.server === 'owner' ? ownerOf(call) : undefined) ?? heldBy(call);
  return holder && isClosed(holder) ? undefined : { listening, name: holder };
}

/** `listen(0)` is what tests and tools do that look for a free port. */
const asksAnyPort = ({ arguments: [port] }: ts.CallExpression): boolean =>
  port !== undefined && ts.isNumericLiteral(port) && port.text === '0';

function ownerOf({ expression }: ts.CallExpression): ts.Identifier | undefined {
  const owner = ts.isPropertyAccessExpression(expression) ? unwrap(expression.expression) : undefined;
  return owner && ts.isIdentifier(owner) ? owner : undefined;
}

function heldBy({ parent }: ts.CallExpression): ts.Identifier | undefined {
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name;
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && ts.isIdentifier(parent.left) ? parent.left : undefined;
}

/** `server.close(…)`, or whoever called is given it. */
function isClosed(name: ts.Identifier): boolean {
  const { references = [] } = scopesOf(name.getSourceFile()).bindingOf(name) ?? {};
  return references.some(({ parent }) => {
    if (ts.isReturnStatement(parent)) return true;
    return ts.isPropertyAccessExpression(parent) && /^(?:close|shutdown|stop)$/.test(parent.name.text);
  });
}

/** The signal by which platforms ask a process to end, and packages that listen to it. */
const heard =
  /SIGTERM|terminus|terminator|stoppable|graceful|lightship|enableShutdownHooks|prexit|signal-exit|death\(/i;

export const hearsEnd = (text: string): boolean => heard.test(text);

/** `process.on('SIGTERM', () => process.exit(0))`: the process is asked to end, and ends with requests under way. */
export function endsAtOnce(call: ts.CallExpression): FunctionNode | undefined {
  const [event, listener] = call.arguments;
  if (!isOnProcess(call) || event === undefined || !ts.isStringLiteralLike(event) || event.text !== 'SIGTERM')
    return undefined;
  const fn = listener && functionOf(listener);
  return fn?.body && ts.isBlock(fn.body) && exitsOnly(fn.body) ? fn : undefined;
}

function isOnProcess({ expression }: ts.CallExpression): boolean {
  const method = memberName(expression);
  const owner = ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
  return (
    (method === 'on' || method === 'once') && owner !== undefined && ts.isIdentifier(owner) && owner.text === 'process'
  );
}

function functionOf(listener: ts.Expression): FunctionNode | undefined {
  const node = unwrap(listener);
  if (isFunctionExpression(node)) return node;
  const [declaration] = ts.isIdentifier(node)
    ? (scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [])
    : [];
  return declaration && ts.isFunctionDeclaration(declaration) ? declaration : undefined;
}

/** Nothing but words and the end. */
const exitsOnly = ({ statements }: ts.Block): boolean =>
  statements.some(isExit) && statements.every((each) => isExit(each) || isLogging(each));

export function isExit(statement: ts.Statement): boolean {
  const call = ts.isExpressionStatement(statement) ? unwrap(statement.expression) : undefined;
  return call !== undefined && ts.isCallExpression(call) && call.expression.getText() === 'process.exit';
}
