import type { LibraryModel } from './model.ts';

export const drizzle: LibraryModel = {
  library: 'drizzle-orm',
  entries: [
    { path: 'drizzle-orm.drizzle()...{then,catch,finally,run,all,get,execute,sync}()', is: [{ rejects: 'may' }] },
    { path: 'drizzle-orm.drizzle()...{toSQL,getSQL,prepare,as}()', is: [] },
    {
      path: 'drizzle-orm.drizzle()...{select,selectDistinct,selectDistinctOn,insert,update,delete}().**',
      is: [{ lazy: 'then' }],
    },
    { path: 'drizzle-orm.drizzle()...query.*.{findMany,findFirst}()', is: [{ lazy: 'then' }] },
    { path: 'drizzle-orm.drizzle()...{refreshMaterializedView,$count}().**', is: [{ lazy: 'then' }] },
    { path: 'drizzle-orm.drizzle()...transaction()', is: [{ rejects: 'may' }] },
    { path: 'drizzle-orm.QueryPromise()', is: [{ lazy: 'then' }] },
  ],
};
