import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { insertion } from './handling.ts';

/** `await` in front of a value where it stands, in parentheses where operators round it would take it apart. */
export function awaitValueEdits(value: ts.Expression): readonly TextEdit[] {
  const inner = needsParentheses(value) ? ['await (', ')'] : ['await ', ''];
  const [before = '', after = ''] = standsInOperator(value) ? [`(${inner[0]}`, `${inner[1]})`] : inner;
  const start = insertion(value.getStart(), before);
  return after === '' ? [start] : [start, insertion(value.end, after)];
}

/** `await access(file).then(() => true, () => false)`: whether a call that only says that it failed did not. */
export function awaitSuccessEdits(value: ts.Expression): readonly TextEdit[] {
  const [start, end] = awaitValueEdits(value);
  const asked = `.then(() => true, () => false)${end?.text ?? ''}`;
  return start === undefined ? [] : [start, insertion(value.end, asked)];
}

const needsParentheses = (value: ts.Expression): boolean =>
  !ts.isLeftHandSideExpression(value) && !ts.isParenthesizedExpression(value);

/** Formatters write `(await p) || q`, `!(await p)`, `(await p) ? a : b` and `...(await p)`. */
function standsInOperator(value: ts.Expression): boolean {
  const { parent } = value;
  return (
    ts.isBinaryExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ((ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isNonNullExpression(parent)) &&
      parent.expression === value) ||
    (ts.isConditionalExpression(parent) && parent.condition === value)
  );
}
