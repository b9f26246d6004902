import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';

/** What a condition joins by `&&` and `||`. */
export const operandsOf = (expression: ts.Expression): readonly ts.Expression[] => {
  const node = unwrap(expression);
  const isLogical =
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
  return isLogical ? [...operandsOf(node.left), ...operandsOf(node.right)] : [node];
};

/** The last of those that `&&` joins. */
export const lastOperand = (expression: ts.Expression): ts.Expression => {
  const node = unwrap(expression);
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? node.right
    : node;
};
