import { ts } from '../../engine/syntax.ts';
import { outermost } from '../result-parts.ts';

/** The `if` that is entered whenever the condition holds. */
export function decisionBy(condition: ts.Expression): ts.IfStatement | undefined {
  let node: ts.Node = condition;
  while (isOr(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  return ts.isIfStatement(parent) && parent.expression === node ? parent : undefined;
}

/** Whether the code goes no further where the condition holds. */
export function isRefusedBy(condition: ts.Expression): boolean {
  const decision = decisionBy(condition);
  return decision !== undefined && leaves(decision.thenStatement);
}

/** `if (!Array.isArray(items)) return …` */
export function isRefusedUnless(condition: ts.Expression): boolean {
  const { parent } = outermost(condition);
  return ts.isPrefixUnaryExpression(parent) && isNot(parent) && isRefusedBy(parent);
}

/** `if (!title?.trim()) return …`, `if (items.length === 0) return …` */
export function isRefusedWhereEmpty(access: ts.PropertyAccessExpression): boolean {
  const { parent } = access;
  const isTrimmed = access.name.text === 'trim' && ts.isCallExpression(parent);
  if (!isTrimmed && access.name.text !== 'length') return false;
  const told = outermost(isTrimmed ? parent : access);
  return isRefusedUnless(told) || (isNoneAsked(told.parent, told) && isRefusedBy(told.parent));
}

/** `… === 0`, `… < 1` */
const isNoneAsked = (node: ts.Node, size: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.left === size && /^(?:===? ?0|< ?1|=== ?['"]{2})$/.test(afterLeft(node));

const afterLeft = ({ operatorToken, right }: ts.BinaryExpression): string =>
  `${operatorToken.getText()} ${right.getText()}`;

const isNot = ({ operator }: ts.PrefixUnaryExpression): boolean => operator === ts.SyntaxKind.ExclamationToken;

const isOr = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken;

export function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}
