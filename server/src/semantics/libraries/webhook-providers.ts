/** Services that call an application back, as their documentation has it. */
export interface WebhookProvider {
  /** As a sentence names it. */
  readonly name: string;
  /** In the addresses and names that people give such a handler; lower case. */
  readonly word: string;
  /** Request headers that only its calls carry, lower case. */
  readonly headers: readonly string[];
  /** What becomes of an event that is not answered by a 2xx. */
  readonly retries: boolean;
  /** `chat`: a stream of messages, where answering 200 to a message that could not be handled is good practice. */
  readonly kind: 'money' | 'identity' | 'mail' | 'source' | 'chat' | 'other';
}

export const webhookProviders: readonly WebhookProvider[] = [
  { name: 'Stripe', word: 'stripe', headers: ['stripe-signature'], retries: true, kind: 'money' },
  {
    name: 'PayPal',
    word: 'paypal',
    headers: ['paypal-transmission-id', 'paypal-transmission-sig'],
    retries: true,
    kind: 'money',
  },
  { name: 'Paddle', word: 'paddle', headers: ['paddle-signature'], retries: true, kind: 'money' },
  { name: 'Lemon Squeezy', word: 'lemonsqueezy', headers: ['x-event-name'], retries: true, kind: 'money' },
  { name: 'Lemon Squeezy', word: 'lemon-squeezy', headers: [], retries: true, kind: 'money' },
  { name: 'Razorpay', word: 'razorpay', headers: ['x-razorpay-signature'], retries: true, kind: 'money' },
  { name: 'Mercado Pago', word: 'mercadopago', headers: [], retries: true, kind: 'money' },
  { name: 'Mollie', word: 'mollie', headers: [], retries: true, kind: 'money' },
  { name: 'PayMongo', word: 'paymongo', headers: ['paymongo-signature'], retries: true, kind: 'money' },
  { name: 'Paystack', word: 'paystack', headers: ['x-paystack-signature'], retries: true, kind: 'money' },
  { name: 'Flutterwave', word: 'flutterwave', headers: ['verif-hash'], retries: true, kind: 'money' },
  { name: 'Adyen', word: 'adyen', headers: [], retries: true, kind: 'money' },
  { name: 'Square', word: 'square', headers: ['x-square-hmacsha256-signature'], retries: true, kind: 'money' },
  { name: 'Coinbase Commerce', word: 'coinbase', headers: ['x-cc-webhook-signature'], retries: true, kind: 'money' },
  { name: 'Polar', word: 'polar', headers: [], retries: true, kind: 'money' },
  { name: 'RevenueCat', word: 'revenuecat', headers: [], retries: true, kind: 'money' },
  { name: 'Plaid', word: 'plaid', headers: ['plaid-verification'], retries: true, kind: 'money' },
  { name: 'Asaas', word: 'asaas', headers: ['asaas-access-token'], retries: true, kind: 'money' },
  {
    name: 'Shopify',
    word: 'shopify',
    headers: ['x-shopify-hmac-sha256', 'x-shopify-topic'],
    retries: true,
    kind: 'money',
  },
  { name: 'WooCommerce', word: 'woocommerce', headers: ['x-wc-webhook-signature'], retries: false, kind: 'money' },
  { name: 'Resend', word: 'resend', headers: ['svix-signature', 'svix-id'], retries: true, kind: 'mail' },
  { name: 'Clerk', word: 'clerk', headers: ['svix-signature', 'svix-id'], retries: true, kind: 'identity' },
  { name: 'WorkOS', word: 'workos', headers: ['workos-signature'], retries: true, kind: 'identity' },
  {
    name: 'SendGrid',
    word: 'sendgrid',
    headers: ['x-twilio-email-event-webhook-signature'],
    retries: true,
    kind: 'mail',
  },
  { name: 'Postmark', word: 'postmark', headers: [], retries: true, kind: 'mail' },
  { name: 'Mailgun', word: 'mailgun', headers: [], retries: true, kind: 'mail' },
  {
    name: 'GitHub',
    word: 'github',
    headers: ['x-hub-signature-256', 'x-github-event', 'x-github-delivery'],
    retries: false,
    kind: 'source',
  },
  { name: 'GitLab', word: 'gitlab', headers: ['x-gitlab-token', 'x-gitlab-event'], retries: true, kind: 'source' },
  { name: 'Linear', word: 'linear', headers: ['linear-signature'], retries: true, kind: 'source' },
  { name: 'Calendly', word: 'calendly', headers: ['calendly-webhook-signature'], retries: true, kind: 'other' },
  {
    name: 'HubSpot',
    word: 'hubspot',
    headers: ['x-hubspot-signature-v3', 'x-hubspot-signature'],
    retries: true,
    kind: 'other',
  },
  { name: 'DocuSign', word: 'docusign', headers: ['x-docusign-signature-1'], retries: true, kind: 'other' },
  { name: 'Zoom', word: 'zoom', headers: ['x-zm-signature'], retries: true, kind: 'other' },
  { name: 'Replicate', word: 'replicate', headers: [], retries: true, kind: 'other' },
  { name: 'Vapi', word: 'vapi', headers: ['x-vapi-secret'], retries: false, kind: 'chat' },
  { name: 'Slack', word: 'slack', headers: ['x-slack-signature'], retries: true, kind: 'chat' },
  { name: 'Discord', word: 'discord', headers: ['x-signature-ed25519'], retries: false, kind: 'chat' },
  { name: 'Telegram', word: 'telegram', headers: ['x-telegram-bot-api-secret-token'], retries: true, kind: 'chat' },
  // GitHub sends the first header as well.
  { name: 'Meta', word: 'meta', headers: ['x-hub-signature-256', 'x-hub-signature'], retries: true, kind: 'chat' },
  { name: 'WhatsApp', word: 'whatsapp', headers: [], retries: true, kind: 'chat' },
  { name: 'Instagram', word: 'instagram', headers: [], retries: true, kind: 'chat' },
  { name: 'Messenger', word: 'messenger', headers: [], retries: true, kind: 'chat' },
  { name: 'Twilio', word: 'twilio', headers: ['x-twilio-signature'], retries: false, kind: 'chat' },
  { name: 'LINE', word: 'line', headers: ['x-line-signature'], retries: false, kind: 'chat' },
];
