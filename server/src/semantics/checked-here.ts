import { ts } from '../engine/syntax.ts';
import { calleeWords, enclosingFunction, propertyNameText, unwrap } from './nodes.ts';
import { isChecker } from './optional-secrets.ts';
import { scopesOf } from './scopes.ts';

/** Whether the program itself checks against a value what somebody sends: `req.headers['x-api-key'] === KEY`. */
export const isCheckedHere = (value: ts.Node): boolean =>
  isRegistered(value) || [value, ...readsOf(value)].some(isComparedWithGiven);

const ofRegisteredClient = /^(?:redirect_?uris|grants|(?:allowed_?)?grant_?types|allowed_?(?:scopes|origins))$/i;

/** `{ clientId, clientSecret, redirectUris, grants }`: a client that may sign people in by this program. */
function isRegistered({ parent }: ts.Node): boolean {
  if (!ts.isPropertyAssignment(parent) || !ts.isObjectLiteralExpression(parent.parent)) return false;
  return parent.parent.properties.some(({ name }) => ofRegisteredClient.test(propertyNameText(name) ?? ''));
}

/** Where the file reads the variable or the property that holds a value. */
function readsOf(value: ts.Node): readonly ts.Node[] {
  const { parent } = value;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return readsOf(parent);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
    return scopesOf(value.getSourceFile()).bindingOf(parent.name)?.references ?? [];
  const name = ts.isPropertyAssignment(parent) ? propertyNameText(parent.name) : undefined;
  return name === undefined ? [] : membersCalled(name, value.getSourceFile());
}

function membersCalled(name: string, root: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

const equality: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const comparing = /timingSafeEqual|safe_?(?:equal|compare)|constant_?time/i;

/** The value, or what is made of it, such as a digest, on one side, and what came in on the other. */
function isComparedWithGiven(value: ts.Node): boolean {
  for (let node = value; ; node = node.parent) {
    const { parent } = node;
    if (ts.isBinaryExpression(parent) && equality.has(parent.operatorToken.kind))
      return isGiven(parent.left === node ? parent.right : parent.left);
    if (ts.isCallExpression(parent) && parent.expression !== node && comparing.test(calleeWords(parent.expression)))
      return parent.arguments.some((argument) => argument !== node && isGiven(argument));
    if (!isMadeOf(parent, node)) return false;
  }
}

const isMadeOf = (parent: ts.Node, node: ts.Node): boolean =>
  ts.isParenthesizedExpression(parent) ||
  ts.isAsExpression(parent) ||
  ts.isNonNullExpression(parent) ||
  ts.isTemplateSpan(parent) ||
  ts.isTemplateExpression(parent) ||
  (ts.isCallExpression(parent) && parent.arguments[0] === node);

const incoming = /\b(?:req|request|ctx|headers?|authorization|query|searchParams|body|cookies?)\b/;
const farthest = 4;

/** From a request, directly or by variables, or handed to a function that is asked whether it is right. */
function isGiven(expression: ts.Expression, depth = farthest): boolean {
  const node = unwrap(expression);
  if (incoming.test(node.getText())) return true;
  return depth > 0 && identifiersIn(node).some((each) => comesIn(each, depth - 1));
}

function comesIn(name: ts.Identifier, depth: number): boolean {
  const declaration = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
  if (declaration === undefined) return false;
  if (ts.isParameter(declaration)) {
    const fn = enclosingFunction(declaration);
    return fn !== undefined && isChecker(fn);
  }
  let owner: ts.Node = declaration;
  while (ts.isBindingElement(owner) || ts.isObjectBindingPattern(owner) || ts.isArrayBindingPattern(owner))
    owner = owner.parent;
  return ts.isVariableDeclaration(owner) && owner.initializer !== undefined && isGiven(owner.initializer, depth);
}

function identifiersIn(root: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
