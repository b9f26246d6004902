import { ts } from '../engine/syntax.ts';
import { scopesOf } from './scopes.ts';
import { type Evaluation, none, pathValue, type Value } from './value.ts';

/** What a value of a type may be, by the words of the annotation. */
export function createTypeValues({
  awaited,
  memberOf,
  ofBinding,
  remembered,
  resultOf,
}: Pick<Evaluation, 'awaited' | 'memberOf' | 'ofBinding' | 'remembered' | 'resultOf'>): Evaluation['ofType'] {
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
      return binding ? ofBinding(binding) : pathValue(`globalThis.${name.text}`);
    }
    return ofEntityName(name.left).flatMap((value) => memberOf(value, name.right.text));
  }

  return ofType;
}
