import type { Argument, UntrustedFact, UntrustedModel } from './model.ts';

type Place = readonly [number, ...string[]];

const amounts = (...places: readonly Place[]): readonly UntrustedFact[] => places.map((at) => ({ sink: 'amount', at }));

const client = (library: string, path: string, ...places: readonly Place[]): UntrustedModel => ({
  library,
  entries: [{ path: `${library}...${path}()`, is: amounts(...places) }],
});

const priceData: readonly Place[] = [
  [0, 'line_items', '*', 'price_data', 'unit_amount'],
  [0, 'line_items', '*', 'price_data', 'unit_amount_decimal'],
  [0, 'line_items', '*', 'amount'],
];
const payPal: readonly Place[] = [
  [0, 'purchase_units', '*', 'amount', 'value'],
  [0, 'body', 'purchaseUnits', '*', 'amount', 'value'],
];
const intent: Place = [0, 'amount'];

/** What somebody pays: the amount in the calls of payment services. */
export const payments: readonly UntrustedModel[] = [
  {
    library: 'stripe',
    entries: [
      { path: 'stripe...{paymentIntents,charges}.create()', is: amounts(intent) },
      { path: 'stripe...paymentIntents.update()', is: amounts([1, 'amount']) },
      { path: 'stripe...checkout.sessions.create()', is: amounts(...priceData) },
      { path: 'stripe...invoiceItems.create()', is: amounts(intent, [0, 'unit_amount']) },
    ],
  },
  client('razorpay', 'orders.create', intent),
  client('@paypal/checkout-server-sdk', 'requestBody', ...payPal),
  client('@paypal/paypal-server-sdk', '{createOrder,ordersCreate}', ...payPal),
  client('square', '{create,createPayment}', [0, 'amountMoney', 'amount']),
  client('@mollie/api-client', 'payments.create', [0, 'amount', 'value']),
  client('@paddle/paddle-node-sdk', 'transactions.create', [0, 'items', '*', 'price', 'unitPrice', 'amount']),
  client('@lemonsqueezy/lemonsqueezy.js', 'createCheckout', [2, 'customPrice']),
  client('mercadopago', 'create', [0, 'body', 'items', '*', 'unit_price'], [0, 'body', 'transaction_amount']),
  client('braintree', 'transaction.sale', intent),
  client('midtrans-client', '{createTransaction,createTransactionToken,charge}', [
    0,
    'transaction_details',
    'gross_amount',
  ]),
  client('iyzipay', 'create', [0, 'price'], [0, 'paidPrice']),
  client('cashfree-pg', 'PGCreateOrder', [1, 'order_amount'], [0, 'order_amount']),
];

/** Calls that say by their own names whose they are, where nobody can tell where the client comes from. */
export const namedPayments: readonly { readonly callee: RegExp; readonly at: readonly Argument[] }[] = [
  { callee: /\.paymentIntents\.create$|stripe\w*\.charges\.create$/i, at: [intent] },
  { callee: /\.checkout\.sessions\.create$/, at: priceData },
  { callee: /(?:razor|rzp)\w*(?:\(\))?\.orders\.create$/i, at: [intent] },
  { callee: /\brequest\.requestBody$/, at: payPal },
];

/** Addresses under which a payment is made, where it is asked for by hand. */
export const paymentAddress =
  /api\.stripe\.com\/v1\/(?:payment_intents|checkout\/sessions|charges)\b|api\.razorpay\.com\/v1\/orders\b|\/v2\/checkout\/orders\b|api\.paystack\.co\/transaction\/initialize|api\.flutterwave\.com\/v3\/payments|api\.mercadopago\.com\/(?:checkout\/preferences|v1\/payments)|api\.mollie\.com\/v2\/payments|\/pg\/orders\b|mpesa\/stkpush|api\.yookassa\.ru\/v3\/payments|api\.xendit\.co\//;

/** Where such a request names what is paid. */
export const requestedAmounts: readonly (readonly string[])[] = [
  ['amount'],
  ['amount', 'value'],
  ['purchase_units', '*', 'amount', 'value'],
  ['items', '*', 'unit_price'],
  ['transaction_amount'],
  ['order_amount'],
  ['Amount'],
  ['line_items[0][price_data][unit_amount]'],
];
