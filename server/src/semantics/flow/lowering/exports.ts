import { ts } from '../../../engine/syntax.ts';
import type { Binding, FileScopes } from '../../bindings.ts';
import { hasModifier } from '../../nodes.ts';
import type { ExportedName } from '../ir.ts';
import { importedBy } from './imported.ts';

/** What the export statements of a file say. Expressions that are exported have instructions instead. */
export interface DeclaredExports {
  /** Variables, which become cells, by the names they are exported under. */
  readonly variables: ReadonlyMap<Binding, readonly string[]>;
  readonly from: readonly ExportedName[];
  readonly stars: readonly string[];
}

export function declaredExports(tree: ts.SourceFile, scopes: FileScopes): DeclaredExports {
  const found = new Found(scopes);
  for (const statement of tree.statements) {
    if (ts.isExportDeclaration(statement)) found.addExport(statement);
    else if (ts.isExportAssignment(statement)) found.addAssignment(statement);
    else if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) found.addDeclaration(statement);
  }
  return found;
}

class Found implements DeclaredExports {
  readonly variables = new Map<Binding, string[]>();
  readonly from: ExportedName[] = [];
  readonly stars: string[] = [];
  readonly #scopes: FileScopes;

  constructor(scopes: FileScopes) {
    this.#scopes = scopes;
  }

  addExport({ exportClause, moduleSpecifier, isTypeOnly }: ts.ExportDeclaration): void {
    const specifier =
      moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (exportClause === undefined) {
      if (specifier !== undefined) this.stars.push(specifier);
    } else if (ts.isNamespaceExport(exportClause)) {
      if (specifier !== undefined) this.#addFrom(exportClause.name.text, specifier, '*');
    } else if (!isTypeOnly || specifier !== undefined) {
      for (const element of exportClause.elements) this.#addElement(element, specifier);
    }
  }

  addAssignment({ expression, isExportEquals }: ts.ExportAssignment): void {
    if (ts.isIdentifier(expression)) this.#addName(isExportEquals === true ? '*' : 'default', expression);
  }

  addDeclaration(statement: ts.Statement): void {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) this.#addPattern(name);
      return;
    }
    const { name } = statement as ts.Node as ts.NamedDeclaration;
    if (name === undefined || !ts.isIdentifier(name)) return;
    this.#addName(hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : name.text, name);
  }

  #addElement({ name, propertyName }: ts.ExportSpecifier, specifier: string | undefined): void {
    const local = propertyName ?? name;
    if (specifier !== undefined) this.#addFrom(name.text, specifier, local.text);
    else if (ts.isIdentifier(local)) this.#addName(name.text, local);
  }

  #addPattern(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) this.#addName(name.text, name);
    else for (const element of name.elements) if (ts.isBindingElement(element)) this.#addPattern(element.name);
  }

  #addName(exported: string, name: ts.Identifier): void {
    const binding = this.#scopes.bindingOf(name);
    if (binding === undefined || binding.kind === 'type') return;
    const imported = importedBy(binding);
    if (imported !== undefined) {
      this.#addFrom(exported, imported.specifier, imported.exported);
      return;
    }
    const names = this.variables.get(binding);
    if (names === undefined) this.variables.set(binding, [exported]);
    else if (!names.includes(exported)) names.push(exported);
  }

  #addFrom(name: string, specifier: string, exported: string): void {
    this.from.push([name, { kind: 'from', specifier, exported }]);
  }
}
