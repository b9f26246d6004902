import type { LibraryModel } from './model.ts';

export const stripe: LibraryModel = {
  library: 'stripe',
  entries: [
    {
      path: 'stripe{,.Stripe}().webhooks.constructEvent()',
      is: [{ throws: true, because: 'it throws when the signature does not match' }],
    },
    {
      path: 'stripe{,.Stripe}().**.{create,update,retrieve,list,del,cancel,confirm,capture,finalizeInvoice,pay,sendInvoice,expire,constructEventAsync}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
