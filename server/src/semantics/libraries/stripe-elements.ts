import type { LibraryModel } from './model.ts';

const asValue = { rejects: 'never', because: 'Stripe gives its error back as a value' } as const;
const confirming = [
  'confirmPayment,confirmSetup,confirmCardPayment,confirmCardSetup,handleCardAction,handleNextAction',
  'createPaymentMethod,createToken,createSource,createConfirmationToken,retrievePaymentIntent,retrieveSetupIntent',
  'redirectToCheckout',
].join(',');

export const stripeJs: LibraryModel = {
  library: '@stripe/stripe-js',
  entries: [
    { path: `@stripe/stripe-js.{loadStripe()~,Stripe()}.{${confirming}}()`, is: [asValue] },
    { path: '@stripe/stripe-js.StripeElements().submit()', is: [asValue] },
    { path: '@stripe/stripe-js.loadStripe()', is: [{ rejects: 'may' }] },
  ],
};

export const stripeReact: LibraryModel = {
  library: '@stripe/react-stripe-js',
  entries: [
    { path: `@stripe/react-stripe-js.useStripe().{${confirming}}()`, is: [asValue] },
    { path: '@stripe/react-stripe-js.useElements().submit()', is: [asValue] },
  ],
};
