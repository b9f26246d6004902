import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { chainNames, memberName, propertyNameText, unwrap } from '../../nodes.ts';
import type { Column } from './column.ts';
import { drizzleColumn } from './drizzle.ts';
import { prismaColumn } from './prisma.ts';
import { supabaseColumn } from './supabase.ts';

/** The column that a value is written to as it is, as far as the project says what its tables are like. */
export function columnOf(value: ts.Expression, snapshot: Snapshot): Column | undefined {
  const property = propertyOf(value);
  const name = property && propertyNameText(property.name);
  const call = property && callWriting(property.parent);
  return name !== undefined && call ? columnIn(call, name, snapshot) : undefined;
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/** Of `title: body.title || null` the part that is always written counts, too. */
function propertyOf(value: ts.Expression): Property | undefined {
  let node: ts.Node = value;
  while (isFallback(node.parent) && node.parent.left === node) node = node.parent;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent;
  return ts.isPropertyAssignment(parent) && parent.initializer === node ? parent : undefined;
}

const isFallback = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && /^(?:\|\||\?\?)$/.test(node.operatorToken.getText());

const writing = /^(?:insert|update|upsert|create|createMany|values|set|insertOne)$/;

/** The call whose row the literal is: an argument, an element of one, or the `data` of one. */
function callWriting(row: ts.Node): ts.CallExpression | undefined {
  let node = row;
  for (let steps = 0; steps < 4; steps++) {
    const { parent } = node;
    if (ts.isCallExpression(parent)) return writing.test(memberName(parent.expression) ?? '') ? parent : undefined;
    const isData =
      ts.isPropertyAssignment(parent) && /^(?:data|create|update)$/.test(propertyNameText(parent.name) ?? '');
    if (!isData && !ts.isArrayLiteralExpression(parent) && !(ts.isObjectLiteralExpression(parent) && steps > 0))
      return undefined;
    node = parent;
  }
  return undefined;
}

function columnIn(call: ts.CallExpression, name: string, snapshot: Snapshot): Column | undefined {
  const file = call.getSourceFile().fileName;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = unwrap(callee.expression);
  if (ts.isCallExpression(owner)) {
    const [table] = owner.arguments;
    const maker = memberName(owner.expression);
    if (table === undefined) return undefined;
    if (maker === 'from' && ts.isStringLiteralLike(table))
      return supabaseColumn(table.text, name, { file, isUpdate: callee.name.text === 'update', snapshot });
    return maker === 'insert' || maker === 'update' ? drizzleColumn(table, name, snapshot) : undefined;
  }
  const model = chainNames(owner).at(-1);
  const isPrisma = /^(?:create|createMany|update|updateMany|upsert)$/.test(callee.name.text);
  const column = isPrisma && model !== undefined ? prismaColumn(model, name, file, snapshot) : undefined;
  return column && callee.name.text.startsWith('update') ? { ...column, isOptional: true } : column;
}
