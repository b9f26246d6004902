import { json, quiet, say, service, watched } from './failing.mjs';

const log = quiet();
const crm = await service((request, response) => json(response, 503, { error: 'down' }));
process.env.CRM_URL = crm.url;
const { saveContact } = await import('./src/app.mjs');
const promise = saveContact({ mail: 'ann@example.com' });
const work = watched(promise);
await promise.catch(() => {});
say(work.now, `log: ${log.length}`);
