import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';

export const paid = [];
export const app = new Hono();

app.post('/webhooks/github', async (c) => {
  const event = await c.req.json();
  const digest = createHmac('sha256', process.env.SIGNING_KEY).update(JSON.stringify(event)).digest('hex');
  const given = c.req.header('x-hub-signature-256') ?? '';
  const expected = `sha256=${digest}`;
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
    return c.json({ error: 'Bad signature' }, 401);
  paid.push(event.sponsorship);
  return c.json({ received: true });
});
