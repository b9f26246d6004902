import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What a statement's failure would meet on its way out of its function. */
export interface Guard {
  readonly catchClause: ts.CatchClause | undefined;
  readonly finallyBlock: ts.Block | undefined;
}

/** The nearest `catch` and the nearest `finally` of the same function; undefined where there is neither. */
export function guardOf(statement: ts.Statement): Guard | undefined {
  let catchClause: ts.CatchClause | undefined;
  let finallyBlock: ts.Block | undefined;
  for (let node: ts.Node = statement; node.parent && !isFunctionNode(node.parent); node = node.parent) {
    const { parent } = node;
    if (!ts.isTryStatement(parent) || node === parent.finallyBlock) continue;
    if (node === parent.tryBlock && parent.catchClause && !isBareRethrow(parent.catchClause)) {
      catchClause ??= parent.catchClause;
    }
    finallyBlock ??= parent.finallyBlock;
    if (catchClause) break;
  }
  return catchClause || finallyBlock ? { catchClause, finallyBlock } : undefined;
}

/** `catch (error) { throw error; }` lets everything through as it came. */
export const isBareRethrow = ({ block, variableDeclaration }: ts.CatchClause): boolean =>
  block.statements.length === 1 && isThrowOf(block.statements[0], variableDeclaration);

/** A catch that throws on what it caught, at most in other words, and only tells a log about it. */
export function isLoggingRethrow({ block, variableDeclaration }: ts.CatchClause): boolean {
  return (
    isThrowOf(block.statements.at(-1), variableDeclaration) &&
    block.statements.slice(0, -1).every((statement) => isLogging(statement) || throwsOtherwise(statement))
  );
}

/** A catch that only logs, and lets the same error on to the caller with nothing more in its way. */
export function isLoggingOnly({ block, variableDeclaration, parent }: ts.CatchClause): boolean {
  return (
    isThrowOf(block.statements.at(-1), variableDeclaration) &&
    block.statements.slice(0, -1).every(isLogging) &&
    parent.finallyBlock === undefined &&
    guardOf(parent) === undefined
  );
}

const logging = /^(console|.*log(ger)?|sentry|captur\w*|report\w*|track\w*|.*metrics?)$/i;

/** `console.error(…)`, `this.logger.warn(…)`, `captureException(…)`. */
export const isLogging = (statement: ts.Statement): boolean =>
  ts.isExpressionStatement(statement) && isLoggingCall(statement.expression);

export function isLoggingCall(call: ts.Expression): boolean {
  if (!ts.isCallExpression(call)) return false;
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return logging.test(callee.text);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const owner = callee.expression;
  return logging.test(ts.isPropertyAccessExpression(owner) ? owner.name.text : owner.getText());
}

/** `if (error.name === 'AbortError') throw new Error('too slow');` */
function throwsOtherwise(statement: ts.Statement): boolean {
  if (!ts.isIfStatement(statement) || statement.elseStatement) return false;
  const then = statement.thenStatement;
  const statements = ts.isBlock(then) ? then.statements : [then];
  return statements.every((each, at) => isLogging(each) || (at === statements.length - 1 && ts.isThrowStatement(each)));
}

function isThrowOf(statement: ts.Statement | undefined, caught: ts.VariableDeclaration | undefined): boolean {
  if (statement === undefined || !ts.isThrowStatement(statement) || !ts.isIdentifier(statement.expression))
    return false;
  if (caught === undefined || !ts.isIdentifier(caught.name)) return false;
  const scopes = scopesOf(statement.getSourceFile());
  return scopes.bindingOf(statement.expression) === scopes.bindingOf(caught.name);
}
