import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from './nodes.ts';

/** What an expression comes to once something in it is `null`. */
export type FailedValue =
  | { readonly kind: 'known'; readonly value: unknown }
  /** It reads a property of `null`. */
  | { readonly kind: 'throws' }
  | { readonly kind: 'unknown' };

const unknown: FailedValue = { kind: 'unknown' };
const throwing: FailedValue = { kind: 'throws' };
const known = (value: unknown): FailedValue => ({ kind: 'known', value });

/** @param isMissing the expressions that are `null` */
export function failedValue(expression: ts.Expression, isMissing: (node: ts.Expression) => boolean): FailedValue {
  const of = (inner: ts.Expression): FailedValue => failedValue(inner, isMissing);
  const node = unwrap(expression);
  if (isMissing(node)) return known(null);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return ofMember(node, of);
  if (ts.isCallExpression(node)) return ofCall(node, of);
  if (ts.isPrefixUnaryExpression(node)) return ofPrefix(node, of);
  if (ts.isBinaryExpression(node)) return ofBinary(node, of);
  return ofLiteral(node);
}

type Evaluate = (node: ts.Expression) => FailedValue;

function ofMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, of: Evaluate): FailedValue {
  const owner = of(node.expression);
  if (owner.kind !== 'known') return owner;
  if (owner.value === null || owner.value === undefined) return ts.isOptionalChain(node) ? known(undefined) : throwing;
  return memberName(node) === 'length' && Array.isArray(owner.value) ? known(owner.value.length) : unknown;
}

function ofCall(node: ts.CallExpression, of: Evaluate): FailedValue {
  const callee = of(node.expression);
  if (callee.kind === 'known' && callee.value === undefined)
    return ts.isOptionalChain(node) ? known(undefined) : throwing;
  return callee.kind === 'throws' ? callee : unknown;
}

function ofPrefix(node: ts.PrefixUnaryExpression, of: Evaluate): FailedValue {
  const operand = of(node.operand);
  return node.operator === ts.SyntaxKind.ExclamationToken && operand.kind === 'known'
    ? known(!operand.value)
    : operand.kind === 'throws'
      ? operand
      : unknown;
}

function ofBinary(node: ts.BinaryExpression, of: Evaluate): FailedValue {
  const operator = node.operatorToken.kind;
  const left = of(node.left);
  if (left.kind === 'throws') return left;
  if (operator === ts.SyntaxKind.QuestionQuestionToken)
    return left.kind === 'unknown' ? unknown : left.value === null || left.value === undefined ? of(node.right) : left;
  if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return ofLogical(left, operator === ts.SyntaxKind.BarBarToken, of(node.right));
  const right = of(node.right);
  if (left.kind !== 'known') return right.kind === 'throws' ? right : ofHalfKnown(operator, right);
  return right.kind === 'known' ? compared(operator, left.value, right.value) : ofHalfKnown(operator, left);
}

/** `||` ends with true and `&&` with false, whatever the unknown operand is. */
function ofLogical(left: FailedValue, isOr: boolean, right: FailedValue): FailedValue {
  if (left.kind === 'known') return Boolean(left.value) === isOr ? left : right;
  return right.kind === 'known' && Boolean(right.value) === isOr ? known(isOr) : unknown;
}

/** What is missing equals nothing that somebody has, such as `row?.owner_id === user.id`. */
function ofHalfKnown(operator: ts.SyntaxKind, half: FailedValue): FailedValue {
  if (half.kind !== 'known' || (half.value !== null && half.value !== undefined)) return unknown;
  if (isEquality(operator)) return known(false);
  return isInequality(operator) ? known(true) : unknown;
}

const isEquality = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken;

const isInequality = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken;

function compared(operator: ts.SyntaxKind, left: unknown, right: unknown): FailedValue {
  const isNullish = (value: unknown): boolean => value === null || value === undefined;
  switch (operator) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return known(left === right);
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return known(left !== right);
    case ts.SyntaxKind.EqualsEqualsToken:
      return known(left === right || (isNullish(left) && isNullish(right)));
    case ts.SyntaxKind.ExclamationEqualsToken:
      return known(left !== right && !(isNullish(left) && isNullish(right)));
    default:
      return ordered(operator, Number(left), Number(right));
  }
}

function ordered(operator: ts.SyntaxKind, left: number, right: number): FailedValue {
  switch (operator) {
    case ts.SyntaxKind.LessThanToken:
      return known(left < right);
    case ts.SyntaxKind.LessThanEqualsToken:
      return known(left <= right);
    case ts.SyntaxKind.GreaterThanToken:
      return known(left > right);
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return known(left >= right);
    default:
      return unknown;
  }
}

function ofLiteral(node: ts.Expression): FailedValue {
  if (ts.isStringLiteralLike(node)) return known(node.text);
  if (ts.isNumericLiteral(node)) return known(Number(node.text));
  if (ts.isArrayLiteralExpression(node) && node.elements.length === 0) return known([]);
  if (ts.isIdentifier(node) && node.text === 'undefined') return known(undefined);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return known(true);
    case ts.SyntaxKind.FalseKeyword:
      return known(false);
    case ts.SyntaxKind.NullKeyword:
      return known(null);
    default:
      return unknown;
  }
}
