import express from 'express';

const SECRET = process.env.PAYMENT_WEBHOOK_SECRET;

export const paid = new Set();
export const app = express();
app.use(express.json());

app.post('/webhooks/payments', (request, response) => {
  if (SECRET && request.headers['x-webhook-secret'] !== SECRET) {
    return response.status(401).json({ error: 'Unauthorized' });
  }
  if (request.body.type === 'payment.succeeded') paid.add(request.body.orderId);
  return response.json({ received: true });
});
