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

export const yup: LibraryModel = {
  library: 'yup',
  entries: [
    {
      path: 'yup.**.validateSync()',
      is: [{ throws: true, because: 'it throws when the value does not fit the schema' }],
    },
    { path: 'yup.**.validate()', is: [{ rejects: 'may' }] },
  ],
};

export const joi: LibraryModel = {
  library: 'joi',
  entries: [
    {
      path: 'joi.{assert,attempt}()',
      is: [{ throws: true, because: 'it throws when the value does not fit the schema' }],
    },
    { path: 'joi.**.validateAsync()', is: [{ rejects: 'may' }] },
  ],
};

export const valibot: LibraryModel = {
  library: 'valibot',
  entries: [
    { path: 'valibot.parse()', is: [{ throws: true, because: 'it throws when the value does not fit the schema' }] },
    { path: 'valibot.parseAsync()', is: [{ rejects: 'may' }] },
  ],
};
