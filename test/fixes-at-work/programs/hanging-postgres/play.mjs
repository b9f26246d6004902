import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const database = await hanging('postgres');
process.env.DATABASE_URL = `postgres://shop@127.0.0.1:${database.port}/shop`;
const { ordersOf } = await import('./src/app.mjs');
const work = watched(ordersOf('c-1'));
await database.asked;
await pass(10_000);
say(work.now);
