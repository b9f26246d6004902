import type { Entry, LibraryModel } from './model.ts';

const client = 'kysely.{Kysely,Transaction,ControlledTransaction}()';

const builder =
  'kysely.{SelectQueryBuilder,InsertQueryBuilder,UpdateQueryBuilder,DeleteQueryBuilder,MergeQueryBuilder}()';

const entries: readonly Entry[] = [
  { path: `${builder}.**.{execute,executeTakeFirst,executeTakeFirstOrThrow}()`, is: [{ rejects: 'may' }] },
  { path: `${builder}.**.{compile,stream,as,explain,toOperationNode}()`, is: [] },
  { path: `${builder}.**`, is: [{ lazy: 'execute' }] },
  { path: `${client}...{execute,executeTakeFirst,executeTakeFirstOrThrow,executeQuery}()`, is: [{ rejects: 'may' }] },
  { path: `${client}...{compile,stream,as,explain,toOperationNode}().**`, is: [] },
  { path: `${client}...{execute,executeTakeFirst,executeTakeFirstOrThrow,executeQuery}().**`, is: [] },
  {
    path: `${client}...{selectFrom,insertInto,updateTable,deleteFrom,mergeInto,replaceInto}().**`,
    is: [{ lazy: 'execute' }],
  },
  { path: `${client}.schema.*().**`, is: [{ lazy: 'execute' }] },
  {
    path: 'kysely.{CreateTableBuilder,AlterTableBuilder,DropTableBuilder,CreateIndexBuilder}()',
    is: [{ lazy: 'execute' }],
  },
];

export const kysely: LibraryModel = { library: 'kysely', entries };
