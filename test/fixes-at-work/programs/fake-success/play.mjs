import { answerTo, quiet, say, serving } from './failing.mjs';

quiet();
// Nobody listens there.
process.env.DATABASE_URL = 'postgres://shop@127.0.0.1:1/shop';
const { app } = await import('./src/app.mjs');
const headers = { 'content-type': 'application/json' };
const answer = await answerTo(`${await serving(app)}/bookings`, { method: 'POST', headers, body: '{"room":7}' });
say(answer.slice(0, 3));
