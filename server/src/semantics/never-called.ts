import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { functionName, isFunctionNode } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * Whether code stands in a check, such as a middleware, that a file exports and that no code of the project names. What platforms call by
 * name, such as handlers, is no check.
 */
export function isNeverCalled(node: ts.Node, snapshot: Snapshot): boolean {
  const name = checkAround(node);
  if (name === undefined) return false;
  const tree = node.getSourceFile();
  const uses = scopesOf(tree).bindingOf(name)?.references ?? [];
  const others = uses.filter((each) => each !== name);
  return others.every(isExported) && snapshot.isNamedElsewhere?.(name.text, tree.fileName) === false;
}

/** The name of the function at the top of the file. */
function checkAround(node: ts.Node): ts.Identifier | undefined {
  let statement: ts.Node = node;
  while (!ts.isSourceFile(statement.parent)) statement = statement.parent;
  if (ts.isFunctionDeclaration(statement)) return isAsked(statement) ? statement.name : undefined;
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  const fn = declaration?.initializer;
  if (declaration === undefined || fn === undefined || !isFunctionNode(fn) || !isAsked(fn)) return undefined;
  return ts.isIdentifier(declaration.name) ? declaration.name : undefined;
}

const isAsked = (fn: ts.FunctionDeclaration | ts.Expression): boolean =>
  isFunctionNode(fn) &&
  (asking.test(functionName(fn)?.text ?? '') || fn.parameters.some(({ name }) => name.getText() === 'next'));

const asking = /^(?:verify|validate|check|require|ensure|assert|authenticate|authorize|guard|protect|is|has)(?![a-z])/;

/** `export { check }`, `module.exports = { check }` */
function isExported(use: ts.Identifier): boolean {
  if (ts.isExportSpecifier(use.parent)) return true;
  let node: ts.Node = use;
  while (
    ts.isShorthandPropertyAssignment(node.parent) ||
    ts.isObjectLiteralExpression(node.parent) ||
    ts.isPropertyAssignment(node.parent)
  )
    node = node.parent;
  return ts.isBinaryExpression(node.parent) && /^(?:module\.)?exports\b/.test(node.parent.left.getText());
}
