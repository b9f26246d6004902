import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';

export const server = createServer((request, response) => {
  if (request.url === '/health') {
    response.end('well');
    return;
  }
  const file = createReadStream(new URL('invoice-1.pdf', import.meta.url));
  file.pipe(response);
});
