import type { LibraryModel } from './model.ts';

/** The driver of the tagged template: a query is sent when it is awaited, executed or described. */
export const postgres: LibraryModel = {
  library: 'postgres',
  entries: [
    { path: 'postgres()(){.values(),.raw(),.simple(),}', is: [{ lazy: 'then' }] },
    { path: 'postgres().{begin,end,listen,notify}()', is: [{ rejects: 'may' }] },
    { path: 'postgres().begin#0.0()', is: [{ lazy: 'then' }] },
    { path: 'postgres.postgres.PendingQuery()', is: [{ lazy: 'then' }] },
  ],
};
