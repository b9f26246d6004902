import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is sent: a text is the body as it stands, nothing is no body. */
export type Sent = string | undefined;

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A framework, and how a handler that stores an order is written for it. */
export interface Framework {
  readonly name: string;
  /** Its imports, then what stands below the order's type. */
  readonly code: string;
  /** Where Node cannot run its code as it is. */
  readonly compiled?: (code: string) => string;
  /** What the module with the handler answers. */
  answer(module: { readonly app: unknown }, sent: Sent): Promise<Answer>;
}

export const store = `await pool.query('INSERT INTO orders VALUES ($1, $2, $3, $4, $5, $6)', [email, total, note, tags, status, address.city])`;
export const fields = `{ email, total, note, tags, status, address }`;

const init = (body: Sent): RequestInit => ({
  method: 'POST',
  ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
});

async function answerOf(response: Response | Promise<Response>): Promise<Answer> {
  const answered = await response;
  return { status: answered.status, text: await answered.text() };
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export async function overHttp(listener: Listener, sent: Sent): Promise<Answer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await answerOf(fetch(`http://127.0.0.1:${port}/orders`, init(sent)));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Injected {
  readonly statusCode: number;
  readonly body: string;
}

export const frameworks: readonly Framework[] = [
  {
    name: 'Express',
    code: `import express from 'express';

export const app = express();
app.use(express.json());
app.post('/orders', async (req, res) => {
  const ${fields}: NewOrder = req.body;
  ${store};
  res.status(201).json({ email, total });
});
app.use((error: any, _req: unknown, res: any, _next: unknown) => res.status(error.status ?? 500).json({ error: 'Failed' }));
`,
    answer: ({ app }, sent) => overHttp(app as Listener, sent),
  },
  {
    name: 'Fastify',
    code: `import Fastify from 'fastify';

export const app = Fastify();
app.post('/orders', async (request, reply) => {
  const ${fields} = request.body as NewOrder;
  ${store};
  return reply.code(201).send({ email, total });
});
`,
    async answer({ app }, sent) {
      const server = app as { inject(options: object): Promise<Injected> };
      const headers = sent === undefined ? {} : { 'content-type': 'application/json' };
      const asked = { method: 'POST', url: '/orders', headers, ...(sent === undefined ? {} : { payload: sent }) };
      const { statusCode, body } = await server.inject(asked);
      return { status: statusCode, text: body };
    },
  },
  {
    name: 'Hono',
    code: `import { Hono } from 'hono';

export const app = new Hono();
app.post('/orders', async (c) => {
  const ${fields}: NewOrder = await c.req.json();
  ${store};
  return c.json({ email, total }, 201);
});
app.onError((_error, c) => c.json({ error: 'Failed' }, 500));
`,
    answer: ({ app }, sent) =>
      answerOf(
        (app as { request(path: string, options: RequestInit): Promise<Response> }).request('/orders', init(sent)),
      ),
  },
  {
    name: 'Koa',
    code: `import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';

const koa = new Koa();
koa.silent = true;
koa.use(bodyParser());
koa.use(async (ctx) => {
  const ${fields} = ctx.request.body as NewOrder;
  ${store};
  ctx.status = 201;
  ctx.body = { email, total };
});
export const app = koa.callback();
`,
    answer: ({ app }, sent) => overHttp(app as Listener, sent),
  },
  {
    name: 'plain Node',
    code: `import type { IncomingMessage, ServerResponse } from 'node:http';

async function bodyOf(req: IncomingMessage): Promise<string> {
  let text = '';
  req.setEncoding('utf8');
  for await (const chunk of req) text += chunk;
  return text;
}

async function placeOrder(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const ${fields}: NewOrder = JSON.parse((await bodyOf(req)) || '{}');
  ${store};
  res.writeHead(201, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify({ email, total }));
}

export const app = (req: IncomingMessage, res: ServerResponse): void => {
  placeOrder(req, res).catch(() => res.writeHead(500).end());
};
`,
    answer: ({ app }, sent) => overHttp(app as Listener, sent),
  },
  {
    name: 'a route of Next.js',
    code: `export async function POST(request: Request) {
  const ${fields}: NewOrder = await request.json();
  ${store};
  return Response.json({ email, total }, { status: 201 });
}
export const app = POST;
`,
    answer: async ({ app }, sent) => {
      const asked = new Request('http://127.0.0.1/orders', init(sent));
      const failed = new Response('Failed', { status: 500 });
      return answerOf((app as (request: Request) => Promise<Response>)(asked).catch(() => failed));
    },
  },
];
