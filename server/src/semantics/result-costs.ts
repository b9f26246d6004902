import type { Severity } from '../../../shared/src/finding.ts';
import type { FileFacts, Runtime } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { leaves, type MissingData, missingDataAt } from './missing-data.ts';
import { isLogging, isLoggingCall } from './guards.ts';
import { isFunctionExpression, isFunctionNode, propertyNameText, unwrap } from './nodes.ts';
import { dataUses, type IgnoredError } from './results.ts';
import { type Swallowing, swallowedByCatch, swallowedByHandler } from './swallowing.ts';
import { chainCall } from './thenables.ts';

/** What a dropped error comes to, and how much that costs. */
export interface IgnoredCost {
  readonly severity: Severity;
  readonly data: MissingData | 'unused';
}

const servers: ReadonlySet<Runtime> = new Set(['node', 'edge']);
const tools: ReadonlySet<Runtime> = new Set(['cli', 'build', 'test']);

/** Undefined where the code sees the failure in another way, or where it does not count. */
export function costOf(ignored: IgnoredError, { runtime }: FileFacts): IgnoredCost | undefined {
  if (tools.has(runtime) || isRunByHand(ignored.source) || isCleanUp(ignored.source)) return undefined;
  const uses = dataUses(ignored.told, ignored.parts);
  const data = uses.length === 0 ? 'unused' : missingDataAt(uses);
  if (data === 'closed') return undefined;
  const severity = severityOf(ignored, data, servers.has(runtime));
  return severity && { severity, data };
}

/** Seeds, back-fills and migrations, whose author sees what came of them. */
const isRunByHand = (node: ts.Node): boolean => {
  const [folder = '', file = ''] = node.getSourceFile().fileName.split('/').slice(-2);
  return (
    /^(?:seeds?|scripts?|migrations?)$/.test(folder) || /(?:^|[-_.])(?:seed|migrate|migration|backfill)[-_.]/.test(file)
  );
};

function severityOf(
  { effect, source }: IgnoredError,
  data: IgnoredCost['data'],
  isServer: boolean,
): Severity | undefined {
  if (effect === 'check') return data === 'unused' ? 'error' : data === 'throws' ? 'warning' : undefined;
  if (effect === 'write' && notesTime(source)) return 'information';
  const swallowing = swallowingOf(source);
  if (isBestEffort(source, swallowing)) return 'information';
  if (swallowing !== undefined) return effect === 'write' ? 'warning' : 'information';
  const isMinor = isAloneInTry(source, isOnlyLogging) || isLoggedInChain(source);
  if (effect === 'write') return severityOfWrite(isServer, isMinor);
  if (data === 'throws') return 'warning';
  return data === 'opens' && isServer ? 'warning' : 'information';
}

const lastTimes =
  /^(?:updated|modified|touched|last_?(?:seen|viewed|active|activity|login|sign_?in|access(?:ed)?|used|message|opened|visited))_?(?:at|on|time)?$/i;

/** `update({ updated_at: now })`: the order of a list, which the next write puts right. */
function notesTime(source: ts.Expression): boolean {
  for (let node = unwrap(source); ;) {
    if (ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
    else if (!ts.isCallExpression(node)) return false;
    else {
      const [row] = node.arguments;
      const callee = unwrap(node.expression);
      if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'update')
        return row !== undefined && holdsOnlyTimes(unwrap(row));
      node = callee;
    }
  }
}

const holdsOnlyTimes = (row: ts.Expression): boolean =>
  ts.isObjectLiteralExpression(row) &&
  row.properties.length > 0 &&
  row.properties.every((each) => lastTimes.test(propertyNameText(each.name) ?? ''));

/** What is tried by itself and at most logged is not what the code is there for. */
function severityOfWrite(isServer: boolean, isMinor: boolean): Severity {
  if (isMinor) return isServer ? 'warning' : 'information';
  return isServer ? 'error' : 'warning';
}

/** Inside a catch, a `finally` or the branch of an error that leaves: what failed before is what counts. */
function isCleanUp(node: ts.Node): boolean {
  for (
    let current = node;
    !isFunctionNode(current.parent) && !ts.isSourceFile(current.parent);
    current = current.parent
  ) {
    const { parent } = current;
    if (ts.isCatchClause(parent)) return true;
    if (ts.isTryStatement(parent) && parent.finallyBlock === current) return true;
    if (
      ts.isIfStatement(parent) &&
      parent.thenStatement === current &&
      asksForError(parent.expression) &&
      leaves(parent.thenStatement)
    )
      return true;
  }
  return false;
}

