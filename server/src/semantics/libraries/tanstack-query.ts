import type { LibraryModel } from './model.ts';

export const tanstackReactQuery: LibraryModel = {
  library: '@tanstack/react-query',
  entries: [
    {
      path: '@tanstack/react-query.{QueryClient,useQueryClient}().{invalidateQueries,refetchQueries,resetQueries,prefetchQuery,prefetchInfiniteQuery,cancelQueries,resumePausedMutations}()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/react-query.{useQuery,useInfiniteQuery,useSuspenseQuery}().{refetch,fetchNextPage,fetchPreviousPage}()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/react-query.QueryObserverBaseResult().refetch()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/react-query.{QueryClient,useQueryClient}().{fetchQuery,fetchInfiniteQuery,ensureQueryData}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@tanstack/react-query.{useMutation,MutationObserver}().mutateAsync()',
      is: [{ rejects: 'may', weighedBy: 'mutation' }],
    },
  ],
};

export const tanstackQueryCore: LibraryModel = {
  library: '@tanstack/query-core',
  entries: [
    {
      path: '@tanstack/query-core.{QueryClient,useQueryClient}().{invalidateQueries,refetchQueries,resetQueries,prefetchQuery,prefetchInfiniteQuery,cancelQueries,resumePausedMutations}()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/query-core.{useQuery,useInfiniteQuery,useSuspenseQuery}().{refetch,fetchNextPage,fetchPreviousPage}()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/query-core.QueryObserverBaseResult().refetch()',
      is: [{ rejects: 'never', because: 'TanStack Query keeps its error in the query' }],
    },
    {
      path: '@tanstack/query-core.{QueryClient,useQueryClient}().{fetchQuery,fetchInfiniteQuery,ensureQueryData}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@tanstack/query-core.{useMutation,MutationObserver}().mutateAsync()',
      is: [{ rejects: 'may', weighedBy: 'mutation' }],
    },
  ],
};
