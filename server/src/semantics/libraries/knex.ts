import type { Entry, LibraryModel } from './model.ts';

const clients = [
  'knex{,.knex,.Knex}()',
  'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~,.transactionProvider()()~}',
  'knex.Knex.Transaction()',
];

function entriesOf(client: string): readonly Entry[] {
  return [
    { path: `${client}.{migrate,seed}.{latest,up,down,rollback,run,make}()`, is: [{ rejects: 'may' }] },
    { path: `${client}.{destroy,transaction,commit,rollback}()`, is: [{ rejects: 'may' }] },
    { path: `${client}...{then,catch,finally}()`, is: [{ rejects: 'may' }] },
    { path: `${client}...{toString,toSQL,toQuery,asCallback,stream,pipe,on}()`, is: [] },
    { path: `${client}().**`, is: [{ lazy: 'then' }] },
    {
      path: `${client}.{select,insert,from,into,table,with,withRecursive,raw,queryBuilder}().**`,
      is: [{ lazy: 'then' }],
    },
    { path: `${client}.schema.*().**`, is: [{ lazy: 'then' }] },
  ];
}

const byType: Entry = {
  path: 'knex.Knex.{QueryBuilder,QueryInterface,ChainableInterface,Raw,SchemaBuilder}()',
  is: [{ lazy: 'then' }],
};

export const knex: LibraryModel = { library: 'knex', entries: [...clients.flatMap(entriesOf), byType] };
