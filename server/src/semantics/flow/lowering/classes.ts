import { ts } from '../../../engine/syntax.ts';
import { hasModifier } from '../../nodes.ts';
import { none, Op, type ClassMember, type MemberKind } from '../ir.ts';
import { typedBy } from './annotations.ts';
import { classNameOf } from './function-names.ts';
import { parametersOf } from './functions.ts';
import { writtenName } from './literals.ts';
import type { LowerExpression, Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

export const classExpressions: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.ClassExpression, (fn, node) => lowerClass(fn, node as ts.ClassExpression)],
];

/** Makes the class, writes its name, and runs what is static. */
export function lowerClass(fn: Lowering, node: ts.ClassLikeDeclaration): number {
  const heritage = node.heritageClauses?.find(({ token }) => token === Kind.ExtendsKeyword)?.types[0];
  const base = heritage === undefined ? none : fn.expression(heritage.expression);
  const decorators = decoratorsOf(fn, node);
  const members: ClassMember[] = [];
  for (const member of node.members) addMember(fn, member, members);
  const shape = fn.b.classes.push({ name: classNameOf(node) || undefined, members, decorators }) - 1;
  const value = fn.emit(Op.Class, base, shape, none, node);
  const variable = node.name === undefined ? undefined : fn.variableAt(node.name);
  if (variable !== undefined) fn.b.write(variable, value);
  runStatics(fn, node, value);
  return value;
}

function decoratorsOf(fn: Lowering, node: ts.Node): readonly number[] {
  if (!ts.canHaveDecorators(node)) return noValues;
  const decorators = ts.getDecorators(node);
  return decorators === undefined ? noValues : decorators.map(({ expression }) => fn.expression(expression));
}

const noValues: readonly number[] = [];

function addMember(fn: Lowering, node: ts.ClassElement, members: ClassMember[]): void {
  const kind = memberKind(node);
  if (kind === undefined || !runs(node, kind)) return;
  const decorators = decoratorsOf(fn, node);
  const { name } = node;
  const isStatic = hasModifier(node, Kind.StaticKeyword);
  const isComputed = name !== undefined && ts.isComputedPropertyName(name) && writtenName(name) === undefined;
  // Evaluated once, where the class is made.
  if (isComputed) fn.emit(Op.Use, fn.expression(name.expression), none, none, name);
  if (kind === 'field' && isStatic && decorators.length === 0) return;
  members.push({
    kind,
    name: kind === 'constructor' ? 'constructor' : writtenName(name),
    isStatic,
    value: kind === 'field' ? initializerOf(fn, node, isStatic) : fn.function(node),
    type: kind === 'field' ? typedBy(fn, (node as ts.PropertyDeclaration).type) : none,
    decorators,
    parameterDecorators: parameterDecoratorsOf(fn, node),
  });
}

function memberKind(node: ts.ClassElement): MemberKind | undefined {
  switch (node.kind) {
    case Kind.Constructor:
      return 'constructor';
    case Kind.MethodDeclaration:
      return 'method';
    case Kind.GetAccessor:
      return 'get';
    case Kind.SetAccessor:
      return 'set';
    case Kind.PropertyDeclaration:
      return 'field';
    default:
      return undefined;
  }
}

/** Overloads and abstract methods have no body. */
function runs(node: ts.Node, kind: MemberKind): boolean {
  return kind === 'field' || (node as ts.MethodDeclaration).body !== undefined;
}

function initializerOf(fn: Lowering, node: ts.Node, isStatic: boolean): number {
  const { initializer, name } = node as ts.PropertyDeclaration;
  return initializer === undefined || isStatic ? none : fn.function(node, fn.b.positions.startOf(name), node.end);
}

function parameterDecoratorsOf(fn: Lowering, node: ts.Node): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  parametersOf(node).forEach((parameter, at) => {
    if (parameter.modifiers === undefined) return;
    for (const decorator of decoratorsOf(fn, parameter)) found.push([at, decorator]);
  });
  return found;
}

/** Static fields and blocks run once, with the class as `this`. */
function runStatics(fn: Lowering, node: ts.ClassLikeDeclaration, value: number): void {
  const outer = fn.thisValue;
  fn.thisValue = value;
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member)) fn.statements(member.body.statements);
    else if (ts.isPropertyDeclaration(member) && hasModifier(member, Kind.StaticKeyword))
      runStaticField(fn, member, value);
  }
  fn.thisValue = outer;
}

function runStaticField(fn: Lowering, { name, initializer, type }: ts.PropertyDeclaration, owner: number): void {
  const value = initializer === undefined ? typedBy(fn, type) : fn.expression(initializer);
  if (value === none) return;
  const written = writtenName(name);
  if (written !== undefined) fn.emit(Op.Store, owner, fn.text(written), value, name);
  else fn.emit(Op.StoreIdx, owner, fn.b.undefinedValue(), value, name);
}
