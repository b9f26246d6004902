import { ts } from '../engine/syntax.ts';

/** Methods that put their arguments into the object they are called on. */
const filling: ReadonlySet<string> = new Set(['push', 'unshift', 'splice', 'fill', 'set', 'add', 'append']);

export const isFillingMethod = (name: string): boolean => filling.has(name);

/** Whether a use of a name puts something into what it holds: `x.a.b = v`, `x[i] += v`, `x.push(v)`. */
export function fills(name: ts.Identifier): boolean {
  let node: ts.Node = name;
  let { parent } = node;
  let member: ts.Node | undefined;
  while (
    (parent.kind === ts.SyntaxKind.PropertyAccessExpression || parent.kind === ts.SyntaxKind.ElementAccessExpression) &&
    (parent as ts.AccessExpression).expression === node
  ) {
    member = node = parent;
    parent = node.parent;
  }
  if (member === undefined) return false;
  if (ts.isCallExpression(parent)) {
    return parent.expression === node && ts.isPropertyAccessExpression(node) && filling.has(node.name.text);
  }
  return isWritten(node, parent);
}

function isWritten(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    return (
      parent.left === node && operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment
    );
  }
  if (!ts.isPrefixUnaryExpression(parent)) return ts.isPostfixUnaryExpression(parent);
  return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
}
