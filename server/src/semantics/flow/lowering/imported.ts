import { ts } from '../../../engine/syntax.ts';
import type { Binding } from '../../bindings.ts';

/** What an `import` gives to a name; undefined for other names, `import a = b.c` among them. */
export function importedBy(binding: Binding): { readonly specifier: string; readonly exported: string } | undefined {
  const declaration = binding.kind === 'import' ? binding.declarations[0] : undefined;
  if (declaration === undefined) return undefined;
  const specifier = specifierOf(declaration);
  return specifier === undefined ? undefined : { specifier, exported: exportedName(declaration) };
}

function exportedName(declaration: ts.Node): string {
  if (ts.isImportClause(declaration)) return 'default';
  return ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : '*';
}

function specifierOf(declaration: ts.Node): string | undefined {
  if (ts.isImportEqualsDeclaration(declaration)) {
    const { moduleReference } = declaration;
    return ts.isExternalModuleReference(moduleReference) ? literal(moduleReference.expression) : undefined;
  }
  let node = declaration;
  while (!ts.isImportDeclaration(node) && !ts.isSourceFile(node)) node = node.parent;
  return ts.isImportDeclaration(node) ? literal(node.moduleSpecifier) : undefined;
}

function literal(node: ts.Node): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}
