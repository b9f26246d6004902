import { createHmac } from 'node:crypto';
import { say } from './failing.mjs';

process.env.SIGNING_KEY = 'signing key of a test';
const { app, paid } = await import('./src/app.mjs');
// The sender's own layout: no parsed and rewritten text is the same.
const body = '{ "action": "created",\n  "sponsorship": "gold" }';
const deliver = async (key, text) => {
  const digest = createHmac('sha256', key).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` };
  return (await app.request('/webhooks/github', { method: 'POST', headers, body: text })).status;
};
const genuine = await deliver(process.env.SIGNING_KEY, body);
const altered = await deliver(process.env.SIGNING_KEY, body.replace('gold', 'silver'));
const forged = await deliver('a stranger', body);
say(`genuine: ${genuine}`, `altered: ${altered}`, `forged: ${forged}`, `taken: ${paid.join(', ')}`);
