import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const carrier = await hanging();
process.env.CARRIER_URL = carrier.url;
const { createShipment } = await import('./src/app.mjs');
const work = watched(createShipment('o-1'));
await carrier.asked;
await pass(10_000);
say(work.now);
