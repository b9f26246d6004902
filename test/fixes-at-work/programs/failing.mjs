/** Services on this machine that fail as they are told to, and a look at what a program makes of it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** A service of HTTP; `answer` gets the request with its `text`. */
export async function service(answer) {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    request.text = Buffer.concat(parts).toString();
    await answer(request, response);
  });
  const port = await listening(server);
  return { port, url: `http://127.0.0.1:${port}` };
}

/** Takes each request, or connection, and never answers; `asked` is kept once it has one. */
export async function hanging(protocol = 'http') {
  let heard;
  const asked = new Promise((resolve) => {
    heard = resolve;
  });
  const port = await listening(protocol === 'http' ? createServer(heard) : createSocketServer(heard));
  return { port, url: `http://127.0.0.1:${port}`, asked };
}

/** Serves an application of Express, or a listener of Node's own. */
export async function serving(app) {
  const port = await listening(createServer(app));
  return `http://127.0.0.1:${port}`;
}

export function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export async function answerTo(url, options) {
  const response = await fetch(url, options);
  return `${response.status} ${await response.text()}`;
}

/** How a promise stands, now and later. */
export function watched(promise) {
  const state = { now: 'still waits' };
  promise.then(
    (value) => {
      state.now = `ended with ${JSON.stringify(value)}`;
    },
    (error) => {
      state.now = `gave up: ${error.name}`;
    },
  );
  return state;
}

/** Keeps the log of the program apart from what this program says of it. */
export function quiet() {
  const lines = [];
  for (const level of ['error', 'warn', 'info', 'log'])
    console[level] = (...parts) => lines.push(parts.map((part) => part?.message ?? String(part)).join(' '));
  return lines;
}

export function say(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`, () => process.exit(0));
}
