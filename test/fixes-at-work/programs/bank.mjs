/** Charges, and loses the answer of the first attempt on the way: whoever asked must ask again. */
import { json, service } from './failing.mjs';

export async function bank() {
  const charges = new Map();
  let attempts = 0;
  const { port } = await service((request, response) => {
    attempts += 1;
    const key = request.headers['idempotency-key'] ?? `attempt ${attempts}`;
    charges.set(key, { id: `ch_${charges.size + 1}`, object: 'charge', sent: request.text });
    json(response, attempts === 1 ? 502 : 200, attempts === 1 ? { error: {} } : charges.get(key));
  });
  Object.assign(process.env, { STRIPE_SECRET_KEY: 'key of a test', BANK_PORT: String(port) });
  return charges;
}

/** The customer presses the button again. */
export async function twice(pay) {
  await pay().catch(() => {});
  return pay();
}
