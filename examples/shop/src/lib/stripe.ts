import Stripe from 'stripe';

const secretKey = process.env.STRIPE_SECRET_KEY;
if (!secretKey) {
  throw new Error('STRIPE_SECRET_KEY is not set');
}

export const stripe = new Stripe(secretKey);

/** Charges the customer and returns the id of the payment. */
export async function chargeCustomer(paymentMethod: string, amount: number, orderId: string) {
  const intent = await stripe.paymentIntents.create(
    {
      amount,
      currency: 'usd',
      payment_method: paymentMethod,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { orderId },
    },
    { idempotencyKey: `order-${orderId}` },
  );
  return intent.id;
}

/** Refunds a payment in full. */
export async function refundPayment(paymentIntent: string) {
  const refund = await stripe.refunds.create({ payment_intent: paymentIntent });
  return refund.status;
}
