import type { Entry, LibraryModel } from './model.ts';

const asValue = { rejects: 'never', because: 'Supabase gives its error back as a value' } as const;

/** The methods of `supabase.auth` that send a request. */
const authCalls = [
  'signUp,signInWithPassword,signInWithOtp,signInWithOAuth,signInWithIdToken,signInAnonymously,signOut',
  'getUser,getSession,updateUser,resetPasswordForEmail,refreshSession,setSession,exchangeCodeForSession,verifyOtp,resend',
  'reauthenticate,linkIdentity,unlinkIdentity,getUserIdentities,signInWithSSO,getClaims,startAutoRefresh,stopAutoRefresh',
].join(',');

const storageCalls =
  'upload,update,download,remove,list,move,copy,createSignedUrl,createSignedUrls,createSignedUploadUrl,uploadToSignedUrl,info,exists';

/** What a client does, however it was made. */
function entriesOf(made: string): readonly Entry[] {
  const client = `${made}{,~}{,.schema()}`;
  return [
    { path: `${client}.{from,rpc}().**.throwOnError().**.{then,catch,finally}().**`, is: [{ rejects: 'may' }] },
    { path: `${client}.{from,rpc}().**.throwOnError().**`, is: [{ lazy: 'then' }, { rejects: 'may' }] },
    { path: `${client}.{from,rpc}().**.{then,catch,finally}().**`, is: [asValue] },
    { path: `${client}.{from,rpc}().**`, is: [{ lazy: 'then' }, asValue] },
    { path: `${client}.auth.{${authCalls}}()`, is: [asValue] },
    { path: `${client}.auth.{admin,mfa}.*()`, is: [asValue] },
    {
      path: `${client}.storage.from().{${storageCalls}}()`,
      is: [asValue],
    },
    {
      path: `${client}.storage.{listBuckets,getBucket,createBucket,updateBucket,emptyBucket,deleteBucket}()`,
      is: [asValue],
    },
    { path: `${client}.channel().**.{send,track,untrack,unsubscribe}()`, is: [asValue] },
    { path: `${client}.functions.invoke()`, is: [asValue] },
    { path: `${client}.{removeChannel,removeAllChannels}()`, is: [asValue] },
  ];
}

export const supabase: LibraryModel = {
  library: '@supabase/supabase-js',
  entries: entriesOf('@supabase/supabase-js.{createClient,SupabaseClient}()'),
};

export const supabaseSsr: LibraryModel = {
  library: '@supabase/ssr',
  entries: entriesOf('@supabase/ssr.{createServerClient,createBrowserClient}()'),
};

export const supabaseNext: LibraryModel = {
  library: '@supabase/auth-helpers-nextjs',
  entries: entriesOf('@supabase/auth-helpers-nextjs.*()'),
};

export const supabaseReact: LibraryModel = {
  library: '@supabase/auth-helpers-react',
  entries: entriesOf('@supabase/auth-helpers-react.*()'),
};

export const postgrest: LibraryModel = {
  library: '@supabase/postgrest-js',
  entries: [
    {
      path: '@supabase/postgrest-js.{PostgrestBuilder,PostgrestFilterBuilder,PostgrestTransformBuilder}()',
      is: [{ lazy: 'then' }, asValue],
    },
  ],
};

export const supabaseAuth: LibraryModel = {
  library: '@supabase/auth-js',
  entries: [{ path: `@supabase/auth-js.GoTrueClient().{${authCalls}}()`, is: [asValue] }],
};

export const supabaseFunctions: LibraryModel = {
  library: '@supabase/functions-js',
  entries: [{ path: '@supabase/functions-js.FunctionsClient().invoke()', is: [asValue] }],
};

export const supabaseStorage: LibraryModel = {
  library: '@supabase/storage-js',
  entries: [{ path: `@supabase/storage-js.StorageFileApi().{${storageCalls}}()`, is: [asValue] }],
};

export const supabaseRealtime: LibraryModel = {
  library: '@supabase/realtime-js',
  entries: [{ path: '@supabase/realtime-js.RealtimeChannel().{send,track,untrack,unsubscribe}()', is: [asValue] }],
};
