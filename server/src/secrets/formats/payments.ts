import { marked, named, provider, type SecretFormat } from '../format.ts';

const stripe = provider(
  'Stripe',
  'charge cards, refund payments and read customers',
  'https://dashboard.stripe.com/apikeys',
);
const square = provider('Square', 'take payments and read orders and customers', 'https://developer.squareup.com/apps');
const paypal = provider(
  'PayPal',
  'move money and read transactions of the merchant',
  'https://developer.paypal.com/dashboard/applications',
);
const braintree = provider('Braintree', 'charge and refund in the merchant’s name', 'https://www.braintreegateway.com');
const razorpay = provider('Razorpay', 'take and refund payments', 'https://dashboard.razorpay.com/app/keys');
const adyen = provider('Adyen', 'make payments and read shoppers’ data', 'https://ca-live.adyen.com');
const plaid = provider(
  'Plaid',
  'read bank accounts and transactions of users',
  'https://dashboard.plaid.com/developers/keys',
);
const paystack = provider(
  'Paystack',
  'charge customers and move the balance',
  'https://dashboard.paystack.com/#/settings/developers',
);
const flutterwave = provider(
  'Flutterwave',
  'charge customers and move the balance',
  'https://dashboard.flutterwave.com/settings/apis',
);
const mollie = provider('Mollie', 'create payments and refunds', 'https://my.mollie.com/dashboard/developers/api-keys');
const goCardless = provider(
  'GoCardless',
  'collect direct debits and read mandates',
  'https://manage.gocardless.com/developers',
);
const paddle = provider(
  'Paddle',
  'change subscriptions and read customers',
  'https://vendors.paddle.com/authentication-v2',
);
const polar = provider('Polar', 'change products and read orders', 'https://polar.sh/settings');
const coinbase = provider('Coinbase', 'trade and move the account’s coins', 'https://www.coinbase.com/settings/api');
const binance = provider(
  'Binance',
  'trade and move the account’s coins',
  'https://www.binance.com/en/my/settings/api-management',
);
const kraken = provider('Kraken', 'trade and move the account’s coins', 'https://www.kraken.com/u/security/api');
const kucoin = provider('KuCoin', 'trade and move the account’s coins', 'https://www.kucoin.com/account/api');
const bittrex = provider('Bittrex', 'trade with the account', 'https://bittrex.com');
const finicity = provider('Finicity', 'read bank accounts of users', 'https://developer.mastercard.com');
const lob = provider('Lob', 'send letters at the owner’s cost', 'https://dashboard.lob.com/settings/api-keys');
const shippo = provider('Shippo', 'buy postage at the owner’s cost', 'https://apps.goshippo.com/settings/api');
const easypost = provider('EasyPost', 'buy postage at the owner’s cost', 'https://www.easypost.com/account/api-keys');
const duffel = provider('Duffel', 'book flights at the owner’s cost', 'https://app.duffel.com');
const shopify = provider(
  'Shopify',
  'read and change the shop’s orders, products and customers',
  'https://partners.shopify.com',
);
const finnhub = provider('Finnhub', 'use the owner’s quota of market data', 'https://finnhub.io/dashboard');
const chargebee = provider('Chargebee', 'change subscriptions and read customers', 'https://app.chargebee.com');

