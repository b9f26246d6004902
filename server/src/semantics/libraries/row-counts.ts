/** A write that succeeds whether or not there is anything to write to, and where it tells how much there was. */
export interface RowCount {
  readonly does: 'update' | 'delete';
  /** The arguments that say which rows are meant, of the method of that name or of methods that follow it. */
  readonly where: { readonly at: number } | { readonly methods: readonly string[] } | { readonly values: true };
  /** The field of the result that holds the number; `null`: the result itself is null; undefined where drivers differ. */
  readonly field: string | undefined;
}

const at = (index: number): RowCount['where'] => ({ at: index });
const following = (...methods: readonly string[]): RowCount['where'] => ({ methods });

/** Methods whose name alone says so: MongoDB's and Mongoose's. Prisma has two of them with a `where` of its own, see `ofPrisma`. */
export const byName: Readonly<Record<string, RowCount>> = {
  updateOne: { does: 'update', where: at(0), field: 'matchedCount' },
  updateMany: { does: 'update', where: at(0), field: 'matchedCount' },
  replaceOne: { does: 'update', where: at(0), field: 'matchedCount' },
  deleteOne: { does: 'delete', where: at(0), field: 'deletedCount' },
  deleteMany: { does: 'delete', where: at(0), field: 'deletedCount' },
  findByIdAndUpdate: { does: 'update', where: at(0), field: 'null' },
  findOneAndUpdate: { does: 'update', where: at(0), field: 'null' },
  findOneAndReplace: { does: 'update', where: at(0), field: 'null' },
  findByIdAndDelete: { does: 'delete', where: at(0), field: 'null' },
  findOneAndDelete: { does: 'delete', where: at(0), field: 'null' },
};

/** `prisma.order.updateMany({ where })`; `update` and `delete` of Prisma reject where there is no row. */
export const ofPrisma = (does: RowCount['does']): RowCount => ({ does, where: at(0), field: 'count' });

/** Builders, by the methods of a chain that must and must not be there. */
export const byChain: readonly {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly count: RowCount;
}[] = [
  // Supabase; `.select()` gives the rows back, `.single()` an error where there is none.
  {
    has: ['from', 'update'],
    lacks: ['select', 'single', 'maybeSingle', 'returning', 'throwOnError'],
    count: { does: 'update', where: following('eq', 'match', 'in', 'filter'), field: undefined },
  },
  {
    has: ['from', 'delete'],
    lacks: ['select', 'single', 'maybeSingle', 'returning', 'update'],
    count: { does: 'delete', where: following('eq', 'match', 'in', 'filter'), field: undefined },
  },
  // Drizzle
  {
    has: ['update', 'set', 'where'],
    lacks: ['returning', 'from', 'createQueryBuilder'],
    count: { does: 'update', where: following('where'), field: undefined },
  },
  // Kysely
  {
    has: ['updateTable', 'set', 'where'],
    lacks: ['returning', 'returningAll', 'executeTakeFirstOrThrow'],
    count: { does: 'update', where: following('where'), field: undefined },
  },
  // Knex, whose update gives the number itself
  {
    has: ['where', 'update'],
    lacks: ['returning', 'set', 'from', 'select', 'forUpdate', 'doc', 'collection', 'batch'],
    count: { does: 'update', where: following('where', 'andWhere'), field: '' },
  },
];

const updating = /^\s*update\s+[\w."`$[\]{}]+\s+set\b[^]*\bwhere\b/i;
const deleting = /^\s*delete\s+from\b[^]*\bwhere\b/i;

/** Statements of SQL, whose values say which rows are meant; with `RETURNING` they give the rows back. */
export function ofSql(text: string, method: string): RowCount | undefined {
  const does = updating.test(text) ? 'update' : deleting.test(text) ? 'delete' : undefined;
  if (does === undefined || /\breturning\b/i.test(text)) return undefined;
  const field = /\$\d/.test(text) && method === 'query' ? 'rowCount' : undefined;
  return { does, where: { values: true }, field };
}
