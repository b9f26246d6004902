import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Tri } from '../oracle.ts';
import { membersOf } from './thenable.ts';

/** Of overloads beyond this many, one will differ. */
const mostSignatures = 32;
const deepestElement = 3;

/**
 * What holds of an expression's value by declarations alone, where they settle it: to choose among overloads and infer
 * type arguments from what a call is given is nearly all that a question about types costs. Undefined where the whole
 * type is needed.
 */
export function byDeclaration(checker: CheckerPort, expression: ts.Node, ask: (type: ts.Type) => Tri): Tri | undefined {
  if (ts.isParenthesizedExpression(expression)) return byDeclaration(checker, expression.expression, ask);
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression)) {
    return ts.isConstTypeReference(expression.type) ? undefined : ask(checker.getTypeFromTypeNode(expression.type));
  }
  if (!ts.isCallExpression(expression) && !ts.isNewExpression(expression)) return undefined;
  const results = declaredResults(checker, expression);
  const [first, ...others] = results.map(ask);
  if (first === undefined || others.some((other) => other !== first)) return undefined;
  // A chain that may break off adds `undefined`.
  return first !== 'no' && ts.isOptionalChain(expression) ? undefined : first;
}

/** Of each signature that may be meant; empty where they alone do not settle it. */
function declaredResults(checker: CheckerPort, call: ts.CallExpression | ts.NewExpression): readonly ts.Type[] {
  const { expression: callee } = call;
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return [checker.getVoidType()];
  // The checker has rules of its own for what loads a module.
  if (callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')) return [];
  const results: ts.Type[] = [];
  for (const member of membersOf(checker.getApparentType(checker.getTypeAtLocation(callee)))) {
    const signatures = ts.isNewExpression(call) ? member.getConstructSignatures() : member.getCallSignatures();
    if (signatures.length === 0 || signatures.length > mostSignatures) return [];
    for (const signature of signatures) {
      const result = checker.getReturnTypeOfSignature(signature);
      if (dependsOnArguments(checker, result)) return [];
      results.push(result);
    }
  }
  return results;
}

/** Whether type arguments may make something of another kind out of the type. */
export function dependsOnArguments(checker: CheckerPort, type: ts.Type, depth = 0): boolean {
  if (type.flags & ts.TypeFlags.InstantiableNonPrimitive || depth > deepestElement) return true;
  const isDependent = (part: ts.Type): boolean => dependsOnArguments(checker, part, depth + 1);
  if (type.isUnionOrIntersection()) return type.types.some(isDependent);
  if (!(type.flags & ts.TypeFlags.Object)) return false;
  if ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) return true;
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  return isList && checker.getTypeArguments(type as ts.TypeReference).some(isDependent);
}
