import type { ts } from '../engine/syntax.ts';

/** Of a checker, what questions ask. TypeScript 6's own is one. */
export type CheckerPort = Pick<
  ts.TypeChecker,
  | 'getAliasedSymbol'
  | 'getApparentType'
  | 'getBaseConstraintOfType'
  | 'getBaseTypes'
  | 'getContextualType'
  | 'getIndexInfosOfType'
  | 'getIndexTypeOfType'
  | 'getPropertiesOfType'
  | 'getPropertyOfType'
  | 'getResolvedSignature'
  | 'getReturnTypeOfSignature'
  | 'getShorthandAssignmentValueSymbol'
  | 'getSymbolAtLocation'
  | 'getTypeArguments'
  | 'getTypeAtLocation'
  | 'getTypeFromTypeNode'
  | 'getTypeOfSymbol'
  | 'getTypeOfSymbolAtLocation'
  | 'getVoidType'
  | 'isArrayLikeType'
  | 'isArrayType'
  | 'isTupleType'
  | 'isTypeAssignableTo'
  | 'typeToString'
>;
