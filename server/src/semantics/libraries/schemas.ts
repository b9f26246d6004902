import type { ErrorByValue, LibraryModel } from './model.ts';

const zodAnswer: ErrorByValue = { field: 'error', data: 'data', also: ['success'], effect: 'check' };
const valibotAnswer: ErrorByValue = { field: 'issues', data: 'output', also: ['success', 'typed'], effect: 'check' };

export const zod: LibraryModel = {
  library: 'zod',
  entries: [
    { path: 'zod.**.safeParse()', is: [{ returnsError: { ...zodAnswer, isSync: true } }] },
    { path: 'zod.**.safeParseAsync()', is: [{ returnsError: zodAnswer }] },
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
    { path: 'valibot.safeParse()', is: [{ returnsError: { ...valibotAnswer, isSync: true } }] },
    { path: 'valibot.safeParseAsync()', is: [{ returnsError: valibotAnswer }] },
    { path: 'valibot.parse()', is: [{ throws: true, because: 'it throws when the value does not fit the schema' }] },
    { path: 'valibot.parseAsync()', is: [{ rejects: 'may' }] },
  ],
};
