import { ts } from '../../../engine/syntax.ts';
import { isFallback, memberName, propertyNameText } from '../../nodes.ts';
import { usesOf } from '../../result-parts.ts';
import { scopesOf } from '../../scopes.ts';

/** The place in a row that a value is written to. */
export interface Cell {
  readonly column: string;
  readonly call: ts.CallExpression | ts.NewExpression;
}

/** Where a value gets to as it is: `title` of `insert({ title })`, of a row that has a name, and of `row.title = title`. */
export function cellOf(value: ts.Expression): Cell | undefined {
  let node: ts.Node = value;
  while (isFallback(node.parent) && node.parent.left === node) node = node.parent;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === node))
    return cellIn(propertyNameText(parent.name), callWriting(parent.parent) ?? callWritingNamed(parent.parent));
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left } = parent;
  if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.expression)) return undefined;
  const row = scopesOf(value.getSourceFile()).bindingOf(left.expression)?.declarations[0];
  return cellIn(left.name.text, row && callWritingDeclared(row));
}

const cellIn = (column: string | undefined, call: Cell['call'] | undefined): Cell | undefined =>
  column !== undefined && call ? { column, call } : undefined;

const writing =
  /^(?:insert|update|upsert|create|save|merge|createMany|values|set|insertOne|insertMany|updateOne|updateMany|findByIdAndUpdate|findOneAndUpdate|rpc)$/;

/** The call whose row the node is: an argument, an element of one, or the `data` of one. */
function callWriting(row: ts.Node): Cell['call'] | undefined {
  let node = row;
  for (let steps = 0; steps < 4; steps++) {
    const { parent } = node;
    if (ts.isNewExpression(parent)) return parent;
    if (ts.isCallExpression(parent)) return writing.test(memberName(parent.expression) ?? '') ? parent : undefined;
    const isData =
      ts.isPropertyAssignment(parent) &&
      /^(?:data|create|update|\$set|\$setOnInsert)$/.test(propertyNameText(parent.name) ?? '');
    if (!isData && !ts.isArrayLiteralExpression(parent) && !(ts.isObjectLiteralExpression(parent) && steps > 0))
      return undefined;
    node = parent;
  }
  return undefined;
}

/** `const row = { title }; await db.insert(offers).values(row);` */
const callWritingNamed = ({ parent }: ts.Node): Cell['call'] | undefined => callWritingDeclared(parent);

function callWritingDeclared(declaration: ts.Node): Cell['call'] | undefined {
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const made = declaration.initializer;
  if (made === undefined || !ts.isObjectLiteralExpression(made)) return undefined;
  for (const use of usesOf(declaration.name)) {
    const call = callWriting(use);
    if (call) return call;
  }
  return undefined;
}
