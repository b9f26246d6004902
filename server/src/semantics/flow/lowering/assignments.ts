import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import { assign } from './patterns.ts';
import { Join, type Lowering } from './lowering.ts';
import { isAccess, loadPlace, placeOf, storePlace, type Place } from './members.ts';
import { exportsName, noteExport } from './commonjs.ts';
import { unwrap } from '../../nodes.ts';
import type { Variable } from './variable.ts';

const Kind = ts.SyntaxKind;

/** The operator that `+=` and its like apply. */
const applied = new Map<ts.SyntaxKind, ts.SyntaxKind>([
  [Kind.PlusEqualsToken, Kind.PlusToken],
  [Kind.MinusEqualsToken, Kind.MinusToken],
  [Kind.AsteriskEqualsToken, Kind.AsteriskToken],
  [Kind.AsteriskAsteriskEqualsToken, Kind.AsteriskAsteriskToken],
  [Kind.SlashEqualsToken, Kind.SlashToken],
  [Kind.PercentEqualsToken, Kind.PercentToken],
  [Kind.LessThanLessThanEqualsToken, Kind.LessThanLessThanToken],
  [Kind.GreaterThanGreaterThanEqualsToken, Kind.GreaterThanGreaterThanToken],
  [Kind.GreaterThanGreaterThanGreaterThanEqualsToken, Kind.GreaterThanGreaterThanGreaterThanToken],
  [Kind.AmpersandEqualsToken, Kind.AmpersandToken],
  [Kind.BarEqualsToken, Kind.BarToken],
  [Kind.CaretEqualsToken, Kind.CaretToken],
]);

export function lowerAssignment(fn: Lowering, node: ts.BinaryExpression): number {
  const operator = node.operatorToken.kind;
  if (operator === Kind.EqualsToken) return lowerPlain(fn, node);
  const target = targetOf(fn, node.left);
  if (target === undefined) {
    fn.expression(node.left);
    return fn.expression(node.right);
  }
  const operation = applied.get(operator);
  if (operation === undefined) return lowerLogical(fn, node, target);
  const value = fn.emit(Op.Bin, readTarget(fn, target), fn.expression(node.right), operation, node);
  writeTarget(fn, target, value, node);
  return value;
}

function lowerPlain(fn: Lowering, node: ts.BinaryExpression): number {
  const left = unwrap(node.left);
  if (!isAccess(left)) {
    const value = fn.expression(node.right);
    assign(fn, left, value);
    return value;
  }
  const place = placeOf(fn, left);
  const value = fn.expression(node.right);
  storePlace(fn, place, value, node);
  const exported = exportsName(fn, left);
  if (exported !== undefined) noteExport(fn, exported, value, node);
  return value;
}

/** What is both read and written. */
type Target = { readonly variable: Variable } | { readonly place: Place };

function targetOf(fn: Lowering, expression: ts.Expression): Target | undefined {
  const node = unwrap(expression);
  if (isAccess(node)) return { place: placeOf(fn, node) };
  const variable = ts.isIdentifier(node) ? fn.variableAt(node) : undefined;
  return variable === undefined ? undefined : { variable };
}

function readTarget(fn: Lowering, target: Target): number {
  return 'variable' in target ? fn.read(target.variable) : loadPlace(fn, target.place);
}

function writeTarget(fn: Lowering, target: Target, value: number, at: ts.Node): void {
  if ('variable' in target) fn.b.write(target.variable, value);
  else storePlace(fn, target.place, value, at);
}

/** `a ||= b`, `a &&= b`, `a ??= b`. */
function lowerLogical(fn: Lowering, node: ts.BinaryExpression, target: Target): number {
  const operator = node.operatorToken.kind;
  const join = new Join(fn);
  const before = readTarget(fn, target);
  const tests =
    'variable' in target && target.variable.storage.kind !== 'cell'
      ? { variables: [target.variable], values: [before] }
      : undefined;
  const cond =
    operator === Kind.QuestionQuestionEqualsToken
      ? fn.emit(Op.Bin, before, fn.b.undefinedValue(), Kind.ExclamationEqualsToken, node.left)
      : before;
  const next = fn.b.newBlock();
  join.expects(before);
  if (operator === Kind.AmpersandAmpersandEqualsToken) fn.b.branch(cond, next, join.block, tests);
  else fn.b.branch(cond, join.block, next, tests);
  fn.b.begin(next);
  const value = fn.expression(node.right);
  writeTarget(fn, target, value, node);
  join.from(value);
  return join.value(node);
}

/** `++` and `--`: the value after, or before when they stand behind. */
export function lowerCounting(fn: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): number {
  const target = targetOf(fn, node.operand);
  if (target === undefined) return fn.expression(node.operand);
  const before = readTarget(fn, target);
  const after = fn.emit(Op.Un, before, none, node.operator, node);
  writeTarget(fn, target, after, node);
  return ts.isPrefixUnaryExpression(node) ? after : before;
}
