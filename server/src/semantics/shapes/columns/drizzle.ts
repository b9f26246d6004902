import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { moduleFactsOf } from '../../modules.ts';
import { memberName, propertyNameText, unwrap } from '../../nodes.ts';
import { scopesOf } from '../../scopes.ts';
import { any, nullable, type Shape, text } from '../shape.ts';
import type { Column } from './column.ts';
import { declarationOfName, exportedNode } from './declared-value.ts';
import type { RowColumn, Table } from './row.ts';

/** A column of the table that `db.insert(table)` names, as the schema of Drizzle declares it. */
export function drizzleColumn(table: ts.Expression, column: string, snapshot: Snapshot): Column | undefined {
  const made = tableCall(table, snapshot);
  const columns = made?.arguments[1];
  const object = columns && columnsIn(columns);
  const property = object?.properties.find((each) => propertyNameText(each.name) === column);
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  const calls = callsOf(property.initializer);
  const [first] = calls;
  const shape = first && typeShape(first, snapshot);
  if (shape === undefined) return undefined;
  const names = new Set(calls.map(({ name }) => name));
  const isNullable = !names.has('notNull') && !names.has('primaryKey');
  const isOptional =
    isNullable || ['default', 'defaultNow', 'defaultRandom', '$default', '$defaultFn'].some((name) => names.has(name));
  return { shape: isNullable ? nullable(shape) : shape, isOptional };
}

/** All columns of the table; undefined where some are spread in from elsewhere, as the list would not be whole. */
export function drizzleTable(table: ts.Expression, snapshot: Snapshot): Table | undefined {
  const made = tableCall(table, snapshot);
  const given = made?.arguments[1];
  const properties = (given && columnsIn(given)?.properties) ?? [];
  const columns = properties.flatMap((each) => (ts.isPropertyAssignment(each) ? rowColumns(each) : []));
  if (made === undefined || !ts.isVariableDeclaration(made.parent) || columns.length === 0) return undefined;
  return columns.length === properties.length ? { declaration: made.parent, columns } : undefined;
}

const filledIn = /^(?:primaryKey|default|defaultNow|defaultRandom|\$default|\$defaultFn|generated\w+)$/;

function rowColumns(property: ts.PropertyAssignment): readonly RowColumn[] {
  const name = propertyNameText(property.name);
  const names = callsOf(property.initializer).map((each) => each.name);
  if (name === undefined || names.length === 0) return [];
  return [{ name, isRequired: names.includes('notNull') && !names.some((each) => filledIn.test(each)) }];
}

function tableCall(table: ts.Expression, snapshot: Snapshot): ts.CallExpression | undefined {
  const name = unwrap(table);
  if (ts.isPropertyAccessExpression(name)) return memberTable(name, snapshot);
  if (!ts.isIdentifier(name)) return undefined;
  return tableIn(declarationOfName(name, snapshot));
}

/** `schema.users` of `import * as schema`. */
function memberTable(access: ts.PropertyAccessExpression, snapshot: Snapshot): ts.CallExpression | undefined {
  if (!ts.isIdentifier(access.expression)) return undefined;
  const tree = access.getSourceFile();
  const binding = scopesOf(tree).bindingOf(access.expression);
  const imported = binding && moduleFactsOf(tree).imports.get(binding);
  if (imported?.exported !== '*') return undefined;
  return tableIn(exportedNode({ ...imported, exported: access.name.text }, tree, snapshot));
}

function tableIn(node: ts.Node | undefined): ts.CallExpression | undefined {
  const made = node && ts.isVariableDeclaration(node) ? node.initializer : undefined;
  const call = made && unwrap(made);
  return call && ts.isCallExpression(call) && /(?:^|\.)(?:\w*Table|table)$/.test(call.expression.getText())
    ? call
    : undefined;
}

/** The columns, also those that a function makes of the builders it is given: `(t) => ({ … })`. */
function columnsIn(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const given = unwrap(node);
  if (ts.isObjectLiteralExpression(given)) return given;
  if (!ts.isArrowFunction(given) || ts.isBlock(given.body)) return undefined;
  const body = unwrap(given.body);
  return ts.isObjectLiteralExpression(body) ? body : undefined;
}

interface ColumnCall {
  readonly name: string;
  readonly call: ts.CallExpression;
}

/** `varchar('title', { length: 80 }).notNull()` as its calls, from the first to the last. */
function callsOf(expression: ts.Expression): readonly ColumnCall[] {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node)) return [];
  const callee = unwrap(node.expression);
  if (ts.isIdentifier(callee)) return [{ name: callee.text, call: node }];
  if (!ts.isPropertyAccessExpression(callee)) return [];
  return [...callsOf(callee.expression), { name: memberName(callee) ?? '', call: node }];
}

function typeShape({ name, call }: ColumnCall, snapshot: Snapshot): Shape | undefined {
  switch (name) {
    case 'text':
    case 'varchar':
    case 'char':
      return textShape(call);
    case 'uuid':
      return { is: 'text', format: 'uuid' };
    case 'integer':
    case 'smallint':
    case 'serial':
    case 'int':
    case 'tinyint':
      return /mode:\s*['"](?:boolean|timestamp)/.test(call.getText()) ? undefined : { is: 'number', isWhole: true };
    case 'real':
    case 'doublePrecision':
    case 'double':
    case 'float':
      return { is: 'number' };
    case 'boolean':
      return { is: 'boolean' };
    case 'decimal':
    case 'numeric':
      return /mode:\s*['"]number/.test(call.getText()) ? { is: 'number' } : text;
    case 'json':
    case 'jsonb':
      return any;
    default:
      return enumShape(call, snapshot);
  }
}

function textShape(call: ts.CallExpression): Shape {
  const values = listedIn(call, 'enum');
  if (values) return values;
  const length = /length:\s*(\d+)/.exec(call.arguments.map((each) => each.getText()).join())?.[1];
  return length === undefined ? text : { is: 'text', max: Number(length) };
}

function listedIn(call: ts.CallExpression, option: string): Shape | undefined {
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    const property = argument.properties.find((each) => propertyNameText(each.name) === option);
    if (property && ts.isPropertyAssignment(property)) return valuesIn(property.initializer);
  }
  return undefined;
}

function valuesIn(expression: ts.Expression): Shape | undefined {
  const list = unwrap(expression);
  if (!ts.isArrayLiteralExpression(list) || !list.elements.every((each) => ts.isStringLiteralLike(each)))
    return undefined;
  return {
    is: 'union',
    of: list.elements.map((each) => ({ is: 'literal', value: ts.isStringLiteralLike(each) ? each.text : '' })),
  };
}

/** `roleEnum('role')` of `const roleEnum = pgEnum('role', ['admin', 'user'])`. */
function enumShape(call: ts.CallExpression, snapshot: Snapshot): Shape | undefined {
  const name = unwrap(call.expression);
  if (!ts.isIdentifier(name)) return undefined;
  const node = declarationOfName(name, snapshot);
  const made = node && ts.isVariableDeclaration(node) && node.initializer ? unwrap(node.initializer) : undefined;
  if (!made || !ts.isCallExpression(made) || !made.expression.getText().endsWith('Enum')) return undefined;
  return made.arguments[1] && valuesIn(made.arguments[1]);
}
