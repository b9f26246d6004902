import { ts } from '../../../engine/syntax.ts';
import { hasModifier } from '../../nodes.ts';
import { none, Op } from '../ir.ts';
import { typedBy } from './annotations.ts';
import { lowerClass } from './classes.ts';
import { noteExport } from './commonjs.ts';
import { lowerCondition } from './conditions.ts';
import type { LowerStatement, Lowering } from './lowering.ts';
import { variableFor } from './members.ts';
import { declare } from './patterns.ts';

const Kind = ts.SyntaxKind;

export const statements: readonly (readonly [ts.SyntaxKind, LowerStatement])[] = [
  [Kind.ExpressionStatement, (fn, node) => lowerExpression(fn, (node as ts.ExpressionStatement).expression)],
  [Kind.VariableStatement, (fn, node) => lowerVariables(fn, (node as ts.VariableStatement).declarationList)],
  [Kind.VariableDeclarationList, (fn, node) => lowerVariables(fn, node as ts.VariableDeclarationList)],
  [Kind.Block, (fn, node) => fn.statements((node as ts.Block).statements)],
  [Kind.IfStatement, (fn, node) => lowerIf(fn, node as ts.IfStatement)],
  [Kind.ReturnStatement, (fn, node) => lowerReturn(fn, node as ts.ReturnStatement)],
  [Kind.ThrowStatement, (fn, node) => lowerThrow(fn, node as ts.ThrowStatement)],
  [Kind.ClassDeclaration, (fn, node) => lowerClassDeclaration(fn, node as ts.ClassDeclaration)],
  [Kind.ExportAssignment, (fn, node) => lowerExportAssignment(fn, node as ts.ExportAssignment)],
  [Kind.ImportEqualsDeclaration, (fn, node) => lowerAlias(fn, node as ts.ImportEqualsDeclaration)],
];

/** Functions are there before the first statement runs. */
export function lowerStatements(fn: Lowering, nodes: readonly ts.Statement[]): void {
  hoistFunctions(fn, nodes);
  const used: ts.VariableDeclarationList[] = [];
  for (const node of nodes) {
    fn.statement(node);
    if (ts.isVariableStatement(node) && isUsing(node.declarationList)) used.push(node.declarationList);
  }
  for (const list of used.reverse()) dispose(fn, list);
}

export function hoistFunctions(fn: Lowering, nodes: readonly ts.Statement[]): void {
  for (const node of nodes) if (node.kind === Kind.FunctionDeclaration) hoist(fn, node as ts.FunctionDeclaration);
}

function hoist(fn: Lowering, node: ts.FunctionDeclaration): void {
  if (node.body === undefined) return;
  const value = fn.function(node);
  const variable = node.name === undefined ? undefined : fn.variableAt(node.name);
  if (variable !== undefined) fn.b.write(variable, value);
  else if (hasModifier(node, Kind.DefaultKeyword)) noteExport(fn, 'default', value, node);
}

/** What an expression statement or a loop's last part evaluates and drops. */
export function lowerExpression(fn: Lowering, node: ts.Expression): void {
  fn.emit(Op.Use, fn.expression(node), none, none, node);
}

function lowerVariables(fn: Lowering, list: ts.VariableDeclarationList): void {
  if (hasModifier(list.parent, Kind.DeclareKeyword)) return;
  for (const declaration of list.declarations) lowerVariable(fn, declaration, list);
}

function lowerVariable(
  fn: Lowering,
  { name, initializer, type }: ts.VariableDeclaration,
  list: ts.VariableDeclarationList,
): void {
  if (initializer !== undefined) {
    const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
    const value = isConst && isTest(initializer) ? lowerTest(fn, initializer) : fn.expression(initializer);
    declare(fn, name, value, ts.isIdentifier(name) || !fn.b.hasPaths ? undefined : variableFor(fn, initializer));
    return;
  }
  const typed = typedBy(fn, type);
  // A `var` that is declared again keeps its value.
  if (typed !== none) declare(fn, name, typed);
  else if ((list.flags & ts.NodeFlags.BlockScoped) !== 0) declare(fn, name, fn.b.undefinedValue());
}

