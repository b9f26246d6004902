import { Router } from 'express';
import { z } from 'zod';
import { prisma } from './lib/db';
import { logger } from './lib/logger';

export const cartsRouter = Router();

const cartSchema = z.object({
  items: z.array(
    z.object({ productId: z.string(), name: z.string(), price: z.number(), quantity: z.number().int().positive() }),
  ),
});

cartsRouter.get('/:id', async (req, res) => {
  try {
    const cart = await prisma.cart.findUnique({ where: { id: req.params.id } });
    res.json({ items: cart?.items ?? [] });
  } catch (error) {
    logger.error('Failed to load cart', { error: String(error) });
    res.status(500).json({ error: 'Could not load the cart' });
  }
});

cartsRouter.put('/:id', async (req, res) => {
  const body = cartSchema.safeParse(req.body);
  if (!body.success) {
    res.status(400).json({ error: 'Invalid cart' });
    return;
  }

  try {
    const { items } = body.data;
    await prisma.cart.upsert({
      where: { id: req.params.id },
      create: { id: req.params.id, items },
      update: { items },
    });
    res.status(204).end();
  } catch (error) {
    logger.error('Failed to save cart', { error: String(error) });
    res.status(500).json({ error: 'Could not save the cart' });
  }
});
