import type { LibraryModel } from './model.ts';

export const shopify: LibraryModel = {
  library: '@shopify/shopify-api',
  entries: [
    {
      path: '@shopify/shopify-api.shopifyApi().clients.{Graphql,Rest,Storefront}().{request,query,get,post,put,delete}()',
      is: [{ rejects: 'may' }],
    },
    { path: '@shopify/shopify-api.shopifyApi().webhooks.{process,register}()', is: [{ rejects: 'may' }] },
  ],
};

const octokit = (library: string): LibraryModel => ({
  library,
  entries: [
    { path: `${library}.Octokit().{hook,log}.**`, is: [] },
    { path: `${library}.Octokit().{request,graphql,paginate}()`, is: [{ rejects: 'may' }] },
    { path: `${library}.Octokit(){,.rest}.*.*()`, is: [{ rejects: 'may' }] },
  ],
});

export const octokits: readonly LibraryModel[] = ['@octokit/rest', '@octokit/core', 'octokit'].map(octokit);

/** An answer that is not `ok` is a rejection as well. */
export const slacks: readonly LibraryModel[] = [
  {
    library: '@slack/web-api',
    entries: [
      { path: '@slack/web-api.WebClient().apiCall()', is: [{ rejects: 'may' }] },
      {
        path: '@slack/web-api.WebClient().*{,.*}.{post*,update,delete,open,publish,push,list,info,upload*,add,remove,create,invite,join,schedule*}()',
        is: [{ rejects: 'may' }],
      },
    ],
  },
  {
    library: '@slack/webhook',
    entries: [{ path: '@slack/webhook.IncomingWebhook().send()', is: [{ rejects: 'may' }] }],
  },
];

/** What goes on in a channel is known by types alone. */
export const discord: LibraryModel = {
  library: 'discord.js',
  entries: [
    { path: 'discord.js.Client().login()', is: [{ rejects: 'may' }] },
    { path: 'discord.js.WebhookClient().{send,editMessage,deleteMessage,edit,delete}()', is: [{ rejects: 'may' }] },
    { path: 'discord.js.REST(){,.setToken()}.{get,post,put,patch,delete}()', is: [{ rejects: 'may' }] },
  ],
};

export const postmark: LibraryModel = {
  library: 'postmark',
  entries: [
    {
      path: 'postmark.ServerClient().{sendEmail,sendEmailWithTemplate,sendEmailBatch,sendEmailBatchWithTemplates,getBounces,activateBounce}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};

/** Its browser packages leave the page, so that nobody is there to hear of a failure. */
export const auth0s: readonly LibraryModel[] = [
  {
    library: 'auth0',
    entries: [
      {
        path: 'auth0.{ManagementClient,AuthenticationClient,UserInfoClient}(){,.*}{,.*}.*()',
        is: [{ rejects: 'may' }],
      },
    ],
  },
  {
    library: '@auth0/auth0-react',
    entries: [
      { path: '@auth0/auth0-react.useAuth0().{loginWithRedirect,logout}()', is: [{ rejects: 'may', isMinor: true }] },
      { path: '@auth0/auth0-react.useAuth0().{getAccessTokenSilently,loginWithPopup}()', is: [{ rejects: 'may' }] },
    ],
  },
];

const forged = { throws: true, because: 'it throws when the signature does not match' } as const;

export const svixes: readonly LibraryModel[] = [
  {
    library: 'svix',
    entries: [
      { path: 'svix.Webhook().verify()', is: [forged] },
      { path: 'svix.Svix().*{,.*}.{create,update,delete,get,list,patch}()', is: [{ rejects: 'may' }] },
    ],
  },
  { library: 'standardwebhooks', entries: [{ path: 'standardwebhooks.Webhook().verify()', is: [forged] }] },
];
