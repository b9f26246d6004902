import type { LibraryModel } from './model.ts';

export const nodeAssert: LibraryModel = {
  library: 'node:assert',
  entries: [
    {
      path: 'node:assert{,.ok,.strict,.equal,.strictEqual,.deepStrictEqual,.fail}()',
      is: [{ throws: true, because: 'an assertion throws when it does not hold' }],
    },
    { path: 'node:assert{,.strict}.{rejects,doesNotReject}()', is: [{ rejects: 'may' }] },
  ],
};
