import { ts } from '../../../engine/syntax.ts';
import { memberName, propertyNameText } from '../../nodes.ts';
import type { FunctionKind } from '../ir.ts';

/** The name by which people know a function; empty when it has none. */
export function nameOf(node: ts.Node): string {
  if (ts.isSourceFile(node)) return '';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? 'default';
  if (ts.isFunctionExpression(node) && node.name !== undefined) return node.name.text;
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return nameByPlace(node);
  const name = ts.getNameOfDeclaration(node as ts.Declaration);
  return name === undefined ? '' : declaredName(name);
}

/** A function expression is known by what it is written to. */
function nameByPlace(node: ts.Node): string {
  const owner = ownerOf(node);
  if (ts.isBinaryExpression(owner)) return assignedName(owner);
  if (ts.isExportAssignment(owner)) return 'default';
  const isNamed = ts.isVariableDeclaration(owner) || ts.isPropertyAssignment(owner) || ts.isPropertyDeclaration(owner);
  return isNamed ? declaredName(owner.name) : '';
}

function ownerOf({ parent }: ts.Node): ts.Node {
  const isWrapper =
    ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent);
  return isWrapper ? ownerOf(parent) : parent;
}

function assignedName({ left, operatorToken }: ts.BinaryExpression): string {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return '';
  return ts.isIdentifier(left) ? left.text : (memberName(left) ?? '');
}

function declaredName(name: ts.DeclarationName): string {
  return propertyNameText(name as ts.PropertyName | ts.BindingName) ?? '';
}

/** The name of a class, which may be that of the variable it is written to. */
export function classNameOf(node: ts.ClassLikeDeclaration): string {
  if (node.name !== undefined) return node.name.text;
  return ts.isClassDeclaration(node) ? 'default' : nameByPlace(node);
}

export function kindOf(node: ts.Node): FunctionKind {
  switch (node.kind) {
    case ts.SyntaxKind.SourceFile:
      return 'module';
    case ts.SyntaxKind.ArrowFunction:
      return 'arrow';
    case ts.SyntaxKind.MethodDeclaration:
      return 'method';
    case ts.SyntaxKind.Constructor:
      return 'constructor';
    case ts.SyntaxKind.GetAccessor:
      return 'get';
    case ts.SyntaxKind.SetAccessor:
      return 'set';
    case ts.SyntaxKind.PropertyDeclaration:
      return 'field';
    default:
      return 'function';
  }
}
