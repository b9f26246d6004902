import { quiet, say } from './failing.mjs';

quiet();
// Nobody listens there.
process.env.DATABASE_URL = 'postgres://shop@127.0.0.1:1/shop';
const { openOrders } = await import('./src/app.mjs');
await openOrders().catch((error) => say(error.message, `cause: ${error.cause?.code}`));
