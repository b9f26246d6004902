import { once } from 'node:events';
import { connect } from 'node:net';
import { quiet, say } from './failing.mjs';

quiet();
process.on('uncaughtException', (error) => say(`the process ended: ${error.name}`));
const { server, taken } = await import('./src/app.mjs');
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
connect(port, '127.0.0.1').write('<order id="o-1">');
const second = connect(port, '127.0.0.1');
second.write('{"id":"o-2"}');
await once(second, 'data');
say(`taken: ${taken.join(', ')}`);
