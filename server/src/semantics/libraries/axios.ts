import type { LibraryModel } from './model.ts';

export const axios: LibraryModel = {
  library: 'axios',
  entries: [
    { path: 'axios{,.create()}{,.get,.post,.put,.patch,.delete,.head,.options,.request}()', is: [{ rejects: 'may' }] },
  ],
};
