import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';
import { leaves } from './optional-secrets.ts';
import { asksForMode } from './running-mode.ts';

/** It returns what says so; where a function is asked, also nothing. */
export function letsIn(statement: ts.Statement, isAsked: boolean): boolean {
  if (!ts.isReturnStatement(statement)) return false;
  const { expression } = statement;
  if (expression === undefined) return isAsked;
  const node = unwrap(expression);
  if (ts.isObjectLiteralExpression(node))
    return isAsked && /\b(valid|ok|success|verified|authorized|allowed)\s*:\s*true\b/.test(node.getText());
  return accepts(node);
}

/** `next(new Error('…'))` */
const isError = (argument: ts.Expression | undefined): boolean =>
  argument !== undefined && ts.isNewExpression(argument);

/** `true`, `next()` */
export const accepts = (expression: ts.Expression): boolean => {
  const node = unwrap(expression);
  return (
    node.kind === ts.SyntaxKind.TrueKeyword ||
    (ts.isCallExpression(node) && /^(next|JSON\.parse)$/.test(node.expression.getText()) && !isError(node.arguments[0]))
  );
};

/** It answers with an error before it leaves, or leaves with `false` in production. */
export function refuses(statement: ts.Statement): boolean {
  if (/\b(?:status|sendStatus|code)\(\s*[45]\d\d\b|\bstatus\s*:\s*[45]\d\d\b/.test(statement.getText())) return true;
  const inner = ts.isBlock(statement) ? statement.statements.filter(ts.isIfStatement) : [];
  return inner.some(({ expression, thenStatement }) => {
    const last = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
    return asksForMode(expression) && leaves(thenStatement) && last !== undefined && !letsIn(last, true);
  });
}

/** It throws, gives nothing or `false`, or answers that whoever asks may not go on. */
export function saysNo(statement: ts.Statement): boolean {
  if (ts.isThrowStatement(statement)) return true;
  if (!ts.isReturnStatement(statement) || statement.expression === undefined) return false;
  const node = unwrap(statement.expression);
  const isNothing =
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined');
  return isNothing || answersNo(statement);
}

export const answersNo = (statement: ts.Statement): boolean => no.test(statement.getText());
const no =
  /\b(?:status|sendStatus|code)\(\s*(?:40[13]|50\d)\b|\bstatus["']?\s*:\s*(?:40[13]|50\d)\b|\b(?:is)?(?:valid|ok|success|verified|auth\w*|allowed)["']?\s*:\s*false\b/i;
