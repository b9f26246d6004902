import { answerTo, say, serving } from './failing.mjs';

const { app, paid } = await import('./src/app.mjs');
const answer = await answerTo(`${await serving(app)}/webhooks/payments`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"type":"payment.succeeded","orderId":"o-1"}',
});
say(`forged: ${answer.slice(0, 3)}`, `paid: ${paid.size}`);
