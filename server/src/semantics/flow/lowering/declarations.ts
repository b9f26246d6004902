import { ts } from '../../../engine/syntax.ts';
import { hasModifier } from '../../nodes.ts';
import { none, Op } from '../ir.ts';
import { writtenName } from './literals.ts';
import type { LowerStatement, Lowering } from './lowering.ts';
import type { Variable } from './variable.ts';

const Kind = ts.SyntaxKind;

/** Enums and namespaces: the declarations of TypeScript that make objects. */
export const declarations: readonly (readonly [ts.SyntaxKind, LowerStatement])[] = [
  [Kind.EnumDeclaration, (fn, node) => lowerEnum(fn, node as ts.EnumDeclaration)],
  [Kind.ModuleDeclaration, (fn, node) => lowerNamespace(fn, node as ts.ModuleDeclaration)],
];

function lowerEnum(fn: Lowering, node: ts.EnumDeclaration): void {
  if (hasModifier(node, Kind.DeclareKeyword)) return;
  const variable = fn.variableAt(node.name);
  const pairs: number[] = [];
  if (variable !== undefined && isContinued(fn, node.name, node)) pairs.push(-1, fn.b.read(variable));
  let next: number | undefined = 0;
  for (const member of node.members) {
    const value: number =
      member.initializer === undefined ? fn.constant(next, member) : fn.expression(member.initializer);
    next = following(member, next);
    pairs.push(fn.text(writtenName(member.name) ?? ''), value);
    const own = ts.isIdentifier(member.name) ? fn.variableAt(member.name) : undefined;
    if (own !== undefined) fn.b.write(own, value);
  }
  const made = fn.emit(Op.Object, fn.list(pairs), none, none, node);
  if (variable !== undefined) fn.b.write(variable, made);
}

/** Adds to what another declaration of the same name made. */
function isContinued(fn: Lowering, name: ts.Identifier, node: ts.Node): boolean {
  return fn.scopes.bindingOf(name)?.declarations[0] !== node;
}

/** The number that a member without initializer gets after this one, where it is plain to see. */
function following({ initializer }: ts.EnumMember, own: number | undefined): number | undefined {
  if (initializer === undefined) return own === undefined ? undefined : own + 1;
  return ts.isNumericLiteral(initializer) ? Number(initializer.text) + 1 : undefined;
}

function lowerNamespace(fn: Lowering, node: ts.ModuleDeclaration): void {
  const { name, body } = node;
  if (hasModifier(node, Kind.DeclareKeyword) || body === undefined || !ts.isIdentifier(name)) return;
  const variable = fn.variableAt(name);
  if (variable === undefined || (variable.storage.kind !== 'local' && variable.storage.kind !== 'cell')) return;
  const object = isContinued(fn, name, node) ? fn.b.read(variable) : newObject(fn, node, variable);
  if (ts.isModuleBlock(body)) lowerBlock(fn, body, object);
  else if (ts.isModuleDeclaration(body)) {
    fn.statement(body);
    exportName(fn, body.name, object);
  }
}

function newObject(fn: Lowering, node: ts.Node, variable: Variable): number {
  const object = fn.emit(Op.Object, fn.list([]), none, none, node);
  fn.b.write(variable, object);
  return object;
}

function lowerBlock(fn: Lowering, { statements }: ts.ModuleBlock, object: number): void {
  fn.hoist(statements);
  for (const statement of statements) {
    fn.statement(statement);
    if (hasModifier(statement, Kind.ExportKeyword)) exportNames(fn, statement, object);
  }
}

function exportNames(fn: Lowering, statement: ts.Statement, object: number): void {
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) exportName(fn, name, object);
  } else if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) {
    exportName(fn, (statement as ts.Node as ts.NamedDeclaration).name, object);
  }
}

function exportName(fn: Lowering, name: ts.Node | undefined, object: number): void {
  const variable = name !== undefined && ts.isIdentifier(name) ? fn.variableAt(name) : undefined;
  if (name === undefined || variable === undefined) return;
  fn.emit(Op.Store, object, fn.text(variable.name), fn.b.read(variable), name);
}
