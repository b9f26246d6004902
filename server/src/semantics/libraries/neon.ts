import type { LibraryModel } from './model.ts';

/** A query over HTTP is sent when somebody waits for it, by itself or in a `transaction`. */
export const neon: LibraryModel = {
  library: '@neondatabase/serverless',
  entries: [
    { path: '@neondatabase/serverless.neon().transaction()', is: [{ rejects: 'may' }] },
    { path: '@neondatabase/serverless.neon(){,.query}()', is: [{ lazy: 'then' }] },
    { path: '@neondatabase/serverless.NeonQueryPromise()', is: [{ lazy: 'then' }] },
    {
      path: '@neondatabase/serverless.{Pool,Client}(){,.connect()~}.{query,connect,end}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};
