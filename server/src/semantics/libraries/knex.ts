import type { LibraryModel } from './model.ts';

export const knex: LibraryModel = {
  library: 'knex',
  entries: [
    { path: 'knex{,.knex,.Knex}()...{then,catch,finally}()', is: [{ rejects: 'may' }] },
    { path: 'knex{,.knex,.Knex}()...{toString,toSQL,toQuery,asCallback,stream,pipe,on}()', is: [] },
    { path: 'knex{,.knex,.Knex}()().**', is: [{ lazy: 'then' }] },
    {
      path: 'knex{,.knex,.Knex}().{select,insert,from,into,table,with,withRecursive,raw,queryBuilder}().**',
      is: [{ lazy: 'then' }],
    },
    { path: 'knex{,.knex,.Knex}().schema.*().**', is: [{ lazy: 'then' }] },
    {
      path: 'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~}...{then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~}...{toString,toSQL,toQuery,asCallback,stream,pipe,on}()',
      is: [],
    },
    { path: 'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~}().**', is: [{ lazy: 'then' }] },
    {
      path: 'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~}.{select,insert,from,into,table,with,withRecursive,raw,queryBuilder}().**',
      is: [{ lazy: 'then' }],
    },
    { path: 'knex{,.knex,.Knex}(){.transaction#0.0,.transaction()~}.schema.*().**', is: [{ lazy: 'then' }] },
    { path: 'knex{,.knex}().{transaction,destroy}()', is: [{ rejects: 'may' }] },
    { path: 'knex.Knex.{QueryBuilder,QueryInterface,ChainableInterface,Raw,SchemaBuilder}()', is: [{ lazy: 'then' }] },
  ],
};
