import { createServer } from 'node:http';

const answer = (response) => response.end('ordered');

const server = createServer((request, response) => {
  // The order is written: whoever started this program says when.
  process.stdout.write('under way\n');
  process.stdin.once('data', () => answer(response));
});
server.listen(process.env.PORT, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
