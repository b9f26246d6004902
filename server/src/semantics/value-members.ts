import { ts } from '../engine/syntax.ts';
import { fieldWrites } from './fields.ts';
import { memberName, propertyNameText } from './nodes.ts';
import { type Evaluation, none, type Value } from './value.ts';

export interface MemberValues {
  readonly ofProperty: (property: ts.ObjectLiteralElementLike, name: string) => readonly Value[];
  readonly ofClassMember: (node: ts.ClassLikeDeclaration, name: string, isStatic: boolean) => readonly Value[];
  /** What the class extends. */
  readonly baseOf: (node: ts.ClassLikeDeclaration) => readonly Value[];
}

/** What the members of the project's own objects and classes hold. */
export function createMemberValues({
  memberOf,
  of,
  ofDeclaration,
  ofReturns,
  ofType,
  resultOf,
}: Pick<Evaluation, 'memberOf' | 'of' | 'ofDeclaration' | 'ofReturns' | 'ofType' | 'resultOf'>): MemberValues {
  function ofProperty(property: ts.ObjectLiteralElementLike, name: string): readonly Value[] {
    if (ts.isSpreadAssignment(property)) return of(property.expression).flatMap((value) => memberOf(value, name));
    if (propertyNameText(property.name) !== name) return none;
    if (ts.isPropertyAssignment(property)) return of(property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) return of(property.name);
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
      if (ts.isParameter(write)) return propertyNameText(write.name) === name ? ofDeclaration(write) : none;
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

  return { ofProperty, ofClassMember, baseOf };
}
