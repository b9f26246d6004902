import type { LibraryModel } from './model.ts';

export const nodeTest: LibraryModel = {
  library: 'node:test',
  entries: [{ path: 'node:test{,.test,.it,.describe,.suite}{,.only,.skip,.todo}()', is: [{ ignorable: true }] }],
};
