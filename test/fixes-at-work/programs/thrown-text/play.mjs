import { json, say, service } from './failing.mjs';

const bank = await service((request, response) => json(response, 402, {}));
process.env.BANK_URL = bank.url;
const { charge } = await import('./src/app.mjs');
// What a log, or an answer, of the project does with whatever it catches.
await charge({ id: 'o-1' }).catch((error) => say(`message: ${error.message}`, `stack: ${typeof error.stack}`));
