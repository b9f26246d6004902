import { ts } from '../engine/syntax.ts';
import { functionName, isFunctionNode, memberName, propertyNameText } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';
import { type Evaluation, fileOf, none, pathValue, type Value } from './value.ts';
import type { ExportValues } from './value-exports.ts';

export interface DeclarationValues {
  /** What a name may hold: what it is declared with, and what is written to it. */
  readonly ofBinding: (binding: Binding) => readonly Value[];
  readonly ofDeclaration: (node: ts.Node) => readonly Value[];
}

export function createDeclarationValues({
  awaited,
  memberOf,
  of,
  ofExport,
  ofType,
  remembered,
}: Pick<Evaluation, 'awaited' | 'memberOf' | 'of' | 'ofType' | 'remembered'> &
  Pick<ExportValues, 'ofExport'>): DeclarationValues {
  const ofBinding = (binding: Binding): readonly Value[] => remembered(binding, () => ofBindingItself(binding));

  function ofBindingItself(binding: Binding): readonly Value[] {
    const declared = binding.declarations.flatMap(ofDeclaration);
    const written = binding.writes.flatMap((write) => {
      const parent = write.parent;
      return ts.isBinaryExpression(parent) && parent.left === write ? of(parent) : none;
    });
    return [...declared, ...written];
  }

  function ofDeclaration(node: ts.Node): readonly Value[] {
    if (ts.isImportSpecifier(node)) {
      return ofImport(node.parent.parent.parent, (node.propertyName ?? node.name).text);
    }
    if (ts.isImportClause(node)) return ofImport(node.parent, 'default');
    if (ts.isNamespaceImport(node)) return ofImport(node.parent.parent, '*');
    if (ts.isImportEqualsDeclaration(node)) {
      const reference = node.moduleReference;
      return ts.isExternalModuleReference(reference) && ts.isStringLiteralLike(reference.expression)
        ? ofExport(reference.expression.text, fileOf(node), '*')
        : none;
    }
    if (ts.isVariableDeclaration(node)) {
      const initial = node.initializer ? of(node.initializer) : none;
      return initial.length > 0 || node.type === undefined ? initial : ofType(node.type);
    }
    if (ts.isBindingElement(node)) return ofBindingElement(node);
    if (ts.isParameter(node)) return ofParameter(node);
    if (ts.isFunctionDeclaration(node)) return node.body ? [{ kind: 'function', node }] : none;
    if (isFunctionNode(node)) return [{ kind: 'function', node }];
    if (ts.isClassLike(node)) return [{ kind: 'class', node }];
    if (ts.isPropertyAssignment(node)) return of(node.initializer);
    if (ts.isExportAssignment(node)) return of(node.expression);
    return ts.isExpression(node) ? of(node) : none;
  }

  function ofImport(declaration: ts.ImportDeclaration | ts.JSDocImportTag, exported: string): readonly Value[] {
    const specifier = declaration.moduleSpecifier;
    return ts.isStringLiteralLike(specifier) ? ofExport(specifier.text, fileOf(declaration), exported) : none;
  }

  /** The value that a destructuring pattern takes apart. */
  function ofPattern(pattern: ts.BindingPattern): readonly Value[] {
    const owner = pattern.parent;
    return ts.isBindingElement(owner) ? ofBindingElement(owner) : ofDeclaration(owner);
  }

  function ofBindingElement(node: ts.BindingElement): readonly Value[] {
    const pattern = node.parent;
    if (node.dotDotDotToken) return none;
    const name = ts.isArrayBindingPattern(pattern)
      ? String(pattern.elements.indexOf(node))
      : propertyNameText(node.propertyName ?? node.name);
    if (name === undefined) return none;
    const taken = ofPattern(pattern).flatMap((value) => memberOf(value, name));
    return taken.length > 0 || node.initializer === undefined ? taken : of(node.initializer);
  }

  function ofParameter(node: ts.ParameterDeclaration): readonly Value[] {
    const typed = node.type ? ofType(node.type) : none;
    if (typed.length > 0) return typed;
    if (node.initializer) return of(node.initializer);
    const fromCallback = ofCallbackParameter(node);
    return fromCallback.length > 0 ? fromCallback : ofArguments(node);
  }

  /** Library handles that the calls of a function in its own file give it: `record(supabase, id)`. */
  function ofArguments(node: ts.ParameterDeclaration): readonly Value[] {
    const fn = node.parent;
    const name = functionName(fn);
    const at = fn.parameters.indexOf(node);
    const references = name ? (scopesOf(node.getSourceFile()).bindingOf(name)?.references ?? []) : [];
    return references.flatMap((reference) => {
      const call = reference.parent;
      const argument = ts.isCallExpression(call) && call.expression === reference ? call.arguments[at] : undefined;
      return argument ? of(argument).filter((value) => value.kind === 'path') : none;
    });
  }

  /** `tx` in `prisma.$transaction(async (tx) => …)` is `….$transaction#0.0`. */
  function ofCallbackParameter(node: ts.ParameterDeclaration): readonly Value[] {
    const fn = node.parent;
    if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return none;
    const call = fn.parent;
    if (!ts.isCallExpression(call)) return none;
    const argument = call.arguments.indexOf(fn);
    if (argument < 0) return none;
    const parameter = fn.parameters.indexOf(node);
    if (argument === 0 && parameter === 0 && ts.isPropertyAccessExpression(call.expression)) {
      // `import('./client').then(({ supabase }) => …)`
      if (memberName(call.expression) === 'then') return of(call.expression.expression).flatMap(awaited);
    }
    return of(call.expression).flatMap((value) =>
      value.kind === 'path' ? pathValue(`${value.path}#${argument}.${parameter}`) : none,
    );
  }

  return { ofBinding, ofDeclaration };
}
