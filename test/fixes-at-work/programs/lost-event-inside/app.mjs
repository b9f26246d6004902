import express from 'express';
import Stripe from 'stripe';
import { markPaid } from './orders.mjs';

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);

export const app = express();

app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), async (request, response) => {
  let event;
  try {
    event = stripe.webhooks.constructEvent(request.body, request.headers['stripe-signature'], process.env.SIGNING_KEY);
  } catch {
    return response.status(400).send('Bad signature');
  }
  if (event.type === 'checkout.session.completed') await fulfil(event.data.object);
  return response.json({ received: true });
});

async function fulfil(session) {
  try {
    await markPaid(session.metadata.orderId);
  } catch (error) {
    console.error('Could not fulfil the order:', error);
  }
}
