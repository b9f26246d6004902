import { ts } from '../engine/syntax.ts';
import { loadedBy, type Imported } from './module-loads.ts';
import { hasModifier, memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf, type Binding } from './scopes.ts';

/** Where an export's value stands: a declaration or expression of the file, or another module. */
export type Export = { readonly kind: 'local'; readonly node: ts.Node } | ({ readonly kind: 'from' } & Imported);

export interface ModuleExports {
  /** By exported name; the default export is `default`. */
  readonly named: ReadonlyMap<string, Export>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** `module.exports = …` and `export =`: what `require` gives instead of the exports' object. */
  readonly assigned: Export | undefined;
}

type Imports = ReadonlyMap<Binding, Imported>;

export function exportsOf(tree: ts.SourceFile, imports: Imports): ModuleExports {
  const collected = new CollectedExports(tree, imports);
  tree.statements.forEach((statement) => collected.addStatement(statement));
  collected.addCommonJs();
  return collected;
}

class CollectedExports implements ModuleExports {
  readonly named = new Map<string, Export>();
  readonly stars: string[] = [];
  assigned: Export | undefined = undefined;
  readonly #tree: ts.SourceFile;
  readonly #imports: Imports;

  constructor(tree: ts.SourceFile, imports: Imports) {
    this.#tree = tree;
    this.#imports = imports;
  }

  addStatement(statement: ts.Statement): void {
    if (ts.isExportDeclaration(statement)) this.#addExportDeclaration(statement);
    else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals === true) this.#assign(statement.expression);
      else this.#add('default', this.#exportOf(statement.expression));
    } else if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) this.#addDeclaration(statement);
  }

  /** `module.exports = …`, `module.exports.x = …` and `exports.x = …`, wherever they stand and under whatever name. */
  addCommonJs(): void {
    const { globals } = scopesOf(this.#tree);
    for (const name of globals.get('module') ?? []) {
      if (ts.isPropertyAccessExpression(name.parent) && name.parent.name.text === 'exports') {
        this.#addExportsObject(name.parent);
      }
    }
    for (const name of globals.get('exports') ?? []) this.#addExportsObject(name);
  }

  #addExportsObject(exportsObject: ts.Expression): void {
    const { parent } = exportsObject;
    const value = assignedTo(exportsObject);
    if (value !== undefined) this.#assign(value);
    else if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
      const name = parent.expression === exportsObject ? memberName(parent) : undefined;
      const member = assignedTo(parent);
      if (name !== undefined && member !== undefined) this.#add(name, this.#exportOf(member));
    }
    for (const other of namesOf(exportsObject)) if (other !== exportsObject) this.#addExportsObject(other);
  }

  #assign(expression: ts.Expression): void {
    const node = unwrap(expression);
    this.assigned = this.#exportOf(node);
    if (ts.isObjectLiteralExpression(node)) node.properties.forEach((property) => this.#addProperty(property));
  }

  #addProperty(property: ts.ObjectLiteralElementLike): void {
    if (ts.isSpreadAssignment(property)) {
      const from = this.#exportOf(property.expression);
      if (from.kind === 'from' && from.exported === '*') this.stars.push(from.specifier);
      return;
    }
    const name = propertyNameText(property.name);
    if (name === undefined) return;
    if (ts.isPropertyAssignment(property)) this.#add(name, this.#exportOf(property.initializer));
    else if (ts.isShorthandPropertyAssignment(property)) this.#add(name, this.#exportOf(property.name));
    else this.#add(name, { kind: 'local', node: property });
  }

  #addExportDeclaration(statement: ts.ExportDeclaration): void {
    const { exportClause, moduleSpecifier } = statement;
    const specifier =
      moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (exportClause === undefined) {
      if (specifier !== undefined) this.stars.push(specifier);
    } else if (ts.isNamespaceExport(exportClause)) {
      if (specifier !== undefined) this.#add(exportClause.name.text, { kind: 'from', specifier, exported: '*' });
    } else {
      for (const element of exportClause.elements) this.#addSpecifier(element, specifier);
    }
  }

  #addSpecifier(element: ts.ExportSpecifier, specifier: string | undefined): void {
    const local = element.propertyName ?? element.name;
    if (specifier !== undefined) this.#add(element.name.text, { kind: 'from', specifier, exported: local.text });
    else if (ts.isIdentifier(local)) {
      const binding = scopesOf(this.#tree).bindingOf(local);
      if (binding !== undefined) this.#add(element.name.text, this.#exportOfBinding(binding));
    }
  }

  #addDeclaration(statement: ts.Statement): void {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) this.#addName(declaration.name, declaration);
      return;
    }
    const name = ts.getNameOfDeclaration(statement as ts.Node as ts.DeclarationStatement);
    const binding = name !== undefined && ts.isIdentifier(name) ? scopesOf(this.#tree).bindingOf(name) : undefined;
    const exported = hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : binding?.name;
    if (exported === undefined) return;
    this.#add(exported, binding === undefined ? { kind: 'local', node: statement } : this.#exportOfBinding(binding));
  }

  #addName(name: ts.BindingName, declaration: ts.VariableDeclaration | ts.BindingElement): void {
    if (ts.isIdentifier(name)) {
      const binding = scopesOf(this.#tree).bindingOf(name);
      const imported = binding === undefined ? undefined : this.#imports.get(binding);
      this.#add(
        name.text,
        imported === undefined ? { kind: 'local', node: declaration } : { kind: 'from', ...imported },
      );
      return;
    }
    for (const element of name.elements) {
      if (ts.isBindingElement(element)) this.#addName(element.name, element);
    }
  }

  /** A value and a type may share a name: the value is what code gets. */
  #add(name: string, entry: Export): void {
    const existing = this.named.get(name);
    if (existing === undefined || !isType(entry)) this.named.set(name, entry);
  }

  #exportOf(expression: ts.Expression): Export {
    const node = unwrap(expression);
    const loaded = loadedBy(node);
    if (loaded !== undefined) return { kind: 'from', ...loaded };
    const binding = ts.isIdentifier(node) ? scopesOf(this.#tree).bindingOf(node) : undefined;
    return binding === undefined ? { kind: 'local', node } : this.#exportOfBinding(binding);
  }

  #exportOfBinding(binding: Binding): Export {
    const imported = this.#imports.get(binding);
    return imported === undefined ? { kind: 'local', node: implementation(binding) } : { kind: 'from', ...imported };
  }
}

