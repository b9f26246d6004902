import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Expectation } from '../oracle.ts';
import { membersOf, type Thenables } from './thenable.ts';

const opaque = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

export function expects(checker: CheckerPort, thenables: Thenables, node: ts.Node): Expectation | 'unknown' {
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

function expectedTypes(checker: CheckerPort, node: ts.Node): readonly ts.Type[] {
  return heritageTypes(checker, node) ?? contextualTypes(checker, node);
}

/** By where the node stands: an argument, an initialiser, a property of a typed object, what a function returns. */
export function contextualTypes(checker: CheckerPort, node: ts.Node): readonly ts.Type[] {
  const { parent } = node;
  if (parent === undefined) return [];
  if (
    (ts.isMethodDeclaration(node) || ts.isShorthandPropertyAssignment(node)) &&
    ts.isObjectLiteralExpression(parent)
  ) {
    const contextual = checker.getContextualType(parent);
    return contextual === undefined ? [] : propertyTypes(checker, contextual, node.name);
  }
  const contextual = ts.isExpression(node) ? checker.getContextualType(node) : undefined;
  return contextual === undefined ? [] : [contextual];
}

/**
 * A field or method of a class has no contextual type, but what it implements or overrides says what is expected, base
 * by base. Undefined for what is no member, or one whose own type is written out beside an initialiser.
 */
export function heritageTypes(checker: CheckerPort, node: ts.Node): readonly ts.Type[] | undefined {
  const member = memberOf(node);
  if (member === undefined || !isInheriting(member.parent)) return undefined;
  const { name } = member;
  if (name === undefined || isStatic(member)) return [];
  const bases = (member.parent.heritageClauses ?? []).flatMap((clause) => clause.types);
  return bases.flatMap((base) => declaredTypes(checker, checker.getTypeAtLocation(base), name));
}

function memberOf(node: ts.Node): ts.ClassElement | ts.TypeElement | undefined {
  if (ts.isClassElement(node) || ts.isTypeElement(node)) return node;
  const { parent } = node;
  const initialises = parent !== undefined && ts.isPropertyDeclaration(parent) && parent.initializer === node;
  return initialises && parent.type === undefined ? parent : undefined;
}

const isInheriting = (node: ts.Node): node is ts.ClassLikeDeclaration | ts.InterfaceDeclaration =>
  ts.isClassLike(node) || ts.isInterfaceDeclaration(node);

const isStatic = (member: ts.ClassElement | ts.TypeElement): boolean =>
  ts.canHaveModifiers(member) &&
  (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false);

export function propertyTypes(checker: CheckerPort, type: ts.Type, name: ts.PropertyName): readonly ts.Type[] {
  return membersOf(type).flatMap((member) => {
    const declared = declaredTypes(checker, member, name);
    if (declared.length > 0) return declared;
    const indexed = isPlainName(name) ? checker.getIndexTypeOfType(member, ts.IndexKind.String) : undefined;
    return indexed === undefined ? [] : [indexed];
  });
}

/** Of properties that are declared by name, which an index signature is not. */
function declaredTypes(checker: CheckerPort, type: ts.Type, name: ts.PropertyName): readonly ts.Type[] {
  if (!isPlainName(name)) return [];
  return membersOf(type).flatMap((member) => {
    const property = checker.getPropertyOfType(member, name.text);
    return property === undefined ? [] : [checker.getTypeOfSymbol(property)];
  });
}

const isPlainName = (name: ts.PropertyName): name is ts.Identifier | ts.StringLiteralLike | ts.NumericLiteral =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name);
