import { Router } from 'express';
import { z } from 'zod';
import { trackEvent } from './lib/analytics';
import { prisma } from './lib/db';
import { sendReceipt } from './lib/email';
import { logger } from './lib/logger';
import { chargeCustomer } from './lib/stripe';
import { sales, warehouse } from './lib/warehouse';

export const checkoutRouter = Router();

const checkoutSchema = z.object({
  email: z.string().email(),
  paymentMethod: z.string(),
  items: z.array(z.object({ productId: z.string(), quantity: z.number().int().positive() })).min(1),
});

checkoutRouter.post('/', async (req, res) => {
  const body = checkoutSchema.safeParse(req.body);
  if (!body.success) {
    res.status(400).json({ error: 'Invalid checkout' });
    return;
  }

  const { email, paymentMethod, items } = body.data;

  try {
    // Calculate the total from our own prices, never from the client
    const products = await prisma.product.findMany({
      where: { id: { in: items.map((item) => item.productId) } },
    });
    const total = items.reduce((sum, item) => {
      const product = products.find((candidate) => candidate.id === item.productId);
      return sum + (product?.price ?? 0) * item.quantity;
    }, 0);

    // Create the order
    const order = await prisma.order.create({
      data: { email, total, items: { create: items } },
    });

    // Charge the card
    const paymentIntent = await chargeCustomer(paymentMethod, total, order.id);

    // Mark the order as paid
    await prisma.order.update({
      where: { id: order.id },
      data: { status: 'paid', paymentIntent },
    });

    // Update the stock of every product
    for (const item of items) {
      prisma.product.update({
        where: { id: item.productId },
        data: { stock: { decrement: item.quantity } },
      });
    }

    // Send the receipt
    sendReceipt(order);

    // Record the sale for the dashboards
    warehouse.insert(sales).values({ orderId: order.id, total, items: items.length });

    trackEvent('checkout completed', { orderId: order.id, total });

    res.status(201).json({ orderId: order.id });
  } catch (error) {
    logger.error('Checkout failed', { error: String(error) });
    res.status(500).json({ error: 'Checkout failed' });
  }
});
