/** A write that succeeds whether or not there is anything to write to, and where it tells how much there was. */
export interface RowCount {
  readonly does: 'update' | 'delete';
  /** The arguments that say which rows are meant, of the method of that name or of methods that follow it. */
  readonly where: { readonly at: number } | { readonly methods: readonly string[] } | { readonly values: true };
  /** Undefined where drivers differ. */
  readonly told: Told | undefined;
}

/**
 * How code can hear how many rows there were. A `field` of the result holds the number, `itself` is the number, `null` stands for none,
 * `option`: only when asked to count, `returning`: the rows come back when asked for, `pair`: the first of two holds the number,
 * `untyped-pair`: of which types do not know as much.
 */
export type Told = { readonly field: string } | 'itself' | 'null' | 'option' | 'returning' | 'pair' | 'untyped-pair';

const at = (index: number): RowCount['where'] => ({ at: index });
const following = (...methods: readonly string[]): RowCount['where'] => ({ methods });

/** Methods whose name alone says so: MongoDB's and Mongoose's. Prisma has two of them with a `where` of its own, see `ofPrisma`. */
export const byName: Readonly<Record<string, RowCount>> = {
  updateOne: { does: 'update', where: at(0), told: { field: 'matchedCount' } },
  updateMany: { does: 'update', where: at(0), told: { field: 'matchedCount' } },
  replaceOne: { does: 'update', where: at(0), told: { field: 'matchedCount' } },
  deleteOne: { does: 'delete', where: at(0), told: { field: 'deletedCount' } },
  deleteMany: { does: 'delete', where: at(0), told: { field: 'deletedCount' } },
  findByIdAndUpdate: { does: 'update', where: at(0), told: 'null' },
  findOneAndUpdate: { does: 'update', where: at(0), told: 'null' },
  findOneAndReplace: { does: 'update', where: at(0), told: 'null' },
  findByIdAndDelete: { does: 'delete', where: at(0), told: 'null' },
  findOneAndDelete: { does: 'delete', where: at(0), told: 'null' },
};

/** `prisma.order.updateMany({ where })`; `update` and `delete` of Prisma reject where there is no row. */
export const ofPrisma = (does: RowCount['does']): RowCount => ({ does, where: at(0), told: { field: 'count' } });

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
    count: { does: 'update', where: following('eq', 'match', 'in', 'filter'), told: 'option' },
  },
  {
    has: ['from', 'delete'],
    lacks: ['select', 'single', 'maybeSingle', 'returning', 'update'],
    count: { does: 'delete', where: following('eq', 'match', 'in', 'filter'), told: 'option' },
  },
  // Drizzle
  {
    has: ['update', 'set', 'where'],
    lacks: ['returning', 'from', 'createQueryBuilder'],
    count: { does: 'update', where: following('where'), told: undefined },
  },
  // Kysely
  {
    has: ['updateTable', 'set', 'where'],
    lacks: ['returning', 'returningAll', 'executeTakeFirstOrThrow'],
    count: { does: 'update', where: following('where'), told: undefined },
  },
  // Knex, whose update gives the number itself
  {
    has: ['where', 'update'],
    lacks: ['returning', 'set', 'from', 'select', 'forUpdate', 'doc', 'collection', 'batch'],
    count: { does: 'update', where: following('where', 'andWhere'), told: 'itself' },
  },
];

const updating = /^\s*update\s+[\w."`$[\]{}]+\s+set\b[^]*\bwhere\b/i;
const deleting = /^\s*delete\s+from\b[^]*\bwhere\b/i;

/** Statements of SQL, whose values say which rows are meant; with `RETURNING` they give the rows back. */
export function ofSql(text: string, method: string): RowCount | undefined {
  const does = updating.test(text) ? 'update' : deleting.test(text) ? 'delete' : undefined;
  if (does === undefined || /\breturning\b/i.test(text)) return undefined;
  return { does, where: { values: true }, told: toldBySql(text, method) };
}

/** By what only one driver has: PostgreSQL's placeholders, and the methods of Prisma that give a number. */
function toldBySql(text: string, method: string): Told | undefined {
  if (method === '$executeRaw' || method === '$executeRawUnsafe') return 'itself';
  return /\$\d/.test(text) && method === 'query' ? { field: 'rowCount' } : undefined;
}

const byPath: readonly (readonly [path: RegExp, told: Told])[] = [
  // MySQL's knows no `RETURNING`.
  [
    /^drizzle-orm\/(?:node-postgres|postgres-js|neon-|vercel-postgres|pg-|pglite|.*sqlite|libsql|d1|bun-sql)[^.]*\..*\.where\(\)$/,
    'returning',
  ],
  [/^mysql2(?:\/promise)?\.createPool\(\)(?:\.promise\(\))?\.(?:query|execute)\(\)$/, 'untyped-pair'],
  [/^mysql2(?:\/promise)?\.createConnection\(\)~?(?:\.promise\(\))?\.(?:query|execute)\(\)$/, 'untyped-pair'],
  [/^drizzle-orm\/mysql2\..*\.where\(\)$/, 'pair'],
  [/^postgres\(\)\(\)$/, { field: 'count' }],
];

/** What the path of a call says of its driver: `mysql2/promise.createPool().execute()`. */
export const toldByPath = (path: string): Told | undefined => byPath.find(([pattern]) => pattern.test(path))?.[1];
