import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { factsOfPath } from './libraries/match.ts';
import { fieldWrites } from './fields.ts';
import { resolveExport } from './modules.ts';
import {
  functionName,
  type FunctionNode,
  isAsync,
  isFunctionNode,
  isGenerator,
  memberName,
  propertyNameText,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { providedValues } from './react-context.ts';
import { scopesOf, type Binding } from './scopes.ts';
import { bounded, none, pathValue, type Value } from './value.ts';

export interface ValueQuestions {
  /** At most 8 values; empty when nothing is known. */
  of(expression: ts.Expression): readonly Value[];
  /** What a call of the value gives; `construct` for `new`. */
  resultOf(value: Value, construct: boolean): readonly Value[];
  memberOf(value: Value, name: string): readonly Value[];
  ofType(type: ts.TypeNode): readonly Value[];
}

const maxDepth = 40;

const fileOf = (node: ts.Node): string => node.getSourceFile().fileName;

/** Answers are memoised for one snapshot: make one per snapshot. */
export function createValues(snapshot: Snapshot): ValueQuestions {
  const memo = new Map<ts.Node | Binding, readonly Value[]>();
  let depth = 0;

  /** A cycle reads as "nothing known yet", and so does what lies too deep. */
  function remembered(key: ts.Node | Binding, work: () => readonly Value[]): readonly Value[] {
    const known = memo.get(key);
    if (known !== undefined) return known;
    if (depth >= maxDepth) return none;
    memo.set(key, none);
    depth += 1;
    try {
      const values = bounded(work());
      memo.set(key, values);
      return values;
    } finally {
      depth -= 1;
    }
  }

  const of = (expression: ts.Expression): readonly Value[] => {
    const node = unwrap(expression);
    return remembered(node, () => evaluate(node));
  };

  function evaluate(node: ts.Expression): readonly Value[] {
    if (ts.isIdentifier(node)) return ofIdentifier(node);
    if (ts.isCallExpression(node)) return ofCall(node);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return ofMember(node);
    if (ts.isAwaitExpression(node)) return of(node.expression).flatMap(awaited);
    if (ts.isNewExpression(node)) return of(node.expression).flatMap((value) => resultOf(value, true));
    if (ts.isTaggedTemplateExpression(node)) return of(node.tag).flatMap((value) => resultOf(value, false));
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return [{ kind: 'function', node }];
    if (ts.isClassExpression(node)) return [{ kind: 'class', node }];
    if (ts.isObjectLiteralExpression(node)) return [{ kind: 'object', node }];
    if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
    if (ts.isBinaryExpression(node)) return ofBinary(node);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return ofThis(node);
    if (node.kind === ts.SyntaxKind.SuperKeyword) return ofSuper(node);
    return none;
  }

  function ofBinary(node: ts.BinaryExpression): readonly Value[] {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return [...of(node.left), ...of(node.right)];
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.CommaToken:
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
        return of(node.right);
      default:
        return none;
    }
  }

  function ofThis(node: ts.Node): readonly Value[] {
    for (let current = node.parent; current; current = current.parent) {
      if (ts.isArrowFunction(current)) continue;
      if (ts.isClassLike(current)) return [{ kind: 'instance', node: current }];
      if (ts.isObjectLiteralExpression(current)) return [{ kind: 'object', node: current }];
      if (ts.isFunctionDeclaration(current)) return none;
      if (ts.isFunctionExpression(current) && !ts.isPropertyAssignment(current.parent)) return none;
    }
    return none;
  }

  function ofSuper(node: ts.Node): readonly Value[] {
    return ofThis(node).flatMap((value) =>
      value.kind === 'instance' ? baseOf(value.node).flatMap((base) => resultOf(base, true)) : none,
    );
  }

  function ofIdentifier(node: ts.Identifier): readonly Value[] {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    if (binding === undefined) return node.text === 'undefined' ? none : pathValue(`globalThis.${node.text}`);
    return remembered(binding, () => ofBinding(binding));
  }

  function ofBinding(binding: Binding): readonly Value[] {
    const declared = binding.declarations.flatMap(ofDeclaration);
    const written = binding.writes.flatMap((write) => {
      const parent = write.parent;
      return ts.isBinaryExpression(parent) && parent.left === write ? evaluate(parent) : none;
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

  function ofExport(specifier: string, from: string, exported: string): readonly Value[] {
    const target = snapshot.resolveModule(specifier, from);
    if (target.kind === 'unresolved') return none;
    if (target.kind === 'package') return ofPackage(target.name, exported);
    return ofExportOf(target.file, exported);
  }

  /** A package's default export, namespace and `require` are one thing: `stripe()` however it was imported. */
  const ofPackage = (name: string, exported: string): readonly Value[] =>
    pathValue(exported === '*' || exported === 'default' ? name : `${name}.${exported}`);

  function ofExportOf(file: string, exported: string): readonly Value[] {
    const found = resolveExport(snapshot, file, exported);
    if (found === undefined) return none;
    if ('module' in found) return ofPackage(found.module, found.exported);
    if (ts.isSourceFile(found.node)) return [{ kind: 'namespace', file: found.file }];
    return ts.isExpression(found.node) ? of(found.node) : remembered(found.node, () => ofDeclaration(found.node));
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
    return of(call.expression).flatMap((value) =>
      value.kind === 'path' ? pathValue(`${value.path}#${argument}.${parameter}`) : none,
    );
  }

  function ofType(type: ts.TypeNode): readonly Value[] {
    if (ts.isTypeReferenceNode(type)) return ofTypeReference(type);
    if (ts.isTypeQueryNode(type)) return ofEntityName(type.exprName);
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(ofType);
    if (ts.isParenthesizedTypeNode(type)) return ofType(type.type);
    return none;
  }

  function ofTypeReference(type: ts.TypeReferenceNode): readonly Value[] {
    const argument = type.typeArguments?.[0];
    if (ts.isIdentifier(type.typeName) && argument !== undefined) {
      if (type.typeName.text === 'Promise') return [{ kind: 'promise', of: ofType(argument) }];
      if (type.typeName.text === 'ReturnType') return ofType(argument).flatMap((value) => resultOf(value, false));
      if (type.typeName.text === 'Awaited') return ofType(argument).flatMap(awaited);
    }
    const alias = ts.isIdentifier(type.typeName) ? typeAliasOf(type.typeName) : undefined;
    if (alias) return remembered(alias, () => ofType(alias.type));
    return ofEntityName(type.typeName).flatMap((value) => resultOf(value, true));
  }

  function typeAliasOf(name: ts.Identifier): ts.TypeAliasDeclaration | undefined {
    return scopesOf(name.getSourceFile()).bindingOf(name)?.declarations.find(ts.isTypeAliasDeclaration);
  }

  function ofEntityName(name: ts.EntityName): readonly Value[] {
    if (ts.isIdentifier(name)) {
      const binding = scopesOf(name.getSourceFile()).bindingOf(name);
      return binding ? remembered(binding, () => ofBinding(binding)) : pathValue(`globalThis.${name.text}`);
    }
    return ofEntityName(name.left).flatMap((value) => memberOf(value, name.right.text));
  }

  function ofMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): readonly Value[] {
    const name = memberName(node);
    return name === undefined ? none : of(node.expression).flatMap((value) => memberOf(value, name));
  }

  function ofCall(node: ts.CallExpression): readonly Value[] {
    const argument = node.arguments[0];
    if (argument && ts.isStringLiteralLike(argument)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        return [{ kind: 'promise', of: ofExport(argument.text, fileOf(node), '*') }];
      }
      if (ts.isIdentifier(node.expression) && node.expression.text === 'require') {
        return ofExport(argument.text, fileOf(node), '*');
      }
    }
    return of(node.expression).flatMap((value) => {
      const passed = value.kind === 'path' && argument ? passedThrough(value.path, argument) : none;
      return passed.length > 0 ? passed : resultOf(value, false);
    });
  }

  /** `useCallback(f, […])` is `f`, and `useMemo(() => v, […])` is `v`. */
  function passedThrough(path: string, argument: ts.Expression): readonly Value[] {
    for (const fact of factsOfPath(`${path}()`)) {
      if (!('gives' in fact)) continue;
      if (fact.gives === 'context') return ofContext(argument);
      const values = of(argument);
      if (fact.gives === 'ref') return [{ kind: 'ref', of: values }];
      return fact.gives === 'argument' ? values : values.flatMap((value) => resultOf(value, false));
    }
    return none;
  }

  function ofContext(context: ts.Expression): readonly Value[] {
    const declaration = ts.isIdentifier(context) ? declarationOf(context) : undefined;
    return declaration && ts.isVariableDeclaration(declaration) ? providedValues(declaration).flatMap(of) : none;
  }

  /** Where a name is declared, through an import of another file. */
  function declarationOf(name: ts.Identifier): ts.Node | undefined {
    const declaration = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
    if (declaration === undefined || !ts.isImportSpecifier(declaration)) return declaration;
    const specifier = declaration.parent.parent.parent.moduleSpecifier;
    if (!ts.isStringLiteralLike(specifier)) return undefined;
    const target = snapshot.resolveModule(specifier.text, fileOf(name));
    const exported = (declaration.propertyName ?? declaration.name).text;
    const found = target.kind === 'file' ? resolveExport(snapshot, target.file, exported) : undefined;
    return found && 'node' in found ? found.node : undefined;
  }

  function resultOf(value: Value, construct: boolean): readonly Value[] {
    switch (value.kind) {
      case 'path':
        return pathValue(`${value.path}()`);
      case 'class':
        return construct ? [{ kind: 'instance', node: value.node }] : none;
      case 'function':
        return construct ? none : ofReturns(value.node);
      default:
        return none;
    }
  }

  function ofReturns(fn: FunctionNode): readonly Value[] {
    if (isGenerator(fn)) return none;
    const returned = remembered(fn.body ?? fn, () => returnedExpressions(fn).flatMap(of));
    const values = returned.length > 0 || fn.type === undefined ? returned : ofType(fn.type);
    return isAsync(fn) ? [{ kind: 'promise', of: bounded(values.flatMap(awaited)) }] : values;
  }

  function awaited(value: Value): readonly Value[] {
    if (value.kind === 'promise') return value.of;
    return value.kind === 'path' ? pathValue(`${value.path}~`) : [value];
  }

  function memberOf(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case 'path':
        return pathValue(`${value.path}.${name}`);
      case 'object':
        return value.node.properties.flatMap((property) => ofProperty(property, name));
      case 'instance':
        return ofClassMember(value.node, name, false);
      case 'class':
        return ofClassMember(value.node, name, true);
      case 'namespace':
        return ofExportOf(value.file, name);
      case 'ref':
        return name === 'current' ? value.of : none;
      default:
        return none;
    }
  }

  function ofProperty(property: ts.ObjectLiteralElementLike, name: string): readonly Value[] {
    if (ts.isSpreadAssignment(property)) return of(property.expression).flatMap((value) => memberOf(value, name));
    if (propertyNameText(property.name) !== name) return none;
    if (ts.isPropertyAssignment(property)) return of(property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) return ofIdentifier(property.name);
    if (ts.isMethodDeclaration(property)) return [{ kind: 'function', node: property }];
    return ts.isGetAccessorDeclaration(property) ? ofReturns(property) : none;
  }

  function ofClassMember(node: ts.ClassLikeDeclaration, name: string, isStatic: boolean): readonly Value[] {
    const own = node.members.filter(
      (member) =>
        propertyNameText(member.name) === name &&
        ((ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0) === isStatic,
    );
    const values = [...own.flatMap(ofOwnMember), ...(isStatic ? none : ofAssignedField(node, name))];
    return values.length > 0 || own.length > 0 ? values : ofInherited(node, name, isStatic);
  }

  function ofOwnMember(member: ts.ClassElement): readonly Value[] {
    if (ts.isMethodDeclaration(member)) return member.body ? [{ kind: 'function', node: member }] : none;
    if (ts.isGetAccessorDeclaration(member)) return ofReturns(member);
    if (!ts.isPropertyDeclaration(member)) return none;
    const initial = member.initializer ? of(member.initializer) : none;
    return initial.length > 0 || member.type === undefined ? initial : ofType(member.type);
  }

  /** `constructor(private readonly db: Db)` and `this.db = …` in the class's own methods. */
  function ofAssignedField(node: ts.ClassLikeDeclaration, name: string): readonly Value[] {
    return fieldWrites(node).flatMap((write) => {
      if (ts.isParameter(write)) return propertyNameText(write.name) === name ? ofParameter(write) : none;
      return memberName(write.left) === name ? of(write.right) : none;
    });
  }

  function ofInherited(node: ts.ClassLikeDeclaration, name: string, isStatic: boolean): readonly Value[] {
    return baseOf(node)
      .flatMap((value) => (isStatic ? [value] : resultOf(value, true)))
      .flatMap((value) => memberOf(value, name));
  }

  function baseOf(node: ts.ClassLikeDeclaration): readonly Value[] {
    const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    return base ? of(base.expression) : none;
  }

  return { of, resultOf, memberOf, ofType };
}
