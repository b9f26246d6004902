import { pass } from './clock.mjs';
import { hanging, say, watched } from './failing.mjs';

const crm = await hanging();
process.env.CRM_URL = crm.url;
const { contactOf } = await import('./src/app.mjs');
const work = watched(contactOf('c-1'));
await crm.asked;
await pass(10_000);
say(work.now);
