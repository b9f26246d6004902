import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import { typedBy } from './annotations.ts';
import type { LowerExpression, Lowering } from './lowering.ts';
import { bodyOf } from './outline.ts';
import { declare, withDefault } from './patterns.ts';

const Kind = ts.SyntaxKind;

export const functionExpressions: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.ArrowFunction, (fn, node) => fn.function(node)],
  [Kind.FunctionExpression, (fn, node) => fn.function(node)],
];

/** Lowers all that the function does. */
export function lowerFunction(fn: Lowering): void {
  const { node } = fn.within;
  if (ts.isSourceFile(node)) {
    fn.statements(node.statements);
    return;
  }
  if (!ts.isPropertyDeclaration(node)) lowerParameters(fn, node as ts.FunctionLikeDeclaration);
  const body = bodyOf(node);
  if (ts.isBlock(body)) fn.statements(body.statements);
  else fn.emit(Op.Return, fn.expression(body), none, none, body);
}

export function parametersOf(node: ts.Node): readonly ts.ParameterDeclaration[] {
  const { parameters } = node as ts.FunctionLikeDeclaration;
  if (parameters === undefined) return [];
  return isThisParameter(parameters[0]) ? parameters.slice(1) : parameters;
}

function isThisParameter(parameter: ts.ParameterDeclaration | undefined): boolean {
  return parameter !== undefined && ts.isIdentifier(parameter.name) && parameter.name.text === 'this';
}

function lowerParameters(fn: Lowering, node: ts.FunctionLikeDeclaration): void {
  const parameters = parametersOf(node);
  const values = parameters.map((parameter, at) => {
    const typed = typedBy(fn, parameter.type);
    return fn.emit(Op.Param, at, parameter.dotDotDotToken === undefined ? 0 : 1, typed, parameter);
  });
  parameters.forEach((parameter, at) => {
    const value = withDefault(fn, values[at] ?? none, parameter.initializer);
    declare(fn, parameter.name, value);
    if (ts.isIdentifier(parameter.name) && isProperty(parameter)) storeProperty(fn, parameter, parameter.name, value);
  });
}

/** `constructor(private db: Db)` declares a field and fills it. */
function isProperty(parameter: ts.ParameterDeclaration): boolean {
  return (
    ts.isConstructorDeclaration(parameter.parent) &&
    parameter.modifiers?.some(({ kind }) => propertyModifiers.has(kind)) === true
  );
}

const propertyModifiers: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.PublicKeyword,
  Kind.PrivateKeyword,
  Kind.ProtectedKeyword,
  Kind.ReadonlyKeyword,
  Kind.OverrideKeyword,
]);

function storeProperty(fn: Lowering, parameter: ts.Node, name: ts.Identifier, value: number): void {
  fn.emit(Op.Store, fn.self(parameter), fn.text(name.text), value, parameter);
}
