import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';

/** A value that stands for nothing: `[]`, `{}`, `0`, `''`, `new Map()`, or an object made of such alone. */
export function isMadeUp(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isStringLiteralLike(node)) return node.text === '';
  if (ts.isNumericLiteral(node)) return node.text === '0';
  if (ts.isNewExpression(node))
    return /^(?:Map|Set)$/.test(node.expression.getText()) && (node.arguments?.length ?? 0) === 0;
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.every(
    (property) =>
      ts.isPropertyAssignment(property) &&
      !/^(?:ok|success|error\w*|status|message|source|degraded|available)$/i.test(property.name.getText()) &&
      (isMadeUp(property.initializer) || property.initializer.kind === ts.SyntaxKind.NullKeyword),
  );
}

/** `return true`, `return { success: true }`. */
export function isSuccess(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some(
    (property) =>
      ts.isPropertyAssignment(property) &&
      /^(?:ok|success|saved|sent|done)$/.test(property.name.getText()) &&
      property.initializer.kind === ts.SyntaxKind.TrueKeyword,
  );
}

const notices =
  /^(?:toast|alert|notify|notification|snackbar|message|enqueueSnackbar|Swal|Alert|(?:show|add|push)\w*)$/i;
const successWords =
  /\b(?:success(?:ful(?:ly)?)?|saved|created|updated|deleted|removed|sent|submitted|published|uploaded|added|invited|booked|cancel?led|completed?|thank)\b/i;
const failureWords = /destructive|error|fail|danger|warn/i;

/** A statement that tells the user that it worked. */
export function claimsSuccess(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return statement.expression !== undefined && isSuccess(statement.expression);
  if (!ts.isExpressionStatement(statement)) return false;
  const call = unwrap(statement.expression);
  if (!ts.isCallExpression(call)) return false;
  const callee = unwrap(call.expression);
  const words = call.arguments.map((each) => each.getText().slice(0, 400)).join(' ');
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = callee.expression.getText();
    if (!notices.test(owner)) return false;
    return callee.name.text === 'success' || (successWords.test(words) && !failureWords.test(callee.name.text + words));
  }
  if (!ts.isIdentifier(callee)) return false;
  if (/^set(?:Is|Show)?(?:Success|Saved|Submitted|Sent|Subscribed)\w*$/.test(callee.text)) return words === 'true';
  return notices.test(callee.text) && successWords.test(words) && !failureWords.test(words);
}
