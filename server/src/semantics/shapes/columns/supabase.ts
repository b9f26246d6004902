import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { propertyNameText } from '../../nodes.ts';
import { declaredShape } from '../declared.ts';
import type { Column } from './column.ts';
import { nearestOf, type Places } from './nearest.ts';

const typeFiles: Places = {
  below: [
    'src/integrations/supabase/types.ts',
    'src/types/supabase.ts',
    'src/types/database.types.ts',
    'src/types/database.ts',
    'src/lib/database.types.ts',
    'src/lib/supabase/types.ts',
    'types/supabase.ts',
    'types/database.types.ts',
    'types/database.ts',
    'lib/database.types.ts',
    'lib/supabase/types.ts',
    'types_db.ts',
    'database.types.ts',
  ],
  isOne: (text) => text.includes('Tables'),
};

/** A column as the types say that Supabase generates from the database. */
export function supabaseColumn(
  table: string,
  column: string,
  { file, isUpdate, snapshot }: { readonly file: string; readonly isUpdate: boolean; readonly snapshot: Snapshot },
): Column | undefined {
  const row = rowType(table, isUpdate ? 'Update' : 'Insert', file, snapshot);
  const member = row && memberOf(row, column);
  if (member?.type === undefined) return undefined;
  const shape = declaredShape(member.type, snapshot);
  return shape && { shape, isOptional: member.questionToken !== undefined };
}

function rowType(
  table: string,
  kind: 'Insert' | 'Update',
  file: string,
  snapshot: Snapshot,
): ts.TypeLiteralNode | undefined {
  const place = nearestOf(typeFiles, file, snapshot);
  const tree = place === undefined ? undefined : snapshot.tree(place);
  const database = tree?.statements.find(
    (each) => (ts.isTypeAliasDeclaration(each) || ts.isInterfaceDeclaration(each)) && each.name.text === 'Database',
  );
  if (database === undefined) return undefined;
  const type = ts.isTypeAliasDeclaration(database) ? database.type : database;
  let at: ts.Node | undefined = type;
  for (const name of ['public', 'Tables', table, kind]) at = at && memberOf(at, name)?.type;
  return at && ts.isTypeLiteralNode(at) ? at : undefined;
}

function memberOf(type: ts.Node, name: string): ts.PropertySignature | undefined {
  if (!ts.isTypeLiteralNode(type) && !ts.isInterfaceDeclaration(type)) return undefined;
  return type.members.find(
    (member): member is ts.PropertySignature =>
      ts.isPropertySignature(member) && propertyNameText(member.name) === name,
  );
}
