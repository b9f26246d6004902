import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const rates = await hanging();
process.env.RATES_URL = rates.url;
const { latestRates } = await import('./src/app.mjs');
const work = watched(latestRates());
await rates.asked;
await pass(10_000);
say(work.now);
