import { ts } from '../engine/syntax.ts';
import { type FunctionNode, functionName, isFunctionNode, propertyNameText, rootOf } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * Whether the value of a name may be another one while somebody looks at the page: a state that is set, or what a component is given by
 * one. What is given to a component with a `key` of its own stays, since another key makes another component.
 */
export function isPicked(name: ts.Expression, depth = 0): boolean {
  const root = rootOf(name);
  if (!ts.isIdentifier(root)) return false;
  const [declaration] = scopesOf(root.getSourceFile()).bindingOf(root)?.declarations ?? [];
  const owner = declaration && ownerOf(declaration);
  if (owner === undefined || declaration === undefined) return false;
  if (!ts.isParameter(owner)) return ts.isVariableDeclaration(owner) && isState(owner);
  const fn = owner.parent;
  if (isFunctionNode(fn) && isPageOfAddress(root, fn)) return false;
  const prop = ts.isBindingElement(declaration)
    ? propertyNameText(declaration.propertyName ?? declaration.name)
    : memberOf(name, root);
  return !isFunctionNode(fn) || prop === undefined || depth > 3 || isGivenPicked(fn, prop, depth);
}

function ownerOf(declaration: ts.Node): ts.Node {
  let node = declaration;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    node = node.parent;
  return node;
}

const isState = ({ initializer }: ts.VariableDeclaration): boolean =>
  /^(?:React\.)?use(?:State|Reducer)\b/.test(initializer?.getText() ?? '');

/** Next.js makes a page anew for another address. */
const isPageOfAddress = (root: ts.Identifier, fn: FunctionNode): boolean =>
  root.text === 'params' && /\/page\.[jt]sx?$/.test(fn.getSourceFile().fileName);

/** `order` in `props.order.id`. */
function memberOf(name: ts.Expression, root: ts.Identifier): string | undefined {
  return ts.isPropertyAccessExpression(root.parent) && name !== root ? root.parent.name.text : undefined;
}

/** Of a component that other files know, nobody knows what it is given. */
function isGivenPicked(fn: FunctionNode, prop: string, depth: number): boolean {
  const name =
    ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name) ? fn.parent.name : functionName(fn);
  if (name === undefined || !/^[A-Z]/.test(name.text) || isExported(fn)) return true;
  const uses = (scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? []).filter((use) => use !== name);
  const elements = uses.map(({ parent }) => parent).filter((each) => !ts.isJsxClosingElement(each));
  return elements.some((each) => !ts.isJsxOpeningLikeElement(each) || givesPicked(each, prop, depth));
}

function isExported(fn: FunctionNode): boolean {
  const statement = ts.isVariableDeclaration(fn.parent) ? fn.parent.parent.parent : fn;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function givesPicked({ attributes }: ts.JsxOpeningLikeElement, prop: string, depth: number): boolean {
  const given = (wanted: string): ts.JsxAttribute | undefined =>
    attributes.properties.find(
      (each): each is ts.JsxAttribute => ts.isJsxAttribute(each) && each.name.getText() === wanted,
    );
  if (given('key') !== undefined) return false;
  const value = given(prop)?.initializer;
  if (value === undefined) return true;
  return ts.isJsxExpression(value) && value.expression !== undefined && isPicked(value.expression, depth + 1);
}
