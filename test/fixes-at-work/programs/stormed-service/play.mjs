import { json, quiet, say, service } from './failing.mjs';

quiet();
// The pauses that the program asks for, over at once.
const asked = [];
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, ms, ...values) => {
  if (!new Error('Who asks?').stack.includes('/src/app.mjs')) return setTimeout(work, ms, ...values);
  asked.push(ms);
  return setImmediate(work);
};
const served = [];
const station = await service((request, response) => {
  served.push(asked.length);
  json(response, 503, {});
});
process.env.WEATHER_URL = station.url;
const { weather } = await import('./src/app.mjs');
await weather('Oslo').catch(() => {});
say(`pauses before each attempt: ${served.join(' ')}`, `milliseconds: ${asked.slice(0, 3).join(' ')}`);
