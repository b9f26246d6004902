import { answerTo, json, quiet, say, service, serving } from './failing.mjs';

quiet();
// The client wants one that Node 20 has not, and never uses it here.
globalThis.WebSocket = class {};
const database = await service((request, response) =>
  json(response, 409, { code: '23505', message: 'duplicate key value violates unique constraint "orders_pkey"' }),
);
Object.assign(process.env, { SUPABASE_URL: database.url, SUPABASE_KEY: 'key' });
const { app } = await import('./src/app.mjs');
const url = await serving(app);
const headers = { 'content-type': 'application/json' };
say(await answerTo(`${url}/orders`, { method: 'POST', headers, body: '{"id":"o-1","total":20}' }));
