import { Router } from 'express';
import { prisma } from './lib/db';
import { logger } from './lib/logger';

export const reviewsRouter = Router();

interface NewReview {
  productId: string;
  author: string;
  rating: number;
  text?: string;
}

// Leave a review
reviewsRouter.post('/', async (req, res) => {
  try {
    const { productId, author, rating, text } = req.body as NewReview;
    const review = await prisma.review.create({ data: { productId, author, rating, text } });
    res.status(201).json(review);
  } catch (error) {
    logger.error('Failed to save review', { error: String(error) });
    res.status(500).json({ error: 'Could not save the review' });
  }
});
