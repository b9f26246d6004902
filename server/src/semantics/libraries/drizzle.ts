import type { Entry, LibraryModel } from './model.ts';

const client = 'drizzle-orm.{drizzle,*Database,*Transaction}()';

const entries: readonly Entry[] = [
  { path: `${client}...{then,catch,finally,execute}()`, is: [{ rejects: 'may' }] },
  // Synchronous with some drivers and a promise with others: types tell.
  { path: `${client}...{run,all,get,sync}()`, is: [] },
  { path: `${client}...{toSQL,getSQL,prepare,as}()`, is: [] },
  { path: `${client}...{select,selectDistinct,selectDistinctOn,insert,update,delete}().**`, is: [{ lazy: 'then' }] },
  { path: `${client}...query.*.{findMany,findFirst}()`, is: [{ lazy: 'then' }] },
  { path: `${client}...{refreshMaterializedView,$count}().**`, is: [{ lazy: 'then' }] },
  { path: `${client}.transaction()`, is: [{ rejects: 'may' }] },
  { path: 'drizzle-orm.{QueryPromise,PgRaw}()', is: [{ lazy: 'then' }] },
];

/** `execute` of the client is lazy in PostgreSQL's drivers and starts at once in the others. */
const rawOfPostgres: Entry = {
  path: 'drizzle-orm/{node-postgres,postgres-js,neon-http,neon-serverless,vercel-postgres,pglite,pg-core,pg-proxy}.{drizzle,*Database,*Transaction}().execute()',
  is: [{ lazy: 'then' }],
};

export const drizzle: LibraryModel = { library: 'drizzle-orm', entries: [rawOfPostgres, ...entries] };
