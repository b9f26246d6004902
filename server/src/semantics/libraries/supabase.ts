import type { Entry, ErrorByValue, LibraryModel } from './model.ts';

const asValue = { rejects: 'never', because: 'Supabase gives its error back as a value' } as const;

/** The error comes beside `data`, which is null then. */
const byValue = (effect: ErrorByValue['effect'], throwsBy?: string) => {
  const returnsError: ErrorByValue = { field: 'error', data: 'data', also: ['status', 'statusText'], effect };
  return { returnsError: throwsBy === undefined ? returnsError : { ...returnsError, throwsBy } };
};

const query = (effect: ErrorByValue['effect']) => byValue(effect, 'throwOnError');

const changes = '{insert,update,upsert,delete}';

/** The methods of `supabase.auth` that change something for the user who calls them. */
const authChanges = [
  'signUp,signInWithPassword,signInWithOtp,signInWithOAuth,signInWithIdToken,signInAnonymously,signInWithSSO,updateUser',
  'resetPasswordForEmail,setSession,exchangeCodeForSession,verifyOtp,resend,reauthenticate,linkIdentity,unlinkIdentity',
].join(',');

/** Signing out and looking at a session end in the same state whether or not they failed. */
const otherAuthCalls =
  'signOut,getUser,getSession,refreshSession,getUserIdentities,getClaims,startAutoRefresh,stopAutoRefresh';

const adminChanges = '{createUser,updateUserById,deleteUser,inviteUserByEmail,generateLink}';
const factorChanges = '{enroll,challenge,verify,challengeAndVerify,unenroll}';

const fileChanges = 'upload,update,move,copy,uploadToSignedUrl';
const fileReads = 'download,list,createSignedUrl,createSignedUrls,createSignedUploadUrl,info,exists';

/** What a client does, however it was made. */
function entriesOf(made: string): readonly Entry[] {
  const client = `${made}{,~}{,.schema()}`;
  return [
    { path: `${client}.{from,rpc}().**.throwOnError().**.{then,catch,finally}().**`, is: [{ rejects: 'may' }] },
    { path: `${client}.{from,rpc}().**.throwOnError().**`, is: [{ lazy: 'then' }, { rejects: 'may' }] },
    { path: `${client}.{from,rpc}().**.{then,catch,finally}().**`, is: [asValue] },
    { path: `${client}.from().${changes}().**`, is: [{ lazy: 'then' }, asValue, query('write')] },
    { path: `${client}.from().**`, is: [{ lazy: 'then' }, asValue, query('read')] },
    { path: `${client}.rpc().**`, is: [{ lazy: 'then' }, asValue, query('call')] },
    { path: `${client}.auth.{${authChanges}}()`, is: [asValue, byValue('write')] },
    { path: `${client}.auth.{${otherAuthCalls}}()`, is: [asValue] },
    { path: `${client}.auth.admin.${adminChanges}()`, is: [asValue, byValue('write')] },
    { path: `${client}.auth.mfa.${factorChanges}()`, is: [asValue, byValue('write')] },
    { path: `${client}.auth.{admin,mfa}.*()`, is: [asValue] },
    { path: `${client}.storage.from().{${fileChanges}}()`, is: [asValue, byValue('write')] },
    { path: `${client}.storage.from().{${fileReads}}()`, is: [asValue, byValue('read')] },
    { path: `${client}.storage.from().remove()`, is: [asValue, byValue('write')] },
    {
      path: `${client}.storage.{createBucket,updateBucket,emptyBucket,deleteBucket}()`,
      is: [asValue, byValue('write')],
    },
    { path: `${client}.storage.{listBuckets,getBucket}()`, is: [asValue] },
    { path: `${client}.channel().**.{send,track,untrack,unsubscribe}()`, is: [asValue] },
    { path: `${client}.functions.invoke()`, is: [asValue, byValue('call')] },
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
      is: [{ lazy: 'then' }, asValue, query('call')],
    },
  ],
};

export const supabaseAuth: LibraryModel = {
  library: '@supabase/auth-js',
  entries: [
    { path: `@supabase/auth-js.GoTrueClient().{${authChanges}}()`, is: [asValue, byValue('write')] },
    { path: `@supabase/auth-js.GoTrueClient().{${otherAuthCalls}}()`, is: [asValue] },
    { path: `@supabase/auth-js.GoTrueAdminApi().${adminChanges}()`, is: [asValue, byValue('write')] },
  ],
};

export const supabaseFunctions: LibraryModel = {
  library: '@supabase/functions-js',
  entries: [{ path: '@supabase/functions-js.FunctionsClient().invoke()', is: [asValue, byValue('call')] }],
};

export const supabaseStorage: LibraryModel = {
  library: '@supabase/storage-js',
  entries: [
    { path: `@supabase/storage-js.StorageFileApi().{${fileChanges},remove}()`, is: [asValue, byValue('write')] },
    { path: `@supabase/storage-js.StorageFileApi().{${fileReads}}()`, is: [asValue, byValue('read')] },
  ],
};

export const supabaseRealtime: LibraryModel = {
  library: '@supabase/realtime-js',
  entries: [{ path: '@supabase/realtime-js.RealtimeChannel().{send,track,untrack,unsubscribe}()', is: [asValue] }],
};
