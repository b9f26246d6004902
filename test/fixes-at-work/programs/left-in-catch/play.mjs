import { json, quiet, say, service } from './failing.mjs';

quiet();
const crm = await service((request, response) => json(response, 503, { error: 'down' }));
process.env.CRM_URL = crm.url;
const { saveContact, told } = await import('./src/app.mjs');
await saveContact({ mail: 'ann@example.com' });
say(`told: ${told.join(', ')}`);