export const payments: readonly SecretFormat[] = [
  // Before Stripe, whose keys have the same start and more kinds of characters.
  marked(
    paystack,
    'paystack-secret-key',
    'Paystack secret key',
    'PAYSTACK_SECRET_KEY',
    /sk_(?:live|test)_[0-9a-f]{40}/,
    { keywords: ['sk_live_', 'sk_test_'] },
  ),
  marked(
    stripe,
    'stripe-live-secret-key',
    'live Stripe secret key',
    'STRIPE_SECRET_KEY',
    /sk_(?:live|prod)_[0-9A-Za-z]{24,247}/,
    { keywords: ['sk_live_', 'sk_prod_'] },
  ),
  marked(
    stripe,
    'stripe-live-restricted-key',
    'live Stripe restricted key',
    'STRIPE_RESTRICTED_KEY',
    /rk_(?:live|prod)_[0-9A-Za-z]{24,247}/,
    { keywords: ['rk_live_', 'rk_prod_'] },
  ),
  marked(
    stripe,
    'stripe-test-secret-key',
    'Stripe test secret key',
    'STRIPE_SECRET_KEY',
    /[sr]k_test_[0-9A-Za-z]{24,247}/,
    { keywords: ['sk_test_', 'rk_test_'], certainty: 'likely' },
  ),
  marked(
    stripe,
    'stripe-webhook-secret',
    'webhook signing secret',
    'STRIPE_WEBHOOK_SECRET',
    /whsec_[0-9A-Za-z+/]{24,64}={0,2}/,
  ),
  marked(
    stripe,
    'stripe-publishable-key',
    'Stripe publishable key',
    'STRIPE_PUBLISHABLE_KEY',
    /pk_(?:live|test|prod)_[0-9A-Za-z]{16,247}/,
    { keywords: ['pk_live_', 'pk_test_', 'pk_prod_'], publishable: true },
  ),
  marked(square, 'square-access-token', 'Square access token', 'SQUARE_ACCESS_TOKEN', /sq0atp-[0-9A-Za-z_-]{22,26}/),
  marked(square, 'square-production-token', 'Square access token', 'SQUARE_ACCESS_TOKEN', /EAAA[A-Za-z0-9_-]{60}/, {
    verify: hasDigits,
  }),
  marked(square, 'square-oauth-secret', 'Square OAuth secret', 'SQUARE_SECRET', /sq0csp-[0-9A-Za-z_-]{43}/),
  marked(
    square,
    'square-application-id',
    'Square application id',
    'SQUARE_APPLICATION_ID',
    /(?:sandbox-)?sq0id[pb]-[0-9A-Za-z_-]{22,43}/,
    { keywords: ['sq0idp-', 'sq0idb-'], publishable: true },
  ),
  named(
    paypal,
    'paypal-client-secret',
    'PayPal client secret',
    'PAYPAL_CLIENT_SECRET',
    ['paypalclientsecret', 'paypalsecret'],
    /E[A-Za-z0-9_-]{60,90}/,
    'certain',
  ),
  marked(
    braintree,
    'braintree-access-token',
    'Braintree access token',
    'BRAINTREE_ACCESS_TOKEN',
    /access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}/,
    { keywords: ['access_token$production$'] },
  ),
  named(
    braintree,
    'braintree-private-key',
    'Braintree private key',
    'BRAINTREE_PRIVATE_KEY',
    ['braintree'],
    /[0-9a-f]{32}/,
  ),
  named(razorpay, 'razorpay-key-secret', 'Razorpay key secret', 'RAZORPAY_KEY_SECRET', ['razorpay'], /[A-Za-z0-9]{24}/),
  marked(razorpay, 'razorpay-key-id', 'Razorpay key id', 'RAZORPAY_KEY_ID', /rzp_(?:live|test)_[A-Za-z0-9]{14}/, {
    keywords: ['rzp_live_', 'rzp_test_'],
    publishable: true,
  }),
  marked(
    adyen,
    'adyen-api-key',
    'Adyen API key',
    'ADYEN_API_KEY',
    /AQE[a-z][A-Za-z0-9+/=]{80,160}-[A-Za-z0-9+/=]{40,60}-[A-Za-z0-9+/=<>{}&;:!@#$%^*(),.?|~-]{8,40}/,
  ),
  marked(
    plaid,
    'plaid-access-token',
    'Plaid access token',
    'PLAID_ACCESS_TOKEN',
    /access-(?:production|development|sandbox)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
    { keywords: ['access-production-', 'access-development-', 'access-sandbox-'] },
  ),
  named(plaid, 'plaid-secret', 'Plaid secret', 'PLAID_SECRET', ['plaid'], /[0-9a-z]{30}/),
  marked(
    flutterwave,
    'flutterwave-secret-key',
    'Flutterwave secret key',
    'FLW_SECRET_KEY',
    /FLWSECK(?:_TEST)?-[0-9a-f]{32}-X/,
    { keywords: ['FLWSECK'] },
  ),
  marked(
    flutterwave,
    'flutterwave-encryption-key',
    'Flutterwave encryption key',
    'FLW_ENCRYPTION_KEY',
    /FLWSECK_TEST-?[0-9a-f]{12}/,
    { keywords: ['FLWSECK_TEST'] },
  ),
  marked(
    flutterwave,
    'flutterwave-public-key',
    'Flutterwave public key',
    'FLW_PUBLIC_KEY',
    /FLWPUBK(?:_TEST)?-[0-9a-f]{32}-X/,
    { keywords: ['FLWPUBK'], publishable: true },
  ),
  named(
    mollie,
    'mollie-api-key',
    'Mollie API key',
    'MOLLIE_API_KEY',
    ['mollie'],
    /(?:live|test)_[A-Za-z0-9]{30}/,
    'certain',
  ),
  named(
    goCardless,
    'gocardless-token',
    'GoCardless access token',
    'GOCARDLESS_ACCESS_TOKEN',
    ['gocardless'],
    /(?:live|sandbox)_[A-Za-z0-9_=-]{40}/,
    'certain',
  ),
  marked(
    paddle,
    'paddle-api-key',
    'Paddle API key',
    'PADDLE_API_KEY',
    /pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}/,
    { keywords: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'] },
  ),
  marked(
    paddle,
    'paddle-webhook-secret',
    'Paddle webhook secret',
    'PADDLE_WEBHOOK_SECRET',
    /pdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9+/]{32}/,
  ),
  marked(
    polar,
    'polar-access-token',
    'Polar access token',
    'POLAR_ACCESS_TOKEN',
    /polar_(?:oat|pat|at_u|at_o)_[A-Za-z0-9]{32,64}/,
    { keywords: ['polar_oat_', 'polar_pat_', 'polar_at_'] },
  ),
  named(coinbase, 'coinbase-secret', 'Coinbase API secret', 'COINBASE_API_SECRET', ['coinbase'], /[A-Za-z0-9_-]{64}/),
  named(binance, 'binance-secret', 'Binance API key', 'BINANCE_API_SECRET', ['binance'], /[A-Za-z0-9]{64}/),
  named(
    kraken,
    'kraken-private-key',
    'Kraken private key',
    'KRAKEN_PRIVATE_KEY',
    ['kraken'],
    /[A-Za-z0-9/=_+-]{80,90}/,
  ),
  named(
    kucoin,
    'kucoin-key',
    'KuCoin API key',
    'KUCOIN_API_KEY',
    ['kucoin'],
    /[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  named(bittrex, 'bittrex-key', 'Bittrex key', 'BITTREX_SECRET', ['bittrex'], /[0-9a-z]{32}/),
  named(finicity, 'finicity-secret', 'Finicity secret', 'FINICITY_SECRET', ['finicity'], /[0-9a-z]{20}|[0-9a-f]{32}/),
  named(lob, 'lob-api-key', 'Lob API key', 'LOB_API_KEY', ['lob'], /(?:live|test)_[0-9a-f]{35}/, 'certain'),
  named(
    lob,
    'lob-publishable-key',
    'Lob publishable key',
    'LOB_PUBLISHABLE_KEY',
    ['lob'],
    /(?:live|test)_pub_[0-9a-f]{31}/,
  ),
  marked(shippo, 'shippo-token', 'Shippo API token', 'SHIPPO_API_TOKEN', /shippo_(?:live|test)_[0-9a-fA-F]{40}/, {
    keywords: ['shippo_live_', 'shippo_test_'],
  }),
  marked(easypost, 'easypost-api-key', 'EasyPost API key', 'EASYPOST_API_KEY', /EZ[AT]K[A-Za-z0-9]{54}/, {
    keywords: ['EZAK', 'EZTK'],
  }),
  marked(duffel, 'duffel-token', 'Duffel API token', 'DUFFEL_ACCESS_TOKEN', /duffel_(?:test|live)_[A-Za-z0-9_=-]{43}/, {
    keywords: ['duffel_test_', 'duffel_live_'],
  }),
  marked(shopify, 'shopify-access-token', 'Shopify access token', 'SHOPIFY_ACCESS_TOKEN', /shpat_[0-9A-Za-z]{32,38}/),
  marked(
    shopify,
    'shopify-custom-app-token',
    'Shopify custom app token',
    'SHOPIFY_ACCESS_TOKEN',
    /shpca_[0-9A-Za-z]{32,38}/,
  ),
  marked(
    shopify,
    'shopify-private-app-password',
    'Shopify private app password',
    'SHOPIFY_PASSWORD',
    /shppa_[0-9A-Za-z]{32,38}/,
  ),
  marked(shopify, 'shopify-shared-secret', 'Shopify shared secret', 'SHOPIFY_API_SECRET', /shpss_[0-9A-Za-z]{32,38}/),
  named(finnhub, 'finnhub-token', 'Finnhub API token', 'FINNHUB_API_KEY', ['finnhub'], /[0-9a-z]{20}/),
  named(
    chargebee,
    'chargebee-api-key',
    'Chargebee API key',
    'CHARGEBEE_API_KEY',
    ['chargebee'],
    /(?:live|test)_[A-Za-z0-9]{30,50}/,
    'certain',
  ),
];

/** The prefix occurs in encoded data and in names too. */
function hasDigits(value: string): boolean {
  return /\d/.test(value);
}
