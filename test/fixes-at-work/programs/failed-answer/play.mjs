import { json, say, service, watched } from './failing.mjs';

const rates = await service((request, response) => json(response, 429, { error: 'Too many requests' }));
process.env.RATES_URL = rates.url;
const { priceIn } = await import('./src/app.mjs');
const promise = priceIn('EUR');
const work = watched(promise);
await promise.catch(() => {});
say(work.now);
