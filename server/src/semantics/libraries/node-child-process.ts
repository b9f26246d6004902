import { answersByCallback } from './callback-receivers.ts';
import type { LibraryModel } from './model.ts';

export const nodeChildProcess: LibraryModel = {
  library: 'node:child_process',
  entries: [
    {
      path: 'node:child_process.{execSync,execFileSync}()',
      is: [{ throws: true, because: 'it throws when the command fails' }],
    },
    answersByCallback('node:child_process'),
  ],
};
