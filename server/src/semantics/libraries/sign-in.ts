import type { LibraryModel } from './model.ts';

/** `getSession` logs what fails and gives null; signing in and out send requests that nobody catches. */
export const nextAuth: LibraryModel = {
  library: 'next-auth',
  entries: [
    { path: 'next-auth/react.{signIn,signOut}()', is: [{ rejects: 'may' }] },
    {
      path: 'next-auth/react.{getSession,getProviders,getCsrfToken}()',
      is: [{ rejects: 'never', because: 'NextAuth logs what fails and gives null' }],
    },
    {
      path: 'next-auth/react.useSession().update()',
      is: [{ rejects: 'never', because: 'NextAuth logs what fails and gives null' }],
    },
    { path: 'next-auth{,.next}.getServerSession()', is: [{ rejects: 'may' }] },
  ],
};

const clerk = (library: string): LibraryModel => ({
  library,
  entries: [
    { path: `${library}.{useAuth,useClerk,useSession}().**.{signOut,getToken,setActive}()`, is: [{ rejects: 'may' }] },
    {
      path: `${library}.{useSignIn,useSignUp}().**.{create,prepareFirstFactor,attemptFirstFactor,attemptEmailAddressVerification,prepareEmailAddressVerification,authenticateWithRedirect}()`,
      is: [{ rejects: 'may' }],
    },
    { path: `${library}.useUser().user.{update,reload,delete,setProfileImage}()`, is: [{ rejects: 'may' }] },
    { path: `${library}.{auth,currentUser}()`, is: [{ rejects: 'may' }] },
    {
      path: `${library}.clerkClient{,()~}.**.{getUser,getUserList,updateUser,updateUserMetadata,deleteUser,createUser}()`,
      is: [{ rejects: 'may' }],
    },
  ],
});

export const clerks: readonly LibraryModel[] = [
  '@clerk/nextjs',
  '@clerk/clerk-react',
  '@clerk/react',
  '@clerk/clerk-expo',
  '@clerk/express',
  '@clerk/backend',
].map(clerk);

export const jsonWebToken: LibraryModel = {
  library: 'jsonwebtoken',
  entries: [
    {
      path: 'jsonwebtoken.verify()',
      is: [{ throws: true, because: 'it throws on a token that is invalid or expired', unless: 'callback' }],
    },
  ],
};

export const jwtDecode: LibraryModel = {
  library: 'jwt-decode',
  entries: [
    {
      path: 'jwt-decode{,.jwtDecode,.jwt_decode}()',
      is: [{ throws: true, because: 'it throws on text that is no token' }],
    },
  ],
};
