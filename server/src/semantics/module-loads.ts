import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What a module gives to a name: `exported` is an export's name, `default`, or `*` for the module as a whole. */
export interface Imported {
  readonly specifier: string;
  readonly exported: string;
}

export type LoadKind = 'import' | 'export' | 'require' | 'dynamic';

/** A place that names a module. */
export interface ModuleLoad {
  readonly specifier: string;
  readonly kind: LoadKind;
  readonly node: ts.StringLiteralLike;
  /** Erased before the code runs. */
  readonly isTypeOnly: boolean;
}

/** The module that an expression loads: `require('p')`, `require('p').x`, `(await import('p')).x`. */
export function loadedBy(expression: ts.Expression): Imported | undefined {
  const node = unwrap(expression);
  const whole = wholeModule(node);
  if (whole !== undefined) return { specifier: whole.text, exported: '*' };
  const name = memberName(node);
  if (name === undefined || !(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))) {
    return undefined;
  }
  const owner = wholeModule(unwrap(node.expression));
  return owner === undefined ? undefined : { specifier: owner.text, exported: name };
}

function wholeModule(node: ts.Expression): ts.StringLiteralLike | undefined {
  if (ts.isAwaitExpression(node)) return importCallOf(unwrap(node.expression));
  return ts.isCallExpression(node) && isRequire(node.expression) ? literalArgument(node) : undefined;
}

export function importCallOf(node: ts.Node): ts.StringLiteralLike | undefined {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? literalArgument(node)
    : undefined;
}

function isRequire(callee: ts.Expression): boolean {
  return (
    ts.isIdentifier(callee) &&
    callee.text === 'require' &&
    scopesOf(callee.getSourceFile()).bindingOf(callee) === undefined
  );
}

function literalArgument(call: ts.CallExpression): ts.StringLiteralLike | undefined {
  const [argument] = call.arguments;
  return argument !== undefined && ts.isStringLiteralLike(argument) ? argument : undefined;
}

/** Every module that a file names, in the order of the text except that calls follow the statements. */
export function loadsOf(tree: ts.SourceFile): readonly ModuleLoad[] {
  return [...tree.statements.flatMap(loadsOfStatement), ...requires(tree), ...dynamicImports(tree)];
}

function loadsOfStatement(statement: ts.Statement): readonly ModuleLoad[] {
  if (ts.isImportDeclaration(statement)) {
    return load(statement.moduleSpecifier, 'import', isTypeOnlyImport(statement.importClause));
  }
  if (ts.isExportDeclaration(statement)) return load(statement.moduleSpecifier, 'export', statement.isTypeOnly);
  if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
    return load(statement.moduleReference.expression, 'require', statement.isTypeOnly);
  }
  return [];
}

function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function load(node: ts.Node | undefined, kind: LoadKind, isTypeOnly = false): readonly ModuleLoad[] {
  return node !== undefined && ts.isStringLiteralLike(node) ? [{ specifier: node.text, kind, node, isTypeOnly }] : [];
}

function requires(tree: ts.SourceFile): readonly ModuleLoad[] {
  const names = scopesOf(tree).globals.get('require') ?? [];
  return names.flatMap(({ parent }) => (ts.isCallExpression(parent) ? load(literalArgument(parent), 'require') : []));
}

function dynamicImports(tree: ts.SourceFile): readonly ModuleLoad[] {
  if (!/\bimport\s*\(/.test(tree.text)) return [];
  const found: ModuleLoad[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...load(importCallOf(node), 'dynamic'));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
