import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { memberName, propertyNameText, unwrap } from '../../nodes.ts';
import { declaredShape } from '../declared.ts';
import { any, nullable, withoutNull } from '../shape.ts';
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

interface Asked {
  readonly file: string;
  readonly kind: 'Insert' | 'Update' | 'Row';
  readonly snapshot: Snapshot;
}

/** A column as the types say that Supabase generates from the database. */
export const supabaseColumn = (table: string, column: string, { file, kind, snapshot }: Asked): Column | undefined =>
  columnAt(['Tables', table, kind], column, file, snapshot);

/** `id` of `rpc('publish', { id })`. */
export function supabaseArgument(call: ts.CallExpression, name: string, snapshot: Snapshot): Column | undefined {
  const [called] = call.arguments;
  if (called === undefined || !ts.isStringLiteralLike(called)) return undefined;
  return columnAt(['Functions', called.text, 'Args'], name, call.getSourceFile().fileName, snapshot);
}

/** `.eq('slug', slug)`, `.in('id', ids)`: what is looked for is of the column's kind. */
export function supabaseFilter(value: ts.Expression, snapshot: Snapshot): Column | undefined {
  const { parent: call } = value;
  if (!ts.isCallExpression(call) || call.arguments[1] !== value) return undefined;
  const [column] = call.arguments;
  const method = memberName(call.expression) ?? '';
  const table = /^(?:eq|neq|gte?|lte?|in)$/.test(method) ? tableOf(call) : undefined;
  if (table === undefined || column === undefined || !ts.isStringLiteralLike(column)) return undefined;
  const found = supabaseColumn(table, column.text, { file: call.getSourceFile().fileName, kind: 'Row', snapshot });
  const shape = found && withoutNull(found.shape).shape;
  return shape && { shape: nullable(method === 'in' ? { is: 'list', of: shape } : shape), isOptional: true };
}

function tableOf(call: ts.CallExpression): string | undefined {
  let node: ts.Expression = call;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [table] = node.arguments;
    if (node.expression.name.text === 'from') return table && ts.isStringLiteralLike(table) ? table.text : undefined;
    node = unwrap(node.expression.expression);
  }
  return undefined;
}

function columnAt(path: readonly string[], name: string, file: string, snapshot: Snapshot): Column | undefined {
  const row = typeAt(path, file, snapshot);
  const member = row && memberOf(row, name);
  if (member?.type === undefined) return undefined;
  const shape = isJson(member.type) ? any : declaredShape(member.type, snapshot);
  const isUntyped = isUntypedClient.test(snapshot.text(file) ?? '');
  return shape && { shape, isOptional: member.questionToken !== undefined, ...(isUntyped && { isUntyped }) };
}

/** A client that is not told the type of its database. */
const isUntypedClient = /\bcreateClient\(/;

const isJson = (type: ts.TypeNode): boolean => /^Json\b/.test(type.getText());

function typeAt(path: readonly string[], file: string, snapshot: Snapshot): ts.TypeLiteralNode | undefined {
  const place = nearestOf(typeFiles, file, snapshot);
  const tree = place === undefined ? undefined : snapshot.tree(place);
  const database = tree?.statements.find(
    (each) => (ts.isTypeAliasDeclaration(each) || ts.isInterfaceDeclaration(each)) && each.name.text === 'Database',
  );
  if (database === undefined) return undefined;
  const type = ts.isTypeAliasDeclaration(database) ? database.type : database;
  let at: ts.Node | undefined = type;
  for (const name of ['public', ...path]) at = at && memberOf(at, name)?.type;
  return at && ts.isTypeLiteralNode(at) ? at : undefined;
}

function memberOf(type: ts.Node, name: string): ts.PropertySignature | undefined {
  if (!ts.isTypeLiteralNode(type) && !ts.isInterfaceDeclaration(type)) return undefined;
  return type.members.find(
    (member): member is ts.PropertySignature =>
      ts.isPropertySignature(member) && propertyNameText(member.name) === name,
  );
}
