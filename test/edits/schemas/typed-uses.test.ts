import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validated } from './validated.ts';

const file = 'app/api/orders/route.ts';
const manifest = '{ "dependencies": { "zod": "^4.0.0", "mongoose": "8", "@prisma/client": "6" } }';
const models = `import { model, Schema } from 'mongoose';
export const Order = model('Order', new Schema({
  items: [{ sku: { type: String, required: true }, price: { type: Number, required: true }, quantity: { type: Number, required: true } }],
  fee: Number,
}));
`;

function schemaOf(lines: string): string | undefined {
  const handler = `import { PrismaClient } from '@prisma/client';
import { Order } from '../../models';
const db = new PrismaClient();
export async function POST(request: Request) {
${lines}
}
`;
  const after = validated({ 'package.json': manifest, 'app/models.ts': models, [file]: handler }, file)[file];
  return /z\.object\([^;]*\);/s.exec(after ?? '')?.[0];
}

describe('the schema fits how the code goes on with a value', () => {
  it('a column that takes the text of a number has to be one where the code calculates', () => {
    assert.equal(
      schemaOf(`  const { items, fee } = await request.json();
  const total = items.reduce((sum: number, item: any) => sum + item.price * item.quantity, 0) + (fee || 0);
  await Order.create({ items, fee, total });
  return Response.json({ total });`),
      `z.object({
  items: z.array(z.object({
    sku: z.string(),
    price: z.number(),
    quantity: z.number(),
  })),
  fee: z.number().nullish(),
});`,
    );
  });

  it('what breaks without a value needs it, though the code looks for it elsewhere', () => {
    assert.match(
      schemaOf(`  const { items, note } = await request.json();
  for (const item of items || []) console.log(item.sku);
  const skus = items.map((item: any) => item.sku.trim());
  await db.order.create({ data: { skus, note } });
  return Response.json({});`) ?? '',
      /items: z\.array\(z\.object\(\{\s+sku: z\.string\(\),\s+\}\)\),/,
    );
  });

  it('none where only some requests have a value that the code then needs', () => {
    assert.equal(
      schemaOf(`  const { action, title } = await request.json();
  if (action === 'create') await db.order.create({ data: { title: title.trim() } });
  else await db.order.create({ data: { title } });
  return Response.json({});`),
      undefined,
    );
  });

  it('one where the code looks before', () => {
    assert.match(
      schemaOf(`  const { action, title, note } = await request.json();
  if (action === 'create' && title) await db.order.create({ data: { title: title.trim(), note } });
  return Response.json({});`) ?? '',
      /title: z\.string\(\)\.nullish\(\)/,
    );
  });

  it('what is calculated with on every way is needed', () => {
    assert.match(
      schemaOf(`  const { price, title } = await request.json();
  await db.order.create({ data: { title, cents: price * 100 } });
  return Response.json({});`) ?? '',
      /price: z\.number\(\),/,
    );
  });

  it('a kind that is asked for with a refusal is needed', () => {
    assert.match(
      schemaOf(`  const body = (await request.json()) as Record<string, unknown>;
  if (typeof body.price !== 'number' || !Array.isArray(body.tags) || body.tags.length === 0) return Response.json({ error: 'No price' }, { status: 400 });
  await db.order.create({ data: { price: body.price, title: body.title as string, tags: body.tags.map((tag: any) => tag.trim()) } });
  return Response.json({});`) ?? '',
      /price: z\.number\(\),/,
    );
  });

  it('a refusal of an empty text or list is one of nothing, too', () => {
    const schema =
      schemaOf(`  const body = (await request.json()) as { title?: string; note?: string; items?: string[] };
  if (!body.title?.trim() || !body.items?.length) return Response.json({ error: 'No title' }, { status: 400 });
  await db.order.create({ data: { title: body.title, note: body.note, items: body.items } });
  return Response.json({});`);
    assert.match(schema ?? '', /title: z\.string\(\)\.min\(1\),/);
    assert.match(schema ?? '', /note: z\.string\(\)\.optional\(\),/);
  });

  it('a place that takes a text of a list, a list of texts or a text at least needs one', () => {
    assert.match(
      schemaOf(`  const { answer, note } = await request.json();
  if (!['yes', 'no'].includes(answer)) return Response.json({ error: 'No answer' }, { status: 400 });
  await db.order.create({ data: { answer, note } });
  return Response.json({});`) ?? '',
      /answer: z\.enum\(\['yes', 'no'\]\),/,
    );
    assert.match(
      schemaOf(`  const { user_id, team, title } = await request.json();
  let ids: string[] = [];
  if (user_id) ids = [user_id];
  await db.order.create({ data: { ids, title } });
  if (team) console.log(team);
  return Response.json({});`) ?? '',
      /user_id: z\.string\(\)\.nullish\(\),/,
    );
    assert.equal(
      schemaOf(`  const { title, note } = await request.json();
  await keep(note);
  await db.order.create({ data: { title } });
  return Response.json({});
}
async function keep(note: string | null) {
  await db.note.create({ data: { note } });`),
      undefined,
    );
  });

  it('a type that is given once what came has a name', () => {
    assert.equal(
      schemaOf(`  const body = await request.json();
  const { title, note }: { title?: string; note?: string } = body || {};
  if (!title && !note) return Response.json({ error: 'Nothing' }, { status: 400 });
  await db.order.create({ data: { title: title || note, note } });
  return Response.json({});`),
      'z.object({\n  title: z.string().optional(),\n  note: z.string().optional(),\n});',
    );
  });

  it('none where elements may lack what a callback declares them to have', () => {
    assert.equal(
      schemaOf(`  interface Item { sku: string; size: string }
  const { title, items }: { title: string; items: Item[] } = await request.json();
  const names = items.map((item: Item) => (item.size ? item.sku + item.size : item.sku));
  await db.order.create({ data: { title, names } });
  return Response.json({});`),
      undefined,
    );
  });

  it('none where a branch is all that a variable of a type gets', () => {
    assert.equal(
      schemaOf(`  const { title, phone, isGroup } = await request.json();
  const to: string = isGroup ? 'group' : phone;
  await db.order.create({ data: { title, to } });
  return Response.json({});`),
      undefined,
    );
  });

  it('the last of several takes the place of none', () => {
    assert.equal(
      schemaOf(`  const body = await request.json();
  let email: string;
  email = body.email || body.mail;
  await db.order.create({ data: { email, title: body.title } });
  return Response.json({});`),
      undefined,
    );
  });

  it('elements of a list that goes on whole keep what else they hold', () => {
    const kept = 'z.array(z.looseObject({\n    sku: z.string(),\n  }))';
    assert.equal(
      schemaOf(`  const { items, email } = (await request.json()) as { items: { sku: string }[]; email: string };
  await db.order.create({ data: { email, items: JSON.stringify(items) } });
  return Response.json({});`),
      `z.object({\n  items: ${kept},\n  email: z.string(),\n});`,
    );
    assert.match(
      schemaOf(`  const { order }: { order: { items: { sku: string }[]; email: string } } = await request.json();
  for (const item of order.items) console.log(item.sku);
  await db.order.create({ data: { email: order.email, items: order.items || [] } });
  return Response.json({});`) ?? '',
      /order: z\.object\(\{\n {4}items: z\.array\(z\.looseObject\(/,
    );
    assert.match(
      schemaOf(`  const { items, email } = (await request.json()) as { items: { sku: string }[]; email: string };
  await db.order.create({ data: { email, skus: items.map((item) => item.sku) } });
  return Response.json({});`) ?? '',
      /items: z\.array\(z\.object\(/,
    );
  });
});
