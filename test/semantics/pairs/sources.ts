/** A place where a stranger's value comes in, as people write it; the body is code that uses `value`. */
export interface Source {
  readonly name: string;
  /** Whether it may be an object of the sender's making, or is a text for sure. */
  readonly gives: 'anything' | 'text';
  readonly side: 'server' | 'page';
  readonly file: string;
  readonly code: (body: string) => string;
}

const server = (name: string, gives: Source['gives'], code: Source['code'], file = 'src/server/orders.ts'): Source => ({
  name,
  gives,
  side: 'server',
  file,
  code,
});
const page = (name: string, gives: Source['gives'], code: Source['code']): Source => ({
  name,
  gives,
  side: 'page',
  file: 'src/pages/search.js',
  code,
});

const express =
  (value: string, method = 'post'): Source['code'] =>
  (body) => `
import express from 'express';
const app = express();
app.${method}('/orders/:id', async (req, res) => {
  const value = ${value};
  ${body}
  res.end();
});`;

const fastify =
  (value: string): Source['code'] =>
  (body) => `
import Fastify from 'fastify';
const fastify = Fastify();
fastify.post('/orders', async (request, reply) => {
  const value = ${value};
  ${body}
  return reply.send();
});`;

const hono =
  (value: string): Source['code'] =>
  (body) => `
import { Hono } from 'hono';
const app = new Hono();
app.post('/orders/:id', async (c) => {
  const value = ${value};
  ${body}
  return c.text('ok');
});
export default app;`;

const koa =
  (value: string): Source['code'] =>
  (body) => `
import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => {
  const value = ${value};
  ${body}
  ctx.body = 'ok';
});`;

const nest =
  (parameter: string, value: string): Source['code'] =>
  (body) => `
import { Body, Controller, Param, Post, Query } from '@nestjs/common';
@Controller('orders')
export class OrdersController {
  @Post(':id')
  async create(${parameter}) {
    const value = ${value};
    ${body}
  }
}`;

const route =
  (value: string): Source['code'] =>
  (body) => `
export async function POST(request) {
  const value = ${value};
  ${body}
  return new Response('ok');
}`;

const lambda =
  (value: string): Source['code'] =>
  (body) => `
export const handler = async (event) => {
  const value = ${value};
  ${body}
  return { statusCode: 200, body: 'ok' };
};`;

export const sources: readonly Source[] = [
  server('Express, a field of the body', 'anything', express('req.body.name')),
  server('Express, the query', 'anything', express('req.query.name', 'get')),
  server('Express, a part of the path', 'text', express('req.params.id')),
  server('Express, a header', 'text', express("req.get('x-name')")),
  server('Fastify, the body', 'anything', fastify('request.body.name')),
  server('Fastify, the query', 'anything', fastify('request.query.name')),
  server('Hono, the query', 'text', hono("c.req.query('name')")),
  server('Hono, JSON', 'anything', hono('(await c.req.json()).name')),
  server('Hono, a part of the path', 'text', hono("c.req.param('id')")),
  server('Koa, the query', 'anything', koa('ctx.query.name')),
  server('Koa, the body', 'anything', koa('ctx.request.body.name')),
  server('NestJS, the body', 'anything', nest('@Body() input', 'input.name')),
  server('NestJS, the query', 'anything', nest("@Query('name') name", 'name')),
  server('NestJS, a part of the path', 'text', nest("@Param('id') id", 'id')),
  server('Next.js, JSON of a route', 'anything', route('(await request.json()).name'), 'src/app/api/orders/route.ts'),
  server(
    'Next.js, the query of a route',
    'text',
    route("new URL(request.url).searchParams.get('name')"),
    'src/app/api/search/route.ts',
  ),
  server(
    'Next.js, a form of a route',
    'text',
    route("String((await request.formData()).get('name'))"),
    'app/api/x/route.ts',
  ),
  server(
    'Next.js, a server action',
    'text',
    (body) => `'use server';\nexport async function save(form) {\n  const value = form.get('name');\n  ${body}\n}`,
    'src/app/actions.ts',
  ),
  server(
    'Next.js, a handler of pages',
    'anything',
    (body) =>
      `export default async function handler(req, res) {\n  const value = req.query.name;\n  ${body}\n  res.end();\n}`,
    'pages/api/orders.ts',
  ),
  server(
    'Next.js, what a page is searched for',
    'text',
    (body) =>
      `export default async function Page({ searchParams }) {\n  const { name: value } = await searchParams;\n  ${body}\n  return null;\n}`,
    'src/app/search/page.tsx',
  ),
  server(
    'tRPC, a text of the input',
    'text',
    (body) => `
import { z } from 'zod';
import { publicProcedure, router } from './trpc';
export const orders = router({
  find: publicProcedure.input(z.object({ name: z.string() })).query(async ({ input }) => {
    const value = input.name;
    ${body}
  }),
});`,
  ),
  server(
    'Supabase, an edge function',
    'anything',
    (body) => `
import { serve } from 'https://deno.land/std@0.168.0/http/server.ts';
serve(async (req) => {
  const { name: value } = await req.json();
  ${body}
  return new Response('ok');
});`,
    'supabase/functions/orders/index.ts',
  ),
  server(
    'Deno, the query',
    'text',
    (body) => `
Deno.serve(async (req) => {
  const value = new URL(req.url).searchParams.get('name');
  ${body}
  return new Response('ok');
});`,
    'src/main.ts',
  ),
  server('AWS Lambda, the query', 'text', lambda('event.queryStringParameters.name'), 'src/handlers/orders.ts'),
  server('AWS Lambda, JSON', 'anything', lambda('JSON.parse(event.body).name'), 'src/handlers/orders.ts'),
  server(
    'Cloudflare Workers, the query',
    'text',
    (body) => `
export default {
  async fetch(request, env) {
    const value = new URL(request.url).searchParams.get('name');
    ${body}
    return new Response('ok');
  },
};`,
    'src/worker.ts',
  ),
  server(
    'Socket.IO, a message',
    'anything',
    (body) => `
import { Server } from 'socket.io';
const io = new Server(3000);
io.on('connection', (socket) => {
  socket.on('order', async (message) => {
    const value = message.name;
    ${body}
  });
});`,
  ),
  server(
    'ws, a message',
    'anything',
    (body) => `
import { WebSocketServer } from 'ws';
const server = new WebSocketServer({ port: 3000 });
server.on('connection', (ws) => {
  ws.on('message', async (data) => {
    const value = JSON.parse(data.toString()).name;
    ${body}
  });
});`,
  ),
  server(
    'Node, the body as it is parsed',
    'anything',
    (body) => `
import http from 'node:http';
http.createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const value = JSON.parse(Buffer.concat(chunks).toString()).name;
  ${body}
  res.end();
}).listen(3000);`,
  ),
  server(
    'Multer, the name of a file',
    'text',
    (body) => `
import express from 'express';
import multer from 'multer';
const app = express();
const upload = multer({ dest: 'uploads/', limits: { fileSize: 1_000_000 } });
app.post('/files', upload.single('file'), async (req, res) => {
  const value = req.file.originalname;
  ${body}
  res.end();
});`,
  ),
  page(
    'a page, the query',
    'text',
    (body) => `
const value = new URLSearchParams(window.location.search).get('name');
${body}`,
  ),
  page(
    'a page, the fragment',
    'text',
    (body) => `
const value = decodeURIComponent(location.hash.slice(1));
${body}`,
  ),
  page(
    'a page, a message',
    'anything',
    (body) => `
window.addEventListener('message', (event) => {
  const value = event.data.name;
  ${body}
});`,
  ),
];
