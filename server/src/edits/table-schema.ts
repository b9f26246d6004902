import type { TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode, memberName, propertyNameText, unwrap } from '../semantics/nodes.ts';
import { type Row, rowOf } from '../semantics/shapes/columns/row.ts';
import { isProtected } from '../semantics/shapes/protected-columns.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { importedName } from './imports.ts';
import { sourceWithin, wrapped } from './wrapped-source.ts';

/** The schema that a project has made of a table of Drizzle, and how it is to be asked. */
export interface TableSchema {
  /** `insertTeamSchema.omit({ ownerId: true })` */
  readonly words: string;
  readonly name: string;
  readonly file: string;
}

/**
 * `insertTeamSchema` of `createInsertSchema(teams)` beside the table, where what it throws is caught. Undefined where there
 * is none.
 */
export function tableSchemaOf(flow: Flow, snapshot: Snapshot): TableSchema | undefined {
  const row = rowOf(flow.sink.node, snapshot);
  const source = sourceWithin(flow);
  if (row === undefined || source === undefined || !isCaught(source)) return undefined;
  const found = schemasOf(row.declaration).find(({ maker }) => row.isUpdate && maker === 'createUpdateSchema');
  const inserting = found ?? schemasOf(row.declaration).find(({ maker }) => maker === 'createInsertSchema');
  if (inserting === undefined) return undefined;
  const left = leftOpen(row, inserting.calls);
  const omitted = left.length === 0 ? '' : `.omit({ ${left.map((name) => `${name}: true`).join(', ')} })`;
  const partial = row.isUpdate && found === undefined ? '.partial()' : '';
  return {
    name: inserting.name,
    words: `${inserting.name}${omitted}${partial}`,
    file: row.declaration.getSourceFile().fileName,
  };
}

/** Writes what the schema has let through. */
export function tableSchemaEdits(flow: Flow, schema: TableSchema, snapshot: Snapshot): readonly TextEdit[] | undefined {
  const source = sourceWithin(flow);
  if (source === undefined) return undefined;
  const imported = importedName(source.getSourceFile(), schema.file, schema.name, snapshot, [source]);
  if (imported === undefined) return undefined;
  const words = imported.name + schema.words.slice(schema.name.length);
  return [...imported.edits, ...wrapped(source, (text) => `${words}.parse(${text})`)];
}

interface MadeSchema {
  readonly name: string;
  readonly maker: string;
  readonly calls: readonly ts.CallExpression[];
}

/** `export const insertTeamSchema = createInsertSchema(teams).omit({ id: true })` in the table's module. */
function schemasOf(table: ts.VariableDeclaration): readonly MadeSchema[] {
  return table.getSourceFile().statements.flatMap((statement) => {
    const isExported =
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      const calls = initializer ? callsOf(initializer) : [];
      const [made] = calls;
      const maker = made && ts.isIdentifier(made.expression) ? made.expression.text : '';
      const isOfTable = made?.arguments[0]?.getText() === table.name.getText();
      const isObject = calls.slice(1).every(({ expression }) => keepsObject.test(memberName(expression) ?? ''));
      return ts.isIdentifier(name) && isOfTable && isObject ? [{ name: name.text, maker, calls }] : [];
    });
  });
}

/** After anything else, such as `refine`, a schema may no longer have `omit` and `partial`. */
const keepsObject = /^(?:omit|pick|extend|partial|required|strict|strip)$/;

/** The calls of a chain, the first one first. */
function callsOf(expression: ts.Expression): readonly ts.CallExpression[] {
  const call = unwrap(expression);
  if (!ts.isCallExpression(call)) return [];
  return ts.isPropertyAccessExpression(call.expression) ? [...callsOf(call.expression.expression), call] : [call];
}

/** What a caller has no say in, and the schema lets through; not what a new row cannot do without. */
function leftOpen({ columns, isUpdate }: Row, calls: readonly ts.CallExpression[]): readonly string[] {
  const named = (method: string): ReadonlySet<string> | undefined => {
    const options = calls
      .filter(({ expression }) => memberName(expression) === method)
      .map((call) => call.arguments[0]);
    const objects = options.filter((each) => each !== undefined && ts.isObjectLiteralExpression(each));
    return objects.length === 0
      ? undefined
      : new Set(
          objects.flatMap(({ properties }) =>
            properties.flatMap((each) => (each.name && propertyNameText(each.name)) ?? []),
          ),
        );
  };
  const omitted = named('omit') ?? new Set();
  const picked = named('pick');
  return columns
    .filter(({ name, isRequired }) => isProtected(name) && (isUpdate || !isRequired))
    .filter(({ name }) => !omitted.has(name) && picked?.has(name) !== false)
    .map(({ name }) => name);
}

/** What is thrown here has an answer. */
function isCaught(node: ts.Node): boolean {
  for (let at = node; !isFunctionNode(at) && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause) return true;
  }
  return false;
}
