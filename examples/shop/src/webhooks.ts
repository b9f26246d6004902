import express, { Router } from 'express';
import type Stripe from 'stripe';
import { prisma } from './lib/db';
import { logger } from './lib/logger';
import { stripe } from './lib/stripe';

export const webhooksRouter = Router();

async function markAsDisputed(dispute: Stripe.Dispute) {
  const paymentIntent = String(dispute.payment_intent);
  await prisma.order.updateMany({
    where: { paymentIntent },
    data: { status: 'disputed' },
  });
}

async function markAsFailed(intent: Stripe.PaymentIntent) {
  await prisma.order.update({
    where: { id: intent.metadata.orderId },
    data: { status: 'failed' },
  });
}

webhooksRouter.post('/stripe', express.raw({ type: 'application/json' }), (req, res) => {
  let event: Stripe.Event;

  try {
    event = stripe.webhooks.constructEvent(
      req.body,
      req.headers['stripe-signature'] as string,
      process.env.STRIPE_WEBHOOK_SECRET as string,
    );
  } catch (error) {
    logger.warn('Invalid Stripe signature', { error: String(error) });
    res.status(400).send('Invalid signature');
    return;
  }

  switch (event.type) {
    case 'charge.dispute.created':
      markAsDisputed(event.data.object).then(() => logger.info('Order marked as disputed'));
      break;
    case 'payment_intent.payment_failed':
      markAsFailed(event.data.object);
      break;
    default:
      logger.info(`Unhandled event type ${event.type}`);
  }

  // Acknowledge receipt of the event
  res.json({ received: true });
});
