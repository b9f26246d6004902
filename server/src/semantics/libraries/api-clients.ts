import type { ErrorByValue, LibraryModel } from './model.ts';

const byValue = (effect: ErrorByValue['effect'], also: readonly string[] = []) => ({
  returnsError: { field: 'error', data: 'data', also, effect, isPlain: true, unless: 'onError' } as const,
});

const request = [byValue('write', ['response'])];

/** Rejects when the network fails, and answers every status of the server as a value. */
export const openapiFetch: LibraryModel = {
  library: 'openapi-fetch',
  entries: [
    { path: 'openapi-fetch{,.createClient}().{POST,PUT,PATCH,DELETE}()', is: [{ rejects: 'may' }, ...request] },
    { path: 'openapi-fetch{,.createClient}().{GET,HEAD}()', is: [{ rejects: 'may' }, byValue('read', ['response'])] },
  ],
};

const betterAnswer = { ...byValue('call').returnsError, unless: 'throw' } as const;

export const betterFetch: LibraryModel = {
  library: '@better-fetch/fetch',
  entries: [
    { path: '@better-fetch/fetch.betterFetch()', is: [{ returnsError: betterAnswer }] },
    { path: '@better-fetch/fetch.createFetch()()', is: [{ returnsError: betterAnswer }] },
  ],
};

/** Signing out and looking at the session end in the same state whether or not they failed. */
const changes =
  '{signIn,signUp,changePassword,changeEmail,updateUser,deleteUser,requestPasswordReset,forgetPassword,resetPassword,sendVerificationEmail,verifyEmail,linkSocial,admin,organization,twoFactor,passkey,emailOtp,magicLink}';

export const betterAuth: LibraryModel = {
  library: 'better-auth',
  entries: [
    {
      path: `better-auth{,/react,/client,/vue,/svelte,/solid}.createAuthClient().${changes}.**`,
      is: [byValue('write')],
    },
  ],
};