/** Of a function's overloads the one with a body. */
function implementation(binding: Binding): ts.Node {
  const { declarations } = binding;
  const withBody = declarations.find((node) => ts.isFunctionDeclaration(node) && node.body !== undefined);
  return withBody ?? declarations[0] ?? binding.scope;
}

function isType(entry: Export): boolean {
  return entry.kind === 'local' && (ts.isInterfaceDeclaration(entry.node) || ts.isTypeAliasDeclaration(entry.node));
}

/** Where the object is spoken of by a name of its own: `const files = module.exports`, `const files = (module.exports = {})`. */
function namesOf(exportsObject: ts.Expression): readonly ts.Identifier[] {
  let node: ts.Node = exportsObject;
  while (ts.isParenthesizedExpression(node.parent) || isAssignedTo(node)) node = node.parent;
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return [];
  const binding = scopesOf(parent.getSourceFile()).bindingOf(parent.name);
  return binding?.writes.length === 0 ? binding.references : [];
}

const isAssignedTo = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** The last value of `target = …`, through chains such as `exports = module.exports = f`. */
function assignedTo(target: ts.Expression): ts.Expression | undefined {
  const { parent } = target;
  if (!ts.isBinaryExpression(parent) || parent.left !== target) return undefined;
  if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  let value = parent.right;
  while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) value = value.right;
  return value;
}
