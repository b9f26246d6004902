import type { Entry, LibraryModel } from './model.ts';

const client = 'kysely.{Kysely,Transaction,ControlledTransaction}()';

const entries: readonly Entry[] = [
  { path: `${client}...{execute,executeTakeFirst,executeTakeFirstOrThrow,executeQuery}()`, is: [{ rejects: 'may' }] },
  { path: `${client}...{compile,stream,as,explain,toOperationNode}().**`, is: [] },
  { path: `${client}...{execute,executeTakeFirst,executeTakeFirstOrThrow,executeQuery}().**`, is: [] },
  {
    path: `${client}...{selectFrom,insertInto,updateTable,deleteFrom,mergeInto,replaceInto}().**`,
    is: [{ lazy: 'execute' }],
  },
  { path: `${client}.schema.*().**`, is: [{ lazy: 'execute' }] },
  {
    path: 'kysely.{SelectQueryBuilder,InsertQueryBuilder,UpdateQueryBuilder,DeleteQueryBuilder,MergeQueryBuilder}()',
    is: [{ lazy: 'execute' }],
  },
  {
    path: 'kysely.{CreateTableBuilder,AlterTableBuilder,DropTableBuilder,CreateIndexBuilder}()',
    is: [{ lazy: 'execute' }],
  },
];

export const kysely: LibraryModel = { library: 'kysely', entries };
