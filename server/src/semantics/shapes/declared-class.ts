import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { declarationOf } from './declared.ts';

/** The class of the project that a type names. */
export function declaredClass(type: ts.TypeNode, snapshot: Snapshot): ts.ClassDeclaration | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const declaration = declarationOf(type.typeName, snapshot);
  return declaration && ts.isClassDeclaration(declaration) ? declaration : undefined;
}