/** `if (error)`, `if (insertError || !order)`, `if (result.error)`, `if (!response.ok)`. */
function asksForError(node: ts.Expression): boolean {
  const condition = unwrap(node);
  if (ts.isPrefixUnaryExpression(condition)) return isSuccess(unwrap(condition.operand));
  if (ts.isBinaryExpression(condition)) return asksForError(condition.left) || asksForError(condition.right);
  if (ts.isPropertyAccessExpression(condition))
    return isErrorName(condition.name.text) || asksForError(condition.expression);
  return ts.isIdentifier(condition) && isErrorName(condition.text);
}

/** `response.ok`, `result.success`. */
const isSuccess = (node: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(node)
    ? /^(?:ok|success)$/.test(node.name.text)
    : ts.isIdentifier(node) && node.text === 'success';

const isErrorName = (name: string): boolean => /(?:^e|E)rr(?:or)?\d*$/.test(name);

const intention =
  /best[- ]?effort|fire[- ]?and[- ]?forget|non[- ]?(?:critical|blocking|fatal)|not critical|ignore (?:the )?(?:errors?|failures?)|(?:errors?|failures?) (?:is|are|can be) ignored|(?:don't|do not|never|shouldn't|must not) (?:fail|block|break|throw)|optional/i;

/**
 * The code says that a failure does not count: by a comment, by a callback without a word, or by a `catch` that does nothing round what
 * may fail quietly.
 */
function isBestEffort(source: ts.Expression, swallowing: Swallowing | undefined): boolean {
  const statement = statementAround(source);
  if (statement === undefined) return false;
  const said = [statement, tryAround(statement)].some((each) => each && intention.test(commentBefore(each)));
  if (said) return true;
  return swallowing === undefined && (isForgotten(source) || isAloneInTry(source, isEmpty));
}

/** An empty `catch` round the call alone, which would be a mistake even if the call threw. */
function swallowingOf(source: ts.Expression): Swallowing | undefined {
  const clause = isAloneInTry(source, isEmpty) ? tryAround(statementAround(source))?.catchClause : undefined;
  const found = clause ? swallowedByCatch(clause) : swallowedInChain(source);
  return found?.kind === 'empty' && found.work.kind === 'write' ? found : undefined;
}

function swallowedInChain(source: ts.Expression): Swallowing | undefined {
  for (let node: ts.Node = source; ts.isExpression(node.parent); node = node.parent) {
    const found = chainCall(node.parent)?.method === 'catch' && swallowedByHandler(node.parent as ts.CallExpression);
    if (found) return found;
  }
  return undefined;
}

function statementAround(node: ts.Node): ts.Statement | undefined {
  for (let current = node; current && !isFunctionNode(current); current = current.parent) {
    if (ts.isExpressionStatement(current) || ts.isVariableStatement(current)) return current;
  }
  return undefined;
}

const commentBefore = (statement: ts.Statement): string => {
  const tree = statement.getSourceFile();
  return tree.text.slice(statement.pos, statement.getStart(tree));
};

/** `.then(() => {})`, `.catch(() => {})`. */
function isForgotten(source: ts.Expression): boolean {
  for (let node: ts.Node = source; ts.isExpression(node.parent); node = node.parent) {
    const chain = chainCall(node.parent);
    const [handler] = chain?.call.arguments ?? [];
    if (handler && isEmptyFunction(handler)) return true;
  }
  return false;
}

const isEmptyFunction = (node: ts.Expression): boolean =>
  (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
  ts.isBlock(node.body) &&
  node.body.statements.length === 0;

function tryAround(statement: ts.Statement | undefined): ts.TryStatement | undefined {
  const parent = statement?.parent;
  return parent && ts.isBlock(parent) && ts.isTryStatement(parent.parent) && parent.parent.tryBlock === parent
    ? parent.parent
    : undefined;
}

/** All that its `try` holds, with a catch that does no more than that: the author took a failure for harmless. */
function isAloneInTry(source: ts.Expression, does: (block: ts.Block) => boolean): boolean {
  const statement = statementAround(source);
  const around = statement && tryAround(statement);
  return around?.tryBlock.statements.length === 1 && around.catchClause !== undefined && does(around.catchClause.block);
}

const isEmpty = ({ statements }: ts.Block): boolean => statements.length === 0;
const isOnlyLogging = ({ statements }: ts.Block): boolean => statements.every(isLogging);

/** `.catch(console.error)`, `.catch((error) => console.warn(error))`. */
function isLoggedInChain(source: ts.Expression): boolean {
  for (let node: ts.Node = source; ts.isExpression(node.parent); node = node.parent) {
    const chain = chainCall(node.parent);
    const [handler] = chain?.method === 'catch' ? chain.call.arguments : [];
    if (handler !== undefined && isOnlyLogger(handler)) return true;
  }
  return false;
}

function isOnlyLogger(handler: ts.Expression): boolean {
  if (!isFunctionExpression(handler)) return /^console\.\w+$/.test(handler.getText());
  return ts.isBlock(handler.body) ? isOnlyLogging(handler.body) : isLoggingCall(handler.body);
}
