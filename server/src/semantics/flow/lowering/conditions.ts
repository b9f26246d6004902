import { ts } from '../../../engine/syntax.ts';
import type { BlockDraft } from './block.ts';
import type { Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

/** Lowers a condition to ways on: each part that decides is a branch of its own. */
export function lowerCondition(fn: Lowering, node: ts.Node, whenTrue: BlockDraft, whenFalse: BlockDraft): void {
  if (ts.isParenthesizedExpression(node)) {
    lowerCondition(fn, node.expression, whenTrue, whenFalse);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken) {
    lowerCondition(fn, node.operand, whenFalse, whenTrue);
  } else if (node.kind === Kind.TrueKeyword) {
    fn.b.jump(whenTrue);
  } else if (node.kind === Kind.FalseKeyword) {
    fn.b.jump(whenFalse);
  } else if (ts.isBinaryExpression(node) && isAndOr(node.operatorToken.kind)) {
    lowerSpine(fn, node, whenTrue, whenFalse);
  } else {
    const { value, tests } = fn.tested(node);
    fn.b.branch(value, whenTrue, whenFalse, tests);
  }
}

function isAndOr(operator: ts.SyntaxKind): boolean {
  return operator === Kind.AmpersandAmpersandToken || operator === Kind.BarBarToken;
}

/** `a && b && c` nests to the left, perhaps by the thousand. */
function lowerSpine(fn: Lowering, node: ts.BinaryExpression, whenTrue: BlockDraft, whenFalse: BlockDraft): void {
  const parts = spineOf(node);
  const isAnd = node.operatorToken.kind === Kind.AmpersandAmpersandToken;
  parts.forEach((part, at) => {
    if (at === parts.length - 1) {
      lowerCondition(fn, part, whenTrue, whenFalse);
      return;
    }
    const next = fn.b.newBlock();
    lowerCondition(fn, part, isAnd ? next : whenTrue, isAnd ? whenFalse : next);
    fn.b.begin(next);
  });
}

/** The operands of one operator, in order. */
export function spineOf(node: ts.BinaryExpression): readonly ts.Expression[] {
  const parts: ts.Expression[] = [];
  const operator = node.operatorToken.kind;
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === operator) {
    parts.push(left.right);
    left = left.left;
  }
  parts.push(left);
  return parts.reverse();
}
