/** What costs money twice when it is made twice; a customer or a payment that nobody has confirmed costs nothing. */
const stripeResources: ReadonlySet<string> = new Set([
  'charges',
  'transfers',
  'payouts',
  'topups',
  'refunds',
  'subscriptions',
  'invoiceItems',
  'paymentIntents',
]);

/** By the resource's name in the SDK. */
export const costsTwice = (resource: string): boolean => stripeResources.has(resource);

/** The options of a call, after its parameters. Older names still count. */
export const stripeKeys: readonly string[] = ['idempotencyKey', 'idempotency_key'];

/** Headers by which services tell a second attempt from a second order. */
export const keyHeaders = /^(?:x-)?idempotency-key$|^paypal-request-id$|^x-idempotence-key$/i;
