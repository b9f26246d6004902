import type { LibraryModel } from './model.ts';

export const supabase: LibraryModel = {
  library: '@supabase/supabase-js',
  entries: [
    {
      path: '@supabase/supabase-js.{createClient,SupabaseClient}(){,~}{,.schema()}.{from,rpc}().**.{then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@supabase/supabase-js.{createClient,SupabaseClient}(){,~}{,.schema()}.{from,rpc}().**',
      is: [{ lazy: 'then' }],
    },
    {
      path: '@supabase/supabase-js.{createClient,SupabaseClient}(){,~}{,.schema()}.{auth,storage,functions}.**',
      is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }],
    },
    {
      path: '@supabase/supabase-js.{createClient,SupabaseClient}(){,~}{,.schema()}.{removeChannel,removeAllChannels}()',
      is: [{ rejects: 'never', because: 'Supabase gives its outcome back as a value' }],
    },
  ],
};

export const supabaseSsr: LibraryModel = {
  library: '@supabase/ssr',
  entries: [
    {
      path: '@supabase/ssr.{createServerClient,createBrowserClient}(){,~}{,.schema()}.{from,rpc}().**.{then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@supabase/ssr.{createServerClient,createBrowserClient}(){,~}{,.schema()}.{from,rpc}().**',
      is: [{ lazy: 'then' }],
    },
    {
      path: '@supabase/ssr.{createServerClient,createBrowserClient}(){,~}{,.schema()}.{auth,storage,functions}.**',
      is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }],
    },
    {
      path: '@supabase/ssr.{createServerClient,createBrowserClient}(){,~}{,.schema()}.{removeChannel,removeAllChannels}()',
      is: [{ rejects: 'never', because: 'Supabase gives its outcome back as a value' }],
    },
  ],
};

export const supabaseNext: LibraryModel = {
  library: '@supabase/auth-helpers-nextjs',
  entries: [
    {
      path: '@supabase/auth-helpers-nextjs.*(){,~}{,.schema()}.{from,rpc}().**.{then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    { path: '@supabase/auth-helpers-nextjs.*(){,~}{,.schema()}.{from,rpc}().**', is: [{ lazy: 'then' }] },
    {
      path: '@supabase/auth-helpers-nextjs.*(){,~}{,.schema()}.{auth,storage,functions}.**',
      is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }],
    },
    {
      path: '@supabase/auth-helpers-nextjs.*(){,~}{,.schema()}.{removeChannel,removeAllChannels}()',
      is: [{ rejects: 'never', because: 'Supabase gives its outcome back as a value' }],
    },
  ],
};

export const supabaseReact: LibraryModel = {
  library: '@supabase/auth-helpers-react',
  entries: [
    {
      path: '@supabase/auth-helpers-react.*(){,~}{,.schema()}.{from,rpc}().**.{then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    { path: '@supabase/auth-helpers-react.*(){,~}{,.schema()}.{from,rpc}().**', is: [{ lazy: 'then' }] },
    {
      path: '@supabase/auth-helpers-react.*(){,~}{,.schema()}.{auth,storage,functions}.**',
      is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }],
    },
    {
      path: '@supabase/auth-helpers-react.*(){,~}{,.schema()}.{removeChannel,removeAllChannels}()',
      is: [{ rejects: 'never', because: 'Supabase gives its outcome back as a value' }],
    },
  ],
};

export const postgrest: LibraryModel = {
  library: '@supabase/postgrest-js',
  entries: [
    {
      path: '@supabase/postgrest-js.{PostgrestBuilder,PostgrestFilterBuilder,PostgrestTransformBuilder}()',
      is: [{ lazy: 'then' }],
    },
  ],
};

export const supabaseAuth: LibraryModel = {
  library: '@supabase/auth-js',
  entries: [
    { path: '@supabase/auth-js.**', is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }] },
  ],
};

export const supabaseFunctions: LibraryModel = {
  library: '@supabase/functions-js',
  entries: [
    {
      path: '@supabase/functions-js.**',
      is: [{ rejects: 'never', because: 'Supabase gives its error back as a value' }],
    },
  ],
};
