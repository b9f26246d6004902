import { once } from 'node:events';
import { answerTo, quiet, say } from './failing.mjs';

quiet();
process.on('uncaughtException', (error) => say(`the process ended: ${error.code}`));
const { server } = await import('./src/app.mjs');
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
await answerTo(`${url}/invoice`).catch(() => {});
say(await answerTo(`${url}/health`));
