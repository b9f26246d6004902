import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { propertyNameText, unwrap } from '../../nodes.ts';
import { declarationOf, declaredShape } from '../declared.ts';
import { withoutNull } from '../shape.ts';
import type { Column } from './column.ts';
import { declarationOfName } from './declared-value.ts';

/** A column of a table in the interface that `new Kysely<Database>()` is given. */
export function kyselyColumn(
  database: ts.Expression,
  table: string,
  column: string,
  snapshot: Snapshot,
): Column | undefined {
  const rows = databaseType(unwrap(database), snapshot);
  const row = rows && memberType(rows, table, snapshot);
  const written = row && memberType(row, column, snapshot);
  if (written === undefined) return undefined;
  const { type, isFilled } = inserted(written);
  const shape = type && declaredShape(type, snapshot);
  return shape && { shape, isOptional: isFilled || withoutNull(shape).isNullable };
}

/** `Database` of `export const db = new Kysely<Database>({ … })`. */
function databaseType(database: ts.Expression, snapshot: Snapshot): ts.TypeNode | undefined {
  const declaration = ts.isIdentifier(database) ? declarationOfName(database, snapshot) : undefined;
  if (declaration === undefined) return undefined;
  const isHeld = ts.isVariableDeclaration(declaration) || ts.isParameter(declaration);
  const made = isHeld ? declaration.initializer && unwrap(declaration.initializer) : declaration;
  if (made && ts.isNewExpression(made) && made.expression.getText() === 'Kysely') return made.typeArguments?.[0];
  const type = isHeld ? declaration.type : undefined;
  const isTyped = type && ts.isTypeReferenceNode(type) && /^(?:Kysely|Transaction)$/.test(type.typeName.getText());
  return isTyped ? type.typeArguments?.[0] : undefined;
}

function memberType(type: ts.TypeNode, name: string, snapshot: Snapshot): ts.TypeNode | undefined {
  const declaration =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? declarationOf(type.typeName, snapshot) : undefined;
  const literal = declaration && ts.isTypeAliasDeclaration(declaration) ? declaration.type : (declaration ?? type);
  const members = ts.isInterfaceDeclaration(literal) || ts.isTypeLiteralNode(literal) ? literal.members : [];
  const member = members.find((each) => propertyNameText(each.name) === name);
  return member && ts.isPropertySignature(member) ? member.type : undefined;
}

/** What `Generated<T>` and `ColumnType<Select, Insert, Update>` let be inserted. */
function inserted(type: ts.TypeNode): { readonly type: ts.TypeNode | undefined; readonly isFilled: boolean } {
  const name = ts.isTypeReferenceNode(type) ? type.typeName.getText() : '';
  const given = ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
  if (/^Generated(?:Always)?$/.test(name)) return { type: given[0], isFilled: true };
  if (name === 'ColumnType') return { type: given[1], isFilled: false };
  return { type, isFilled: false };
}
