import cors from 'cors';
import express from 'express';
import { cartsRouter } from './carts';
import { checkoutRouter } from './checkout';
import { ordersRouter } from './orders';
import { productsRouter } from './products';
import { reviewsRouter } from './reviews';
import { webhooksRouter } from './webhooks';
import { logger } from './lib/logger';

const app = express();
const port = Number(process.env.PORT ?? 3000);

// Stripe needs the raw body to verify signatures, so webhooks are mounted before express.json()
app.use('/webhooks', webhooksRouter);

app.use(cors({ origin: process.env.WEB_ORIGIN }));
app.use(express.json());

app.use('/api/products', productsRouter);
app.use('/api/carts', cartsRouter);
app.use('/api/checkout', checkoutRouter);
app.use('/api/orders', ordersRouter);
app.use('/api/reviews', reviewsRouter);

app.get('/healthz', (_req, res) => {
  res.json({ ok: true });
});

app.listen(port, () => {
  logger.info(`Fernwood API listening on port ${port}`);
});
