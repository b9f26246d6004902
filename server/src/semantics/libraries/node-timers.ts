import type { LibraryModel } from './model.ts';

export const nodeTimersPromises: LibraryModel = {
  library: 'node:timers/promises',
  entries: [
    {
      path: 'node:timers/promises.setTimeout()',
      is: [{ rejects: 'never', because: 'a timer without a signal cannot fail' }],
    },
  ],
};
