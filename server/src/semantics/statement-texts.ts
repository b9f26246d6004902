import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';

/** A statement of SQL as the code writes it down, in pieces where values stand in it. */
export interface StatementText {
  /** With `${}` in place of each value. */
  readonly text: string;
  /** What stands in the text itself, between its pieces. */
  readonly values: readonly ts.Expression[];
  /** What is given beside it, for its placeholders. */
  readonly given: readonly ts.Expression[];
}

/** The statement given to `query('…')`, or tagged as `sql`. */
export function statementTextOf(call: ts.CallExpression | ts.TaggedTemplateExpression): StatementText | undefined {
  const [first, ...given] = ts.isCallExpression(call) ? call.arguments : [call.template];
  const pieces = first && piecesOf(first);
  return pieces && { text: pieces.texts.join(gap), values: pieces.values, given };
}

/** The values that say which rows are meant, without what is written to them. */
export function valuesAfterWhere({ text, values, given }: StatementText): readonly ts.Expression[] {
  const start = text.search(/\bwhere\b/i);
  if (start < 0) return [];
  const inText = values.slice(countOf(gap, text.slice(0, start)));
  return [...inText, ...givenAfter(start, text, given)];
}

const gap = '${}';

interface Pieces {
  /** One more than there are values. */
  readonly texts: readonly string[];
  readonly values: readonly ts.Expression[];
}

function piecesOf(expression: ts.Expression): Pieces | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return { texts: [node.text], values: [] };
  if (ts.isTemplateExpression(node)) {
    const { head, templateSpans } = node;
    const texts = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
    return { texts, values: templateSpans.map((span) => span.expression) };
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [piecesOf(node.left), piecesOf(node.right)];
  return left || right ? joined(left ?? valueAlone(node.left), right ?? valueAlone(node.right)) : undefined;
}

const valueAlone = (value: ts.Expression): Pieces => ({ texts: ['', ''], values: [value] });

function joined(left: Pieces, right: Pieces): Pieces {
  const seam = (left.texts.at(-1) ?? '') + (right.texts[0] ?? '');
  return {
    texts: [...left.texts.slice(0, -1), seam, ...right.texts.slice(1)],
    values: [...left.values, ...right.values],
  };
}

/** By the numbers of `$2`, or by how many `?` stand before; all of them where that is not told. */
function givenAfter(start: number, text: string, given: readonly ts.Expression[]): readonly ts.Expression[] {
  const [only, ...others] = given;
  const list = only && others.length === 0 && ts.isArrayLiteralExpression(only) ? only.elements : given;
  const numbers = [...text.slice(start).matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1);
  if (numbers.length > 0) return isWhole(list, Math.max(...numbers)) ? numbers.flatMap((at) => list[at] ?? []) : list;
  const before = countOf('?', text.slice(0, start));
  return isWhole(list, before) ? list.slice(before) : list;
}

const isWhole = (list: readonly ts.Expression[], last: number): boolean =>
  last < list.length && !list.some(ts.isSpreadElement);

const countOf = (part: string, text: string): number => text.split(part).length - 1;
