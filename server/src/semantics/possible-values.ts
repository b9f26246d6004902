import { ts } from '../engine/syntax.ts';

/**
 * The parts of an expression one of which is its value: branches of `?:`, operands of `&&`, `||`, `??`, the last part of
 * a comma. Casts stay on, since they say what the type is.
 */
export function possibleValues(expression: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(expression)) return possibleValues(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    return [...possibleValues(expression.whenTrue), ...possibleValues(expression.whenFalse)];
  }
  if (!ts.isBinaryExpression(expression)) return [expression];
  switch (expression.operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return [...possibleValues(expression.left), ...possibleValues(expression.right)];
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      return possibleValues(expression.right);
    default:
      return [expression];
  }
}
