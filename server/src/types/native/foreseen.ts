import { ts } from '../../engine/syntax.ts';

/**
 * Nodes whose types rules ask for in nearly every file: what is called where nobody waits for the result, and what is
 * called to be returned. The callee's type is enough for most (`declared-result.ts`).
 */
export function foreseenTypes(file: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const value = valueOf(node);
    if (value !== undefined && ts.isCallExpression(value)) nodes.push(value.expression);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}

function valueOf(node: ts.Node): ts.Node | undefined {
  if (ts.isExpressionStatement(node) || ts.isReturnStatement(node)) return node.expression;
  return ts.isArrowFunction(node) ? node.body : undefined;
}
