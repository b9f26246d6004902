import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { memberName, unwrap } from '../../nodes.ts';
import { drizzleTable } from './drizzle.ts';

/** A column by its name, whatever it takes. */
export interface RowColumn {
  readonly name: string;
  /** A new row cannot do without, and the database does not fill it in. */
  readonly isRequired: boolean;
}

/** All columns of a table, where it is declared. */
export interface Table {
  readonly declaration: ts.VariableDeclaration;
  readonly columns: readonly RowColumn[];
}

export interface Row extends Table {
  readonly isUpdate: boolean;
}

/** The row that `db.insert(offers).values(…)` and `db.update(offers).set(…)` write, as the schema of Drizzle declares its table. */
export function rowOf(call: ts.Node, snapshot: Snapshot): Row | undefined {
  if (!ts.isCallExpression(call) || !/^(?:values|set)$/.test(memberName(call.expression) ?? '')) return undefined;
  const maker = ts.isPropertyAccessExpression(call.expression) ? unwrap(call.expression.expression) : undefined;
  const [table] = maker && ts.isCallExpression(maker) ? maker.arguments : [];
  const found = table && drizzleTable(table, snapshot);
  return found && { ...found, isUpdate: memberName(call.expression) === 'set' };
}
