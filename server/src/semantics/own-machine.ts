import { ts } from '../engine/syntax.ts';
import { propertyNameText } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const here = /(?:^|["'`/@])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?)(?=["'`:/]|$)/;

/** `{ host: 'localhost', password: 'postgres' }`, also where both stand in for what is not set: nobody else gets there. */
export function isOfOwnMachine(password: ts.Expression): boolean {
  let property: ts.Node = password.parent;
  while (ts.isBinaryExpression(property) || ts.isParenthesizedExpression(property)) property = property.parent;
  if (ts.isVariableDeclaration(property)) return standsBesideOwnDatabase(property);
  if (!ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.parent)) return false;
  return property.parent.properties.some(
    (each) =>
      ts.isPropertyAssignment(each) &&
      /^(?:host|hostname|server)$/.test(propertyNameText(each.name) ?? '') &&
      here.test(each.initializer.getText()),
  );
}

/** `const uri = process.env.NEO4J_URI || 'bolt://localhost:7687'` in the statements around. */
function standsBesideOwnDatabase({ parent }: ts.VariableDeclaration): boolean {
  const statement = parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return false;
  return statement.parent.statements.some(
    (each) =>
      ts.isVariableStatement(each) &&
      each.declarationList.declarations.some(
        ({ initializer }) => initializer !== undefined && ownDatabase.test(initializer.getText()),
      ),
  );
}

const ownDatabase =
  /^[^(]*["'`](?:bolt|neo4j|mongodb|postgres(?:ql)?|mysql|mariadb|redis|amqp):\/\/(?:localhost|127\.0\.0\.1)[:/"'`]/;

/** `fetch('http://localhost:3001/login', { body: JSON.stringify({ email, password: 'admin123' }) })` */
export function isSentToOwnMachine(literal: ts.Expression): boolean {
  for (let node: ts.Node = literal; !ts.isStatement(node); node = node.parent) {
    const { parent } = node;
    const address = ts.isCallExpression(parent) ? parent.arguments[0] : undefined;
    if (address !== undefined && address !== node && leadsHere(address)) return true;
  }
  return false;
}

/** The address itself, or a constant of the file that it begins with. */
function leadsHere(address: ts.Expression): boolean {
  if (here.test(address.getText())) return true;
  const first = ts.isTemplateExpression(address) ? address.templateSpans[0]?.expression : leftMost(address);
  if (first === undefined || !ts.isIdentifier(first)) return false;
  const [declaration] = scopesOf(first.getSourceFile()).bindingOf(first)?.declarations ?? [];
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initializer !== undefined && ts.isStringLiteralLike(initializer) && here.test(initializer.getText());
}

const leftMost = (expression: ts.Expression): ts.Expression =>
  ts.isBinaryExpression(expression) ? leftMost(expression.left) : expression;
