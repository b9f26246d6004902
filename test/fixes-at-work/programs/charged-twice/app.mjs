import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY, {
  host: '127.0.0.1',
  port: process.env.BANK_PORT,
  protocol: 'http',
  maxNetworkRetries: 0,
});

export const pay = (order) =>
  stripe.charges.create({ amount: order.total, currency: 'eur', metadata: { orderId: order.id } });
