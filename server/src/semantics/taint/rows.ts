import { ts } from '../../engine/syntax.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { literalBehind, writtenAt } from './literal-places.ts';

/** What code writes into a table, as far as it matters who chose it. */
export interface WrittenRow {
  readonly table: string;
  readonly columns: readonly WrittenColumn[];
}

export interface WrittenColumn {
  readonly harm: Harm;
  /** `orders.total` */
  readonly name: string;
  readonly value: ts.Expression;
}

const inserting = /^(?:create|createMany|insert|insertOne|insertMany|upsert|values|build)$/;
const updating = /^(?:update|updateMany|updateOne|set|findByIdAndUpdate|findOneAndUpdate)$/;

const orderTable = /order|booking|purchase|reservation|checkout|ticketsale|enrol/;
const people =
  /^(?:app)?(?:users?|profiles?|accounts?|members?|memberships?|userroles?|teammembers?|admins?|employees?|people)(?:model|table|schema)?$/;
const moneyColumn =
  /^(?:(?:total|sub_?total|grand_?total|final|order|unit|item|items|net|gross|paid|price)_?)?(?:amount|price|total|cost)(?:_?(?:cents|paid|amount|price|total|due|usd|eur|inr))?$|^(?:sub_?total|discount(?:_?(?:amount|percent|percentage|value))?|paid)$/i;
const rightColumn =
  /^(?:(?:user_?)?roles?|role_?id|is_?(?:admin|super_?(?:user|admin)|staff|owner)|permissions?|admin)$/i;
const ownerColumn = /^(?:user|owner|author|creator)_?id$|^(?:created_?by|user|owner)$/i;

/** `prisma.order.create({ data: { total } })`, `from('orders').insert({ total })`, `db.insert(orders).values(…)`, `new Order({ total })`. */
export function rowOf(node: ts.CallExpression | ts.NewExpression): WrittenRow | undefined {
  const given = writtenRow(node);
  const table = given && tableOf(node);
  if (given === undefined || table === undefined) return undefined;
  const isInsert = ts.isNewExpression(node) || inserting.test(memberName(unwrap(node.expression)) ?? '');
  const known = table.toLowerCase().replace(/[^a-z]/g, '');
  const columns = given.properties.flatMap((property): readonly WrittenColumn[] => {
    const name = propertyNameText(property.name);
    const value = valueOf(property);
    const harm = name === undefined ? undefined : harmOf(known, name, isInsert);
    return harm === undefined || value === undefined ? [] : [{ harm, name: `${table}.${name ?? ''}`, value }];
  });
  return columns.length > 0 ? { table, columns } : undefined;
}

function harmOf(table: string, column: string, isInsert: boolean): Harm | undefined {
  if (isInsert && orderTable.test(table) && moneyColumn.test(column)) return 'amount';
  if (people.test(table) && rightColumn.test(column)) return 'authority';
  return isInsert && ownerColumn.test(column) ? 'authority' : undefined;
}

const valueOf = (property: ts.ObjectLiteralElementLike): ts.Expression | undefined => {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
};

/** The literal that is written: the argument itself, `data` of it, `$set` of the second one. */
function writtenRow(node: ts.CallExpression | ts.NewExpression): ts.ObjectLiteralExpression | undefined {
  const [first, second] = node.arguments ?? [];
  if (first === undefined) return undefined;
  if (ts.isNewExpression(node)) return literalAt(first, []);
  const method = memberName(unwrap(node.expression));
  if (method === undefined || !(inserting.test(method) || updating.test(method))) return undefined;
  const isById =
    second !== undefined && /^(?:update|updateOne|updateMany|findByIdAndUpdate|findOneAndUpdate)$/.test(method);
  const given = isById ? second : first;
  return literalAt(given, ['data']) ?? literalAt(given, ['$set']) ?? literalAt(given, ['*']) ?? literalAt(given, []);
}

function literalAt(given: ts.Expression, members: readonly string[]): ts.ObjectLiteralExpression | undefined {
  for (const { node, members: rest } of writtenAt(given, members)) {
    const literal = rest.length === 0 ? literalBehind(node) : undefined;
    if (literal !== undefined) return literal;
  }
  return undefined;
}

/** What stands for the table: the model before the method, the text in `from('orders')`, the table in `insert(orders)`. */
function tableOf(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const callee = unwrap(node.expression);
  if (ts.isNewExpression(node)) return ts.isIdentifier(callee) && /^[A-Z]/.test(callee.text) ? callee.text : undefined;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = unwrap(callee.expression);
  if (ts.isCallExpression(owner)) return namedIn(owner);
  const text = ts.isIdentifier(owner) ? owner.text : memberName(owner);
  return text === undefined ||
    /^(?:this|db|prisma|tx|trx|client|knex|supabase\w*|Object|stripe|crypto|[a-z]*Map)$/.test(text)
    ? undefined
    : text;
}

function namedIn(call: ts.CallExpression): string | undefined {
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isIdentifier(argument)) return argument.text;
  return ts.isPropertyAccessExpression(argument) ? argument.name.text : undefined;
}
