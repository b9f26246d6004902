import { ts } from '../../engine/syntax.ts';
import type { Expectation } from '../oracle.ts';
import { membersOf, type Thenables } from './thenable.ts';

const opaque = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

export function expects(checker: ts.TypeChecker, thenables: Thenables, node: ts.Node): Expectation | 'unknown' {
  const signatures = expectedTypes(checker, node).flatMap((type) => callSignatures(type));
  if (signatures.length === 0) return 'unknown';
  let returnsVoid = false;
  for (const signature of signatures) {
    const returned = checker.getReturnTypeOfSignature(signature);
    if (acceptsThenable(thenables, returned)) return { acceptsThenable: true, voidCallback: false };
    returnsVoid ||= membersOrSelf(returned).some((member) => (member.flags & ts.TypeFlags.Void) !== 0);
  }
  return { acceptsThenable: false, voidCallback: returnsVoid };
}

/** `unknown` counts: whoever asks for anything at all gets a promise without complaint. */
function acceptsThenable(thenables: Thenables, returned: ts.Type): boolean {
  if (returned.flags & opaque) return true;
  const answer = thenables.isThenable(returned);
  return answer !== 'no';
}

function membersOrSelf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function callSignatures(type: ts.Type): readonly ts.Signature[] {
  return membersOf(type).flatMap((member) => member.getCallSignatures());
}

function expectedTypes(checker: ts.TypeChecker, node: ts.Node): readonly ts.Type[] {
  const { parent } = node;
  if (parent === undefined) return [];
  if (ts.isClassElement(node) && ts.isClassLike(parent)) return fromHeritage(checker, node, parent);
  if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(parent)) {
    const contextual = checker.getContextualType(parent);
    return contextual === undefined ? [] : propertyTypes(checker, contextual, node.name);
  }
  if (!ts.isExpression(node)) return [];
  if (ts.isPropertyDeclaration(parent) && parent.type === undefined && ts.isClassLike(parent.parent)) {
    return fromHeritage(checker, parent, parent.parent);
  }
  const contextual = checker.getContextualType(node);
  return contextual === undefined ? [] : [contextual];
}

/** A field or method of a class has no contextual type, but what it implements or overrides says what is expected. */
function fromHeritage(
  checker: ts.TypeChecker,
  member: ts.ClassElement,
  owner: ts.ClassLikeDeclaration,
): readonly ts.Type[] {
  const { name } = member;
  if (name === undefined) return [];
  const bases = (owner.heritageClauses ?? []).flatMap((clause) => clause.types);
  return bases.flatMap((base) => propertyTypes(checker, checker.getTypeAtLocation(base), name));
}

function propertyTypes(checker: ts.TypeChecker, type: ts.Type, name: ts.PropertyName): readonly ts.Type[] {
  if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name) && !ts.isNumericLiteral(name)) return [];
  return membersOf(type).flatMap((member) => {
    const property = checker.getPropertyOfType(member, name.text);
    if (property !== undefined) return [checker.getTypeOfSymbol(property)];
    const indexed = checker.getIndexTypeOfType(member, ts.IndexKind.String);
    return indexed === undefined ? [] : [indexed];
  });
}
