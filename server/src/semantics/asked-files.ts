import { ts } from '../engine/syntax.ts';
import { isAnd, isFunctionNode, memberName, unwrap } from './nodes.ts';

/**
 * `if (existsSync(path)) unlinkSync(path);`: the code has asked for the file before it reads it or takes it away. What is
 * left to fail is out of its hands.
 */
export function isAskedFor(call: ts.CallExpression): boolean {
  const file = call.arguments[0]?.getText();
  if (file === undefined) return false;
  for (let node: ts.Node = call; node.parent && !isFunctionNode(node); node = node.parent) {
    const { parent } = node;
    if (ts.isIfStatement(parent) && parent.thenStatement === node && asks(parent.expression, file)) return true;
    if (isAnd(parent) && parent.right === node && asks(parent.left, file)) return true;
    if (ts.isBlock(parent) && parent.statements.some((each) => each.end <= node.pos && leavesWithout(each, file)))
      return true;
  }
  return false;
}

/** Whether the condition holds for a file that is there alone. */
function asks(condition: ts.Expression, file: string): boolean {
  const node = unwrap(condition);
  if (isAnd(node)) return asks(node.left, file) || asks(node.right, file);
  return (
    ts.isCallExpression(node) &&
    (memberName(unwrap(node.expression)) ?? node.expression.getText()) === 'existsSync' &&
    node.arguments[0]?.getText() === file
  );
}

/** `if (!existsSync(path)) return;` */
function leavesWithout(statement: ts.Statement, file: string): boolean {
  if (!ts.isIfStatement(statement)) return false;
  const condition = unwrap(statement.expression);
  if (!ts.isPrefixUnaryExpression(condition) || condition.operator !== ts.SyntaxKind.ExclamationToken) return false;
  const { thenStatement } = statement;
  const last = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  const leaves = last && (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last));
  return leaves === true && asks(condition.operand, file);
}
