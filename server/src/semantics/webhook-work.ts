import { ts } from '../engine/syntax.ts';
import { isLogCall } from './log-calls.ts';
import { calleeWords, chainNames, type FunctionNode, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** The work of an event, as code names it; to notify somebody of it is a side matter. */
const work =
  /\b(?:update|insert|upsert|create|save|store|fulfil\w*|activate\w*|handle\w*|process\w*|mark\w*|record\w*|set[A-Z]\w*|credit\w*|grant\w*|provision\w*|confirm\w*|(?:update|create|save|insert|upsert|store|add|apply|extend|cancel|renew)[A-Z]\w*|\$transaction)\b|findOneAndUpdate|findByIdAndUpdate/;

/** Where code keeps what came in, what it did and whom it told. */
const records =
  /(?:webhook|stripe|paypal)_?events?\b|raw_|landing|audit|notification|analytics?\b|metrics?\b|activit|(?<![a-zA-Z])logs?(?![a-z])|_logs?\b|Logs?\b|alerts?\b/i;

/** `emailMetrics.upsertOpen(…)`: a number on a page of the staff. */
const measuring = /^(?:this\.)?\w*(?:[mM]etrics|[aA]nalytics|[tT]elemetry)\w*\./;
const isWork = (words: string): boolean => work.test(words) && !measuring.test(words);

/** Whether a block waits for the work of an event, and not for a record of it alone while the work is done elsewhere. */
export function holdsWork(block: ts.Block, { body }: FunctionNode): boolean {
  const calls = workIn(block);
  if (calls.some((call) => !isRecord(call))) return true;
  return calls.length > 0 && body !== undefined && workIn(body).length === calls.length;
}

/** Whether all that a block waits for are records. */
export const isOnlyRecord = (block: ts.Block): boolean => workIn(block).every(isRecord);

/** Whether a webhook does more itself than to have a record kept. */
export const worksBeside = ({ body }: FunctionNode): boolean =>
  body !== undefined && workIn(body).some((call) => !isRecord(call));

const workIn = (node: ts.Node): readonly ts.Expression[] => {
  const found: ts.Expression[] = [];
  const visit = (each: ts.Node): void => {
    if (each !== node && isFunctionNode(each)) return;
    if (ts.isAwaitExpression(each) && isWork(calleeWords(each.expression))) found.push(each.expression);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
};

/** `supabase.from('webhook_events').insert(…)`, `prisma.auditLog.create(…)`: not what the event is about. */
function isRecord(call: ts.Expression): boolean {
  const node = unwrap(call);
  return records.test(ts.isCallExpression(node) ? node.expression.getText() : node.getText());
}

const writing = new Set(['insert', 'update', 'upsert', 'delete', 'rpc']);

/** `const { error: failed } = await supabase.from('orders').insert(…)`: whether a name holds the error of such a write. */
export function isErrorOfWrite(name: ts.Identifier): boolean {
  const element = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
  if (element === undefined || !ts.isBindingElement(element)) return false;
  const declaration = element.parent.parent;
  if ((element.propertyName ?? element.name).getText() !== 'error' || !ts.isVariableDeclaration(declaration))
    return false;
  const value = declaration.initializer && unwrap(declaration.initializer);
  if (value === undefined || !ts.isAwaitExpression(value) || isRecord(value.expression)) return false;
  const names = chainNames(value.expression);
  return names.some((each) => writing.has(each)) && names.some((each) => each === 'from' || each === 'rpc');
}

/** Logs, and nothing that somebody could notice: no answer, no throw, nothing that is kept. */
export const onlyLogs = ({ statements }: ts.Block): boolean => areLogs(statements);

/** As above, or it leaves the function with nothing in its hands. */
export function onlyLogsAndLeaves({ statements }: ts.Block): boolean {
  const last = statements.at(-1);
  const isLeft = last !== undefined && ts.isReturnStatement(last) && last.expression === undefined;
  return areLogs(isLeft ? statements.slice(0, -1) : statements);
}

const areLogs = (statements: readonly ts.Statement[]): boolean =>
  statements.length > 0 &&
  statements.every((statement) => {
    const call = ts.isExpressionStatement(statement) ? unwrap(statement.expression) : undefined;
    return call !== undefined && ts.isCallExpression(call) && isLogCall(call);
  });

/** What waits in a catch puts the event aside: `await failedEvents.insert(…)`. */
export const keepsEvent = (block: ts.Block): boolean => someWithin(block, ts.isAwaitExpression);

/** `failure = error`, `failed.push(id)`: kept in something of outside, which the code behind the `try` looks at. */
export function keepsFailure({ block, parent }: ts.CatchClause): boolean {
  return someWithin(block, (node) => {
    const kept = keptIn(node);
    const binding = kept && scopesOf(kept.getSourceFile()).bindingOf(kept);
    return binding?.references.some((reference) => reference.pos >= parent.end && !isWritten(reference)) ?? false;
  });
}

function keptIn(node: ts.Node): ts.Identifier | undefined {
  if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left))
    return node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
      ? node.left
      : undefined;
  if (ts.isPostfixUnaryExpression(node) && ts.isIdentifier(node.operand)) return node.operand;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: owner, name } = node.expression;
  return /^(?:push|add|set)$/.test(name.text) && ts.isIdentifier(owner) ? owner : undefined;
}

const isWritten = ({ parent }: ts.Identifier): boolean =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

export const leaves = (block: ts.Block): boolean =>
  someWithin(block, (node) => ts.isReturnStatement(node) || ts.isThrowStatement(node)) || handsOn(block);

/** `next(error)`, `reject(error)` */
export const handsOn = (block: ts.Block): boolean => /\b(?:next|reject)\(/.test(block.getText());

/** Functions inside run at their own time. */
function someWithin(block: ts.Block, test: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean =>
    !isFunctionNode(node) && (test(node) || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false));
  return visit(block);
}
