import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const stock = await hanging();
process.env.STOCK_URL = stock.url;
const { stockOf } = await import('./src/app.mjs');
const work = watched(stockOf('a-1'));
await stock.asked;
await pass(10_000);
say(work.now);