/** What a condition may ask for later by the variable's name. */
function isTest(node: ts.Expression): boolean {
  switch (node.kind) {
    case Kind.CallExpression:
    case Kind.PrefixUnaryExpression:
    case Kind.BinaryExpression:
      return true;
    default:
      return false;
  }
}

function lowerTest(fn: Lowering, node: ts.Expression): number {
  const { value, tests } = fn.tested(node);
  fn.alias(value, tests);
  return value;
}

function lowerIf(fn: Lowering, { expression, thenStatement, elseStatement }: ts.IfStatement): void {
  const { b } = fn;
  const [whenTrue, after] = [b.newBlock(), b.newBlock()];
  const whenFalse = elseStatement === undefined ? after : b.newBlock();
  b.passesHere(after);
  lowerCondition(fn, expression, whenTrue, whenFalse);
  b.begin(whenTrue);
  fn.statement(thenStatement);
  b.jump(after);
  if (elseStatement !== undefined) {
    b.begin(whenFalse);
    fn.statement(elseStatement);
    b.jump(after);
  }
  b.begin(after);
}

function lowerReturn(fn: Lowering, node: ts.ReturnStatement): void {
  const value = node.expression === undefined ? none : fn.expression(node.expression);
  fn.emit(Op.Return, value, none, none, node);
  fn.leaveFunction();
}

function lowerThrow(fn: Lowering, node: ts.ThrowStatement): void {
  fn.emit(Op.Throw, fn.expression(node.expression), none, none, node);
  fn.b.leave();
}

function lowerClassDeclaration(fn: Lowering, node: ts.ClassDeclaration): void {
  if (hasModifier(node, Kind.DeclareKeyword)) return;
  const value = lowerClass(fn, node);
  if (node.name === undefined && hasModifier(node, Kind.DefaultKeyword)) noteExport(fn, 'default', value, node);
}

function lowerExportAssignment(fn: Lowering, node: ts.ExportAssignment): void {
  const value = fn.expression(node.expression);
  if (isDeclaredExport(fn, node.expression)) return;
  noteExport(fn, node.isExportEquals === true ? '*' : 'default', value, node);
}

/** An exported variable is a cell and needs no instruction. */
function isDeclaredExport(fn: Lowering, node: ts.Expression): boolean {
  return ts.isIdentifier(node) && fn.scopes.bindingOf(node) !== undefined;
}

/** `import a = b.c`. */
function lowerAlias(fn: Lowering, { name, moduleReference }: ts.ImportEqualsDeclaration): void {
  if (ts.isExternalModuleReference(moduleReference)) return;
  const variable = fn.variableAt(name);
  if (variable !== undefined) fn.b.write(variable, lowerEntity(fn, moduleReference));
}

function lowerEntity(fn: Lowering, name: ts.EntityName): number {
  if (ts.isIdentifier(name)) return fn.expression(name);
  return fn.emit(Op.Load, lowerEntity(fn, name.left), fn.text(name.right.text), none, name);
}

function isUsing({ flags }: ts.VariableDeclarationList): boolean {
  return (flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;
}

/** At the end of its block what `using` declared is closed, the last one first. */
function dispose(fn: Lowering, list: ts.VariableDeclarationList): void {
  const isAsync = (list.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing;
  for (const { name } of [...list.declarations].reverse()) {
    const variable = ts.isIdentifier(name) ? fn.variableAt(name) : undefined;
    if (variable === undefined) continue;
    const value = fn.b.read(variable);
    const method = fn.emit(Op.Load, value, fn.text(isAsync ? '[Symbol.asyncDispose]' : '[Symbol.dispose]'), none, name);
    const call = fn.emit(Op.Call, method, value, fn.list([]), name);
    fn.emit(Op.Use, isAsync ? fn.emit(Op.Await, call, none, none, name) : call, none, none, name);
  }
}
