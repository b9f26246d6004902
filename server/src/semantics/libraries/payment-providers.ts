import type { ErrorByValue, LibraryModel } from './model.ts';

export const paddle: LibraryModel = {
  library: '@paddle/paddle-node-sdk',
  entries: [
    {
      path: '@paddle/paddle-node-sdk.Paddle().**.{create,get,update,archive,cancel,pause,resume,activate,preview,previewUpdate,createOneTimeCharge,getInvoicePDF,generateAuthToken}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: '@paddle/paddle-node-sdk.Paddle().webhooks.unmarshal()',
      is: [{ rejects: 'may' }],
    },
  ],
};

/** The older package of PayPal sends objects, the newer one has a controller for each thing. */
export const paypals: readonly LibraryModel[] = [
  {
    library: '@paypal/checkout-server-sdk',
    entries: [{ path: '@paypal/checkout-server-sdk.**.PayPalHttpClient().execute()', is: [{ rejects: 'may' }] }],
  },
  {
    library: '@paypal/paypal-server-sdk',
    entries: [
      {
        path: '@paypal/paypal-server-sdk.{OrdersController,PaymentsController,VaultController,SubscriptionsController}().*()',
        is: [{ rejects: 'may' }],
      },
    ],
  },
];

const byValue = (effect: ErrorByValue['effect']) =>
  [
    { rejects: 'never', because: 'Lemon Squeezy gives its error back as a value' },
    { returnsError: { field: 'error', data: 'data', also: ['statusCode'], effect } },
  ] as const;

export const lemonSqueezy: LibraryModel = {
  library: '@lemonsqueezy/lemonsqueezy.js',
  entries: [
    {
      path: '@lemonsqueezy/lemonsqueezy.js.{create*,update*,cancel*,delete*,archive*,issue*,activateLicense,deactivateLicense}()',
      is: byValue('write'),
    },
    { path: '@lemonsqueezy/lemonsqueezy.js.{get*,list*,validateLicense}()', is: byValue('read') },
  ],
};
