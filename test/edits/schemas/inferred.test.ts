import { type Case, describeCases, route } from './inferring.ts';

const schema = `
model Offer {
  id      String  @id @default(uuid())
  title   String  @db.VarChar(80)
  note    String?
  price   Float
  stock   Int     @default(0)
  open    Boolean
  state   State
  owner   String  @db.Uuid
  tags    String[]
}

enum State {
  draft
  sold // to whom it may concern
}
`;

const supabase = `export type Database = {
  public: {
    Tables: {
      bookings: {
        Row: { id: string; code: string | null };
        Insert: { id?: string; email: string; guests: number; note?: string | null; state?: 'open' | 'done'; extra?: Json };
        Update: { id?: string; email?: string; guests?: number; note?: string | null };
      };
    };
    Functions: { choose: { Args: { plan: 'free' | 'paid' }; Returns: undefined } };
  };
};
`;

const edge = (method: string, fields: string): string => `import { createClient } from 'npm:@supabase/supabase-js@2';
import { z } from 'npm:zod@4';
export { z };
Deno.serve(async (req) => {
  const client = createClient('https://a.supabase.co', 'key');
  const { ${fields} } = await req.json();
  await client.from('bookings').${method}({ ${fields} });
  return Response.json({});
});
`;

const cases: readonly Case[] = [
  {
    says: 'columns of Prisma, their length, kinds and enums',
    code: route(
      'const { title, note, price, stock, open, state, owner, tags } = await request.json();',
      'title, note, price, stock, open, state, owner, tags',
    ),
    files: { 'prisma/schema.prisma': schema },
    fields: [
      'title: z.string().max(80)',
      'note: z.string().nullish()',
      'price: z.number()',
      'stock: z.number().int().optional()',
      'open: z.boolean()',
      "state: z.enum(['draft', 'sold'])",
      'owner: z.guid()',
      'tags: z.array(z.string()).optional()',
    ],
  },
  {
    says: 'columns of the types that Supabase generates',
    code: edge('insert', 'email, guests, note, state'),
    file: 'supabase/functions/book/index.ts',
    files: { 'src/integrations/supabase/types.ts': supabase },
    fields: [
      'email: z.email()',
      'guests: z.number()',
      'note: z.string().nullish()',
      "state: z.enum(['open', 'done']).optional()",
    ],
  },
  {
    says: 'an update, which needs no column',
    code: edge('update', 'email, guests'),
    file: 'supabase/functions/book/index.ts',
    files: { 'src/integrations/supabase/types.ts': supabase },
    fields: ['email: z.string().optional()', 'guests: z.number().optional()'],
  },
  {
    says: 'a declared type, with what the code tolerates beside it',
    code: route(
      'const { title, note, kind }: { title: string; note: string; kind: 1 | 2 } = await request.json();',
      "title, note: note || '', kind",
      "if (!title) return Response.json({ error: 'No title' }, { status: 400 });",
    ),
    fields: ['title: z.string().min(1)', 'note: z.string().optional()', 'kind: z.union([z.literal(1), z.literal(2)])'],
  },
  {
    says: 'a condition that only some requests come by, which needs nothing of others',
    code: route(
      'const { title, mode } = await request.json();',
      'title, mode',
      "if (mode === 'strict') { if (!title) return Response.json({ error: 'No title' }, { status: 400 }); }",
    ),
    fields: ['title: z.string().nullish()', 'mode: z.string().nullish()'],
  },
  {
    says: 'a refusal behind another success, which needs nothing of that one',
    code: route(
      'const { title, mode } = await request.json();',
      'title',
      "if (mode === 'dry') return Response.json({ dry: true });\n  if (!title) return Response.json({ error: 'No title' }, { status: 400 });",
    ),
    fields: ['title: z.string().nullish()', 'mode: z.string().nullish()'],
  },
  {
    says: 'how values are treated',
    code: route(
      'const body = await request.json();',
      'title: body.title.trim(), weight, names, tax',
      'const weight = body.weight * 2;\n  const names = body.people.map((person) => person.name.trim());\n  const tax = body.tax ?? 7;',
    ),
    fields: [
      'weight: z.number()',
      'people: z.array(z.object({',
      '  name: z.string()',
      '}))',
      'tax: z.number().nullish()',
      'title: z.string()',
    ],
  },
  {
    says: 'elements of lists, by what is done with them',
    code: route(
      'const { title, people } = await request.json();',
      'title, names: people.map(({ name }) => name)',
      "if (!title) return Response.json({ error: 'No title' }, { status: 400 });\n  people.forEach((person) => log(person.name.trim(), person.age * 2));",
    ),
    fields: [
      'title: z.string().min(1)',
      'people: z.array(z.object({',
      '  name: z.string()',
      '  age: z.number()',
      '}))',
    ],
  },
  {
    says: 'a row that has a name, and what is put into it later',
    code: edge('update', 'email, guests')
      .replace('.update({ email, guests })', '.update(row)')
      .replace(
        'await client',
        'const row: any = { email };\n  if (guests !== undefined) row.guests = guests;\n  await client',
      ),
    file: 'supabase/functions/book/index.ts',
    files: { 'src/integrations/supabase/types.ts': supabase },
    fields: ['email: z.string().optional()', 'guests: z.number().optional()'],
  },
  {
    says: 'columns that are looked up, arguments of functions of the database, and JSON',
    code: edge('insert', 'email, guests, extra')
      .replace(
        'await client',
        "const { code, codes, plan } = body;\n  await client.from('bookings').delete().eq('code', code);\n  await client.from('bookings').delete().in('code', codes);\n  await client.rpc('choose', { plan });\n  await client",
      )
      .replace(
        'const { email, guests, extra } = await req.json();',
        'const body = await req.json();\n  const { email, guests, extra } = body;',
      ),
    file: 'supabase/functions/book/index.ts',
    files: { 'src/integrations/supabase/types.ts': supabase },
    fields: [
      'email: z.email()',
      'guests: z.number()',
      'extra: z.any().optional()',
      'code: z.string().nullish()',
      'codes: z.array(z.string()).nullish()',
      "plan: z.enum(['free', 'paid'])",
    ],
  },
  {
    says: 'fields of Mongoose, which reads numbers from texts',
    code: `import { Offer } from '../../../models/offer';
import { z } from 'zod';
export { z };
export async function POST(request: Request) {
  const { title, price, state, open, tags, owner, size, extra } = await request.json();
  await Offer.create({ title, price, state, open, tags, owner, size, extra });
  return Response.json({});
}
`,
    files: {
      'models/offer.ts': `import mongoose, { Schema } from 'mongoose';
const offerSchema = new Schema({
  title: { type: String, required: true, maxlength: 80 },
  price: { type: Number, required: [true, 'No price'] },
  state: { type: String, enum: ['draft', 'sold'], default: 'draft' },
  open: Boolean,
  tags: [String],
  owner: { type: Schema.Types.ObjectId, ref: 'User', required: true },
  size: { wide: { type: Number, required: true }, high: Number },
  extra: Schema.Types.Mixed,
});
export const Offer = mongoose.models.Offer || mongoose.model('Offer', offerSchema);
`,
    },
    fields: [
      'title: z.string().max(80)',
      'price: z.union([z.number(), z.string()])',
      "state: z.enum(['draft', 'sold']).nullish()",
      'open: z.boolean().nullish()',
      'tags: z.array(z.string()).nullish()',
      'owner: z.string()',
      'size: z.object({',
      '  wide: z.union([z.number(), z.string()])',
      '  high: z.union([z.number(), z.string()]).nullish()',
      '}).nullish()',
      'extra: z.any().optional()',
    ],
  },
  {
    says: 'a switch, a list that it has to be in, keys, spreads and conditions',
    code: route(
      'const body = await request.json();',
      "kind, level: body.level, fee: fees[body.plan], label: `${body.size} of ${body.mark}`, ...body.more, first: body.flag ? String(body.rank) : 'none'",
      `const fees: Record<string, number> = {};
  let kind = 0;
  switch (body.kind) { case 'a': kind = 1; break; default: kind = 2; }
  if (!['low', 'high'].includes(body.level)) return Response.json({ error: 'No level' }, { status: 400 });`,
    ),
    fields: [
      'kind: z.string().nullish()',
      "level: z.enum(['low', 'high'])",
      'plan: z.any().optional()',
      'size: z.union([z.string(), z.number()]).nullish()',
      'mark: z.union([z.string(), z.number()]).nullish()',
      'more: z.record(z.string(), z.any()).nullish()',
      'flag: z.unknown().optional()',
      'rank: z.union([z.string(), z.number()]).nullish()',
    ],
  },
  {
    says: 'what a name with a fallback is written to',
    code: route(
      'const body = await request.json();',
      'title, note, stock',
      "const title = body.heading || 'None';\n  const note = body.remark ?? null;\n  const stock = body.left ?? 0;",
    ),
    files: { 'prisma/schema.prisma': schema },
    fields: [
      'heading: z.string().max(80).nullish()',
      'remark: z.string().nullish()',
      'left: z.number().int().nullish()',
    ],
  },
  {
    says: 'null, where the code takes it for nothing',
    code: route(
      'const { title, price, stock } = await request.json();',
      'title: title ? title : undefined, price, stock',
      'if (stock !== undefined) log(stock);',
    ),
    files: { 'prisma/schema.prisma': schema },
    fields: ['title: z.string().max(80).nullish()', 'price: z.number()', 'stock: z.number().int().optional()'],
  },
  {
    says: 'null, where only one branch takes the value',
    code: route('const { title, price, isGroup } = await request.json();', "title: isGroup ? 'Group' : title, price"),
    files: { 'prisma/schema.prisma': schema },
    fields: ['title: z.string().max(80).nullish()', 'price: z.number()', 'isGroup: z.boolean().nullish()'],
  },
  {
    says: 'types that are declared in the handler, and what they leave open',
    code: route('const { title, extra, more }: NewOffer = await request.json();', 'title, extra, more').replace(
      'const { title',
      'interface NewOffer { title: string; extra: Record<string, unknown>; more: any }\n  const { title',
    ),
    fields: ['title: z.string()', 'extra: z.record(z.string(), z.unknown())', 'more: z.any()'],
  },
  {
    says: 'what is assigned where the handler catches what is no JSON',
    code: route(
      'let body;\n  try {\n    body = await request.json();\n  } catch {\n    return Response.json({}, { status: 400 });\n  }',
      'title: body.title',
    ),
    fields: ['title: z.string().nullish()'],
  },
  {
    says: 'a text that is read as JSON',
    code: route('const text = await request.text();\n  const { title } = JSON.parse(text);', 'title'),
    fields: ['title: z.string().nullish()'],
  },
  {
    says: 'nothing where a field that is stored could be anything',
    code: route('const { title, blob } = await request.json();', 'title, blob'),
    fields: undefined,
  },
  {
    says: 'one of the values that a list has to have it in, where they are compared, too',
    code: route(
      'const { title, mode } = await request.json();',
      "title, isFast: mode === 'fast'",
      "if (!['fast', 'slow'].includes(mode)) return Response.json({ error: 'No mode' }, { status: 400 });",
    ),
    fields: ['title: z.string().nullish()', "mode: z.enum(['fast', 'slow'])"],
  },
  {
    says: 'a text that the code asks to be one before it reads it',
    code: route(
      'const { title, place } = await request.json();',
      "title, place: typeof place === 'string' && place.trim() ? place : null",
    ),
    fields: ['title: z.string().nullish()', 'place: z.string().nullish()'],
  },
  {
    says: 'nothing where of an object that is stored as it is a field could be anything',
    code: route('const { title, owner } = await request.json();', 'title, blob: owner.blob, owner'),
    fields: undefined,
  },
  {
    says: 'nothing where the whole is handed on',
    code: route('const body = await request.json();', 'title: body.title, rest: pack(body)'),
    fields: undefined,
  },
  {
    says: 'nothing of a type that is more than data',
    code: route('const { title }: { title: string; done: () => void } = await request.json();', 'title'),
    fields: undefined,
  },
];

describeCases('the schema that is made of', cases);
