import type { LibraryModel } from './model.ts';

/** A query's error comes back by its hook as well; a mutation's and that of another page only by the promise. */
export const apolloClient: LibraryModel = {
  library: '@apollo/client',
  entries: [
    { path: '@apollo/client.useMutation().0()', is: [{ rejects: 'may' }] },
    {
      path: '@apollo/client.{ApolloClient,useApolloClient}().{mutate,query,refetchQueries}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@apollo/client.{ApolloClient,useApolloClient}().{resetStore,clearStore,reFetchObservableQueries}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@apollo/client.{useQuery,useSuspenseQuery,useBackgroundQuery,useLazyQuery,ObservableQuery,QueryResult}(){,.1}.fetchMore()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@apollo/client.{useQuery,useSuspenseQuery,useBackgroundQuery,useLazyQuery,ObservableQuery,QueryResult}(){,.1}.refetch()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    { path: '@apollo/client.useLazyQuery().0()', is: [{ rejects: 'may', isMinor: true }] },
  ],
};
