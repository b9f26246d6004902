import { answersByCallback } from './callback-receivers.ts';
import type { LibraryModel } from './model.ts';

export const nodeStreamPromises: LibraryModel = {
  library: 'node:stream/promises',
  entries: [{ path: 'node:stream/promises.{pipeline,finished}()', is: [{ rejects: 'may' }] }],
};

export const nodeStream: LibraryModel = {
  library: 'node:stream',
  entries: [
    { path: 'node:stream.promises.{pipeline,finished}()', is: [{ rejects: 'may' }] },
    answersByCallback('node:stream'),
  ],
};
