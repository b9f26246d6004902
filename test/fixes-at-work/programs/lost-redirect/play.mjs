import { quiet, say } from './failing.mjs';

quiet();
const { action } = await import('./src/app.mjs');
const body = new URLSearchParams({ name: 'Ann' });
const answer = await action({ request: new Request('http://shop.example/orders', { method: 'POST', body }) }).catch(
  (thrown) => thrown,
);
say(answer.status ? `${answer.status} ${answer.headers.get('location')}` : answer.error);
