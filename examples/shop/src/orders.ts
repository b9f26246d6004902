import { Router } from 'express';
import { trackEvent } from './lib/analytics';
import { prisma } from './lib/db';
import { sendReceipt } from './lib/email';
import { logger } from './lib/logger';
import { refundPayment } from './lib/stripe';

export const ordersRouter = Router();

ordersRouter.get('/:id', async (req, res) => {
  try {
    const order = await prisma.order.findUnique({
      where: { id: req.params.id },
      include: { items: { include: { product: true } } },
    });
    if (!order) {
      res.status(404).json({ error: 'Order not found' });
      return;
    }
    res.json(order);
  } catch (error) {
    logger.error('Failed to load order', { error: String(error) });
    res.status(500).json({ error: 'Could not load order' });
  }
});

// Resend the receipt. The customer does not have to wait for the email provider.
ordersRouter.post('/:id/receipt', async (req, res) => {
  try {
    const order = await prisma.order.findUniqueOrThrow({ where: { id: req.params.id } });
    sendReceipt(order).catch((error) => logger.error('Could not resend receipt', { error: String(error) }));
    res.status(202).json({ queued: true });
  } catch (error) {
    logger.error('Failed to resend receipt', { error: String(error) });
    res.status(500).json({ error: 'Could not resend the receipt' });
  }
});

// Cancel an order: refund the payment, restock the products, update the status
ordersRouter.post('/:id/cancel', async (req, res) => {
  try {
    const order = await prisma.order.findUniqueOrThrow({
      where: { id: req.params.id },
      include: { items: true },
    });

    if (order.status === 'shipped') {
      res.status(409).json({ error: 'Order has already been shipped' });
      return;
    }

    if (order.paymentIntent) {
      refundPayment(order.paymentIntent);
    }

    // Put the products back on the shelf
    await Promise.all(
      order.items.map((item) =>
        prisma.product.update({
          where: { id: item.productId },
          data: { stock: { increment: item.quantity } },
        }),
      ),
    );

    prisma.order.update({ where: { id: order.id }, data: { status: 'cancelled' } });

    trackEvent('order cancelled', { orderId: order.id });
    res.json({ cancelled: true });
  } catch (error) {
    logger.error('Failed to cancel order', { error: String(error) });
    res.status(500).json({ error: 'Could not cancel the order' });
  }
});
