import type { LibraryModel } from './model.ts';

/** Revalidating keeps its error in the hook; `trigger` throws it as well. */
export const swr: LibraryModel = {
  library: 'swr',
  entries: [
    { path: 'swr/mutation{,.default}().trigger()', is: [{ rejects: 'may' }] },
    {
      path: 'swr{(),.mutate,.default(),.useSWR(),.useSWRConfig()}{,.mutate}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    { path: 'swr/infinite{,.default}().{mutate,setSize}()', is: [{ rejects: 'may', isMinor: true }] },
  ],
};
