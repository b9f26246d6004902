import { Router } from 'express';
import { z } from 'zod';
import { prisma } from './lib/db';
import { logger } from './lib/logger';

export const productsRouter = Router();

const listQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(50).default(20),
});

// List products, newest first
productsRouter.get('/', async (req, res) => {
  const query = listQuery.safeParse(req.query);
  if (!query.success) {
    res.status(400).json({ error: 'Invalid query' });
    return;
  }

  try {
    const { page, pageSize } = query.data;
    const [products, total] = await prisma.$transaction([
      prisma.product.findMany({ orderBy: { name: 'asc' }, skip: (page - 1) * pageSize, take: pageSize }),
      prisma.product.count(),
    ]);
    res.json({ products, total });
  } catch (error) {
    logger.error('Failed to list products', { error: String(error) });
    res.status(500).json({ error: 'Could not load products' });
  }
});

// Get a single product
productsRouter.get('/:id', async (req, res) => {
  try {
    const product = await prisma.product.findUnique({ where: { id: req.params.id } });
    if (!product) {
      res.status(404).json({ error: 'Product not found' });
      return;
    }
    res.json(product);
  } catch (error) {
    logger.error('Failed to load product', { error: String(error) });
    res.status(500).json({ error: 'Could not load product' });
  }
});
