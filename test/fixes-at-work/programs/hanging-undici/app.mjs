import { createServer } from 'node:http';
import { request } from 'undici';

export async function stockOf(article) {
  const { body } = await request(`${process.env.STOCK_URL}/articles/${article}`, { method: 'GET' });
  return body.json();
}

export const server = createServer(async (message, answer) => answer.end(JSON.stringify(await stockOf(message.url))));
