import type { LibraryModel } from './model.ts';

export const pg: LibraryModel = {
  library: 'pg',
  entries: [
    { path: 'pg.{Pool,Client}(){,.connect()~}.{query,connect,end}()', is: [{ rejects: 'may', unless: 'callback' }] },
  ],
};

export const mysql2: LibraryModel = {
  library: 'mysql2',
  entries: [
    {
      path: 'mysql2.{createPool,createConnection}(){,~}.{query,execute,end,getConnection}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};
