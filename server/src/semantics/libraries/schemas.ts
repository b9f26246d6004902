import type { LibraryModel } from './model.ts';

export const zod: LibraryModel = {
  library: 'zod',
  entries: [
    { path: 'zod.**.parse()', is: [{ throws: true, because: 'it throws when the value does not fit the schema' }] },
    {
      path: 'zod.ZodType().parse()',
      is: [{ throws: true, because: 'it throws when the value does not fit the schema' }],
    },
    { path: 'zod.**.parseAsync()', is: [{ rejects: 'may' }] },
  ],
};
