import { ts } from '../engine/syntax.ts';

/** What puts a value into a field of `this`: a parameter property or an assignment. */
export type FieldWrite = ts.ParameterDeclaration | ts.BinaryExpression;
const remembered = new WeakMap<ts.ClassLikeDeclaration, readonly FieldWrite[]>();

/** The writes of a class's own body, nested classes excluded. */
export function fieldWrites(node: ts.ClassLikeDeclaration): readonly FieldWrite[] {
  const known = remembered.get(node);
  if (known) return known;
  const found: FieldWrite[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isClassLike(child)) return;
    if (ts.isParameter(child) && ts.isParameterPropertyDeclaration(child, child.parent)) found.push(child);
    if (
      ts.isBinaryExpression(child) &&
      child.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(child.left) &&
      child.left.expression.kind === ts.SyntaxKind.ThisKeyword
    ) {
      found.push(child);
    }
    ts.forEachChild(child, visit);
  };
  node.members.forEach((member) => ts.forEachChild(member, visit));
  remembered.set(node, found);
  return found;
}
