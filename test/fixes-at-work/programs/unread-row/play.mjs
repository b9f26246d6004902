import { answerTo, json, quiet, say, service, serving } from './failing.mjs';

quiet();
// The client wants one that Node 20 has not, and never uses it here.
globalThis.WebSocket = class {};
const database = await service((request, response) =>
  json(response, 500, { code: '57014', message: 'canceling statement due to statement timeout' }),
);
Object.assign(process.env, { SUPABASE_URL: database.url, SUPABASE_KEY: 'key' });
const { app } = await import('./src/app.mjs');
app.use((error, request, response, _next) => response.status(500).end('failed'));
say(await answerTo(`${await serving(app)}/balance/a-1`));
