import { ts } from '../../engine/syntax.ts';
import { isAnd, isFunctionNode, unwrap } from '../nodes.ts';

/** Whether a condition on the way to a place names the same value: around it, or in a statement before. */
export function isAskedBefore(use: ts.Expression): boolean {
  const words = plain(use);
  for (let node: ts.Node = use; !isFunctionNode(node.parent) && !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node;
    const condition = conditionAround(node, parent);
    if (condition && names(condition, words)) return true;
    if (ts.isBlock(parent) && parent.statements.some((each) => each.end <= node.pos && asks(each, words))) return true;
  }
  return false;
}

function conditionAround(node: ts.Node, parent: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(parent)) return parent.expression === node ? undefined : parent.expression;
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : parent.condition;
  if (ts.isBinaryExpression(parent) && parent.right === node) return parent.left;
  return undefined;
}

/** `if (!name) …`, `if (typeof name !== 'string') …`: not `if (name && …)`, behind which there may be none. */
const asks = (statement: ts.Statement, words: string): boolean =>
  ts.isIfStatement(statement) &&
  !isOneOfTwo(statement.expression) &&
  matches(
    statement.expression,
    (name) => String.raw`[!(,]\(*${name}(?![\w(])|typeof\W*${name}(?![\w.])|${name}[!=]==?(?:null|undefined|['"]{2})`,
    words,
  );

/** `if (!text && !image) …`: behind it there is one of them, and nobody knows which. */
function isOneOfTwo(condition: ts.Expression): boolean {
  const node = unwrap(condition);
  return isAnd(node) && [node.left, node.right].every((side) => isNegated(unwrap(side)) || isOneOfTwo(side));
}

const isNegated = (node: ts.Expression): boolean =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;

const names = (condition: ts.Expression, words: string): boolean =>
  matches(condition, (name) => String.raw`(?<![\w.])(?:typeof)?${name}(?!\w)`, words);

function matches(condition: ts.Expression, pattern: (name: string) => string, words: string): boolean {
  const name = words.replaceAll(/[.[\]$()]/g, String.raw`\$&`);
  return new RegExp(pattern(name)).test(plain(condition));
}

/** Without marks that change nothing of what is meant. */
const plain = (node: ts.Node): string => node.getText().replaceAll(/\?(?=\.)|\s|!(?=[.\])])/g, '');
