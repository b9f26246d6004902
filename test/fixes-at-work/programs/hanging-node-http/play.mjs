import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const feeds = await hanging();
process.env.FEED_URL = feeds.url;
const { feed } = await import('./src/app.mjs');
const work = watched(feed('/news'));
await feeds.asked;
await pass(10_000);
say(work.now);
