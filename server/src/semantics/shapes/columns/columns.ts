import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { chainNames, memberName, unwrap } from '../../nodes.ts';
import { type Cell, cellOf } from './cells.ts';
import type { Column } from './column.ts';
import { drizzleColumn } from './drizzle.ts';
import { kyselyColumn } from './kysely.ts';
import { mongooseColumn } from './mongoose.ts';
import { prismaColumn } from './prisma.ts';
import { typeormColumn } from './typeorm.ts';
import { supabaseArgument, supabaseColumn, supabaseFilter } from './supabase.ts';

/** The column that a value is written to or looked up in as it is, as far as the project says what its tables are like. */
export function columnOf(value: ts.Expression, snapshot: Snapshot): Column | undefined {
  const cell = cellOf(value);
  return cell ? columnIn(cell, snapshot) : supabaseFilter(value, snapshot);
}

function columnIn({ call, column }: Cell, snapshot: Snapshot): Column | undefined {
  const callee = unwrap(call.expression);
  if (ts.isNewExpression(call)) return mongooseColumn(callee, column, { isUpdate: false, snapshot });
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const { text: method } = callee.name;
  if (method === 'rpc') return supabaseArgument(call, column, snapshot);
  const owner = unwrap(callee.expression);
  return ts.isCallExpression(owner)
    ? columnOfTable(owner, { column, method, snapshot })
    : columnOfModel(owner, { column, method, snapshot });
}

interface Asked {
  readonly column: string;
  readonly method: string;
  readonly snapshot: Snapshot;
}

/** `db.insert(offers).values(…)`, `supabase.from('offers').insert(…)` */
function columnOfTable(maker: ts.CallExpression, { column, method, snapshot }: Asked): Column | undefined {
  const file = maker.getSourceFile().fileName;
  const [table] = maker.arguments;
  const name = memberName(maker.expression);
  if (table === undefined) return undefined;
  if (name === 'from' && ts.isStringLiteralLike(table))
    return supabaseColumn(table.text, column, { file, kind: method === 'update' ? 'Update' : 'Insert', snapshot });
  if (
    ts.isStringLiteralLike(table) &&
    ts.isPropertyAccessExpression(maker.expression) &&
    /^(?:insertInto|updateTable)$/.test(name ?? '')
  ) {
    const found = kyselyColumn(maker.expression.expression, table.text, column, snapshot);
    return found && name === 'updateTable' ? { ...found, isOptional: true } : found;
  }
  if (name === 'insert' || name === 'update') return drizzleColumn(table, column, snapshot);
  // `getRepository(Offer).save(…)`
  return typeormColumn(maker, column, snapshot);
}

/** `prisma.offer.create(…)`, `Offer.create(…)` */
function columnOfModel(model: ts.Expression, { column, method, snapshot }: Asked): Column | undefined {
  const isUpdate = /update/i.test(method);
  const name = chainNames(model).at(-1);
  const isPrisma = /^(?:create|createMany|update|updateMany|upsert)$/.test(method) && name !== undefined;
  const found =
    (isPrisma ? prismaColumn(name, column, model.getSourceFile().fileName, snapshot) : undefined) ??
    mongooseColumn(model, column, { isUpdate, snapshot }) ??
    (/^(?:create|save|insert|update|upsert|merge)$/.test(method) ? typeormColumn(model, column, snapshot) : undefined);
  return found && isUpdate ? { ...found, isOptional: true } : found;
}
