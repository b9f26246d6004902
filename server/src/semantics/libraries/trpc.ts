import type { Entry, LibraryModel } from './model.ts';

const keptInQuery = { rejects: 'never', because: 'TanStack Query keeps its error in the query' } as const;

export const trpcClient: LibraryModel = {
  library: '@trpc/client',
  entries: [
    { path: '@trpc/client.{createTRPCClient,createTRPCProxyClient}().**.{query,mutate}()', is: [{ rejects: 'may' }] },
  ],
};

function hooksOf(made: string): readonly Entry[] {
  return [
    { path: `${made}.**.useMutation().mutateAsync()`, is: [{ rejects: 'may', weighedBy: 'mutation' }] },
    {
      path: `${made}.**.{useQuery,useInfiniteQuery,useSuspenseQuery}().{refetch,fetchNextPage}()`,
      is: [keptInQuery],
    },
    {
      path: `${made}.{useUtils,useContext}().**.{invalidate,refetch,reset,cancel,prefetch,prefetchInfinite}()`,
      is: [keptInQuery],
    },
    { path: `${made}.{useUtils,useContext}().**.{fetch,ensureData}()`, is: [{ rejects: 'may' }] },
  ];
}

export const trpcReactQuery: LibraryModel = {
  library: '@trpc/react-query',
  entries: hooksOf('@trpc/react-query.createTRPCReact()'),
};

export const trpcNext: LibraryModel = { library: '@trpc/next', entries: hooksOf('@trpc/next.createTRPCNext()') };
