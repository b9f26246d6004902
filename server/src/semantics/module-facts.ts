import { ts } from '../engine/syntax.ts';
import { exportsOf, type ModuleExports } from './module-exports.ts';
import { loadedBy, loadsOf, type Imported, type ModuleLoad } from './module-loads.ts';
import { canonicalModule } from './module-names.ts';
import { propertyNameText } from './nodes.ts';
import { scopesOf, type Binding } from './scopes.ts';

export interface ModuleFacts extends ModuleExports {
  /** Names that stand for something of another module, by any kind of import. */
  readonly imports: ReadonlyMap<Binding, Imported>;
  readonly loads: readonly ModuleLoad[];
}

const known = new WeakMap<ts.SourceFile, ModuleFacts>();

/** What a file takes from and gives to other modules; worked out once per tree. */
export function moduleFactsOf(tree: ts.SourceFile): ModuleFacts {
  let facts = known.get(tree);
  if (facts === undefined) {
    const loads = loadsOf(tree);
    const imports = importsOf(tree, loads);
    facts = { imports, loads, ...exportsOf(tree, imports) };
    known.set(tree, facts);
  }
  return facts;
}

const packagesOf = new WeakMap<ts.SourceFile, readonly string[]>();

/** Whether a file loads a package whose canonical name matches, by any kind of import. */
export function loadsAny(tree: ts.SourceFile, names: RegExp): boolean {
  let packages = packagesOf.get(tree);
  if (packages === undefined) {
    packages = moduleFactsOf(tree).loads.map(({ specifier }) => canonicalModule(specifier)?.name ?? '');
    packagesOf.set(tree, packages);
  }
  return packages.some((name) => names.test(name));
}

function importsOf(tree: ts.SourceFile, loads: readonly ModuleLoad[]): ReadonlyMap<Binding, Imported> {
  const scopes = scopesOf(tree);
  const imports = new Map<Binding, Imported>();
  const add = (name: ts.BindingName, specifier: string, exported: string): void => {
    const binding = ts.isIdentifier(name) ? scopes.bindingOf(name) : undefined;
    if (binding !== undefined) imports.set(binding, { specifier, exported });
  };
  for (const { node, specifier, kind } of loads) {
    if (kind === 'import') addImport(node.parent, specifier, add);
    else if (kind !== 'export') addLoad(node, specifier, add);
  }
  return imports;
}

type Add = (name: ts.BindingName, specifier: string, exported: string) => void;

function addImport(declaration: ts.Node, specifier: string, add: Add): void {
  const clause = ts.isImportDeclaration(declaration) ? declaration.importClause : undefined;
  if (clause?.name !== undefined) add(clause.name, specifier, 'default');
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) add(bindings.name, specifier, '*');
  else
    for (const element of bindings.elements) add(element.name, specifier, (element.propertyName ?? element.name).text);
}

/** `import x = require('p')`, and what a `require` or an awaited `import()` initializes. */
function addLoad(literal: ts.Node, specifier: string, add: Add): void {
  if (ts.isExternalModuleReference(literal.parent)) {
    if (ts.isImportEqualsDeclaration(literal.parent.parent)) add(literal.parent.parent.name, specifier, '*');
    return;
  }
  const declaration = initialized(literal.parent);
  const loaded = declaration?.initializer === undefined ? undefined : loadedBy(declaration.initializer);
  if (declaration === undefined || loaded === undefined) return;
  if (!ts.isObjectBindingPattern(declaration.name)) add(declaration.name, specifier, loaded.exported);
  else if (loaded.exported === '*') addPattern(declaration.name, specifier, add);
}

function addPattern(pattern: ts.ObjectBindingPattern, specifier: string, add: Add): void {
  for (const element of pattern.elements) {
    const exported =
      element.dotDotDotToken === undefined ? propertyNameText(element.propertyName ?? element.name) : '*';
    if (exported !== undefined) add(element.name, specifier, exported);
  }
}

/** The declaration whose initializer the call stands in, through awaits, members and casts. */
function initialized(call: ts.Node): ts.VariableDeclaration | undefined {
  let node = call;
  while (
    ts.isAwaitExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAsExpression(node.parent) ||
    ts.isNonNullExpression(node.parent) ||
    ts.isPropertyAccessExpression(node.parent)
  ) {
    node = node.parent;
  }
  return ts.isVariableDeclaration(node.parent) ? node.parent : undefined;
}
