import type { LibraryModel } from './model.ts';

export const kysely: LibraryModel = {
  library: 'kysely',
  entries: [
    {
      path: 'kysely.{Kysely,Transaction}()...{execute,executeTakeFirst,executeTakeFirstOrThrow,executeQuery}()',
      is: [{ rejects: 'may' }],
    },
    { path: 'kysely.{Kysely,Transaction}()...{compile,stream,as,explain,toOperationNode,fn,ref,val}()', is: [] },
    {
      path: 'kysely.{Kysely,Transaction}()...{selectFrom,insertInto,updateTable,deleteFrom,mergeInto,replaceInto}().**',
      is: [{ lazy: 'execute' }],
    },
    { path: 'kysely.{Kysely,Transaction}()...schema.*().**', is: [{ lazy: 'execute' }] },
    {
      path: 'kysely.{SelectQueryBuilder,InsertQueryBuilder,UpdateQueryBuilder,DeleteQueryBuilder,MergeQueryBuilder,CreateTableBuilder,AlterTableBuilder,DropTableBuilder,CreateIndexBuilder}()',
      is: [{ lazy: 'execute' }],
    },
  ],
};
