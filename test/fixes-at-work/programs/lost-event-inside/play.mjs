import Stripe from 'stripe';
import { answerTo, quiet, say, serving } from './failing.mjs';

quiet();
const key = 'signing key of a test';
Object.assign(process.env, {
  STRIPE_SECRET_KEY: 'key of a test',
  SIGNING_KEY: key,
  DATABASE_URL: 'postgres://shop@127.0.0.1:1/shop',
});
const { app } = await import('./src/app.mjs');
app.use((error, request, response, _next) => response.status(500).end('failed'));
const url = await serving(app);
const body = JSON.stringify({
  id: 'evt_1',
  type: 'checkout.session.completed',
  data: { object: { metadata: { orderId: 'o-1' } } },
});
const deliver = (secret) =>
  answerTo(`${url}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret }),
    },
    body,
  });
const [forged, own] = [await deliver('a stranger'), await deliver(key)];
say(`forged: ${forged.slice(0, 3)}`, `while the database is down: ${own.slice(0, 3)}`);
