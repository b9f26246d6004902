import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import { lowerAssignment, lowerCounting } from './assignments.ts';
import { lowerCondition, spineOf } from './conditions.ts';
import { Join, type LowerExpression, type Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

const inner: LowerExpression = (fn, node) => fn.expression((node as ts.ParenthesizedExpression).expression);

export const operators: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.ParenthesizedExpression, inner],
  [Kind.AsExpression, inner],
  [Kind.SatisfiesExpression, inner],
  [Kind.TypeAssertionExpression, inner],
  [Kind.NonNullExpression, inner],
  [Kind.ExpressionWithTypeArguments, inner],
  [Kind.BinaryExpression, (fn, node) => lowerBinary(fn, node as ts.BinaryExpression)],
  [Kind.PrefixUnaryExpression, (fn, node) => lowerPrefix(fn, node as ts.PrefixUnaryExpression)],
  [Kind.PostfixUnaryExpression, (fn, node) => lowerCounting(fn, node as ts.PostfixUnaryExpression)],
  [Kind.TypeOfExpression, unary(Kind.TypeOfKeyword)],
  [Kind.VoidExpression, unary(Kind.VoidKeyword)],
  [Kind.DeleteExpression, unary(Kind.DeleteKeyword)],
  [
    Kind.AwaitExpression,
    (fn, node) => fn.emit(Op.Await, fn.expression((node as ts.AwaitExpression).expression), none, none, node),
  ],
  [Kind.YieldExpression, (fn, node) => lowerYield(fn, node as ts.YieldExpression)],
  [Kind.ConditionalExpression, (fn, node) => lowerConditional(fn, node as ts.ConditionalExpression)],
];

function unary(operator: ts.SyntaxKind): LowerExpression {
  return (fn, node) => fn.emit(Op.Un, fn.expression((node as ts.VoidExpression).expression), none, operator, node);
}

function lowerPrefix(fn: Lowering, node: ts.PrefixUnaryExpression): number {
  const { operator, operand } = node;
  if (operator === Kind.PlusPlusToken || operator === Kind.MinusMinusToken) return lowerCounting(fn, node);
  return fn.emit(Op.Un, fn.expression(operand), none, operator, node);
}

function lowerYield(fn: Lowering, node: ts.YieldExpression): number {
  const value = node.expression === undefined ? none : fn.expression(node.expression);
  return fn.emit(Op.Yield, value, none, node.asteriskToken === undefined ? 0 : 1, node);
}

function lowerBinary(fn: Lowering, node: ts.BinaryExpression): number {
  const operator = node.operatorToken.kind;
  if (operator >= Kind.FirstAssignment && operator <= Kind.LastAssignment) return lowerAssignment(fn, node);
  switch (operator) {
    case Kind.AmpersandAmpersandToken:
    case Kind.BarBarToken:
    case Kind.QuestionQuestionToken:
      return lowerShortCircuit(fn, node);
    case Kind.CommaToken:
      return lowerComma(fn, node);
    default:
      return lowerStrict(fn, node);
  }
}

/** Long sums nest to the left by the thousand, so they are lowered without recursion. */
function lowerStrict(fn: Lowering, node: ts.BinaryExpression): number {
  if (!ts.isBinaryExpression(node.left)) return combine(fn, node, fn.expression(node.left));
  const spine: ts.BinaryExpression[] = [node];
  let left: ts.Expression = node.left;
  while (ts.isBinaryExpression(left) && isStrict(left.operatorToken.kind)) {
    spine.push(left);
    left = left.left;
  }
  let value = fn.expression(left);
  for (let at = spine.length - 1; at >= 0; at--) {
    const part = spine[at];
    if (part === undefined) continue;
    value = combine(fn, part, value);
    fn.recorded?.set(part, value);
  }
  return value;
}

function combine(fn: Lowering, node: ts.BinaryExpression, left: number): number {
  // `#name in object` has a name for its left side.
  return fn.emit(Op.Bin, left, fn.expression(node.right), node.operatorToken.kind, node);
}

function isStrict(operator: ts.SyntaxKind): boolean {
  return (
    (operator < Kind.FirstAssignment || operator > Kind.LastAssignment) &&
    operator !== Kind.AmpersandAmpersandToken &&
    operator !== Kind.BarBarToken &&
    operator !== Kind.QuestionQuestionToken &&
    operator !== Kind.CommaToken
  );
}

function lowerComma(fn: Lowering, node: ts.BinaryExpression): number {
  const parts = spineOf(node);
  let value = none;
  for (const part of parts) {
    if (value !== none) fn.emit(Op.Use, value, none, none, part);
    value = fn.expression(part);
  }
  return value;
}

/** `a && b`, `a || b`, `a ?? b`: each operand but the last may be the whole. */
function lowerShortCircuit(fn: Lowering, node: ts.BinaryExpression): number {
  const parts = spineOf(node);
  const join = new Join(fn);
  parts.forEach((part, at) => {
    if (at === parts.length - 1) join.from(fn.expression(part));
    else goOnUnless(fn, node.operatorToken.kind, part, join);
  });
  return join.value(node);
}

function goOnUnless(fn: Lowering, operator: ts.SyntaxKind, part: ts.Expression, join: Join): void {
  const { value, tests } = fn.tested(part);
  const isNullish = operator === Kind.QuestionQuestionToken;
  const cond = isNullish ? isPresent(fn, value, part) : value;
  const next = fn.b.newBlock();
  const isAnd = operator === Kind.AmpersandAmpersandToken;
  // What `&&` stops at is empty: nothing that it could hold comes through.
  join.expects(isAnd ? fn.b.undefinedValue() : value);
  if (isAnd) fn.b.branch(cond, next, join.block, tests);
  else fn.b.branch(cond, join.block, next, tests);
  fn.b.begin(next);
}

function isPresent(fn: Lowering, value: number, node: ts.Node): number {
  return fn.emit(Op.Bin, value, fn.b.undefinedValue(), Kind.ExclamationEqualsToken, node);
}

function lowerConditional(fn: Lowering, node: ts.ConditionalExpression): number {
  const join = new Join(fn);
  const [whenTrue, whenFalse] = [fn.b.newBlock(), fn.b.newBlock()];
  lowerCondition(fn, node.condition, whenTrue, whenFalse);
  fn.b.begin(whenTrue);
  join.from(fn.expression(node.whenTrue));
  fn.b.begin(whenFalse);
  join.from(fn.expression(node.whenFalse));
  return join.value(node);
}
