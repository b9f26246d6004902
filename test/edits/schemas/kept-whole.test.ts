import { type Case, describeCases, route } from './inferring.ts';

const cases: readonly Case[] = [
  {
    says: 'an object of which some fields are read and that is stored as it is, which keeps the others',
    code: route('const { title, owner } = await request.json();', 'title, name: owner.name.trim(), owner'),
    fields: ['title: z.string().nullish()', 'owner: z.looseObject({', '  name: z.string()', '})'],
  },
  {
    says: 'an object of which fields are read by names that nobody knows',
    code: route(
      'const { title, prices, key } = await request.json();',
      'title, price: prices[key], net: prices.net * 2',
    ),
    fields: [
      'title: z.string().nullish()',
      'prices: z.looseObject({',
      '  net: z.number()',
      '})',
      'key: z.any().optional()',
    ],
  },
  {
    says: 'a list that is stored as it is, whose elements keep what is not read of them',
    code: route(
      'const { title, people } = await request.json();',
      'title, people, names: people.map(({ name }) => name)',
    ),
    fields: ['title: z.string().nullish()', 'people: z.array(z.looseObject({', '  name: z.string().nullish()', '}))'],
  },
  {
    says: 'elements that go on one by one as they are',
    code: route(
      'const { title, people } = await request.json();',
      'title, names: people.map((person) => ({ ...person, name: person.name.trim() }))',
    ),
    fields: ['title: z.string().nullish()', 'people: z.array(z.looseObject({', '  name: z.string()', '}))'],
  },
  {
    says: 'a declared object that is stored as it is',
    code: route(
      'const { title, owner }: { title: string; owner: { name: string } } = await request.json();',
      'title, owner',
    ),
    fields: ['title: z.string()', 'owner: z.looseObject({', '  name: z.string()', '})'],
  },
  {
    says: 'a declared type, with what the code tolerates within it',
    code: route(
      `const { order }: { order: { fee: string; items: { sku: string; size: string }[] } } = await request.json();`,
      "fee: order.fee || '0', skus: order.items.map((item) => (item.size ? item.sku + item.size : item.sku))",
    ),
    fields: [
      'order: z.object({',
      '  fee: z.string().optional()',
      '  items: z.array(z.object({',
      '    sku: z.string()',
      '    size: z.string().optional()',
      '  }))',
      '})',
    ],
  },
  {
    says: 'a declared id that is refused where it is empty, as its neighbours are',
    code: route(
      'const { shopId, title }: { shopId: string; title: string } = await request.json();',
      'title, shopId',
      "if (!shopId || !title) return Response.json({ error: 'No title' }, { status: 400 });",
    ),
    fields: ['shopId: z.string().min(1)', 'title: z.string().min(1)'],
  },
  {
    says: 'an object in whose place the code takes an empty one',
    code: route(
      'const body = await request.json();\n  const more: Record<string, unknown> = body.more || {};',
      'title: body.title, note: more.note, ...more',
    ),
    fields: ['more: z.record(z.string(), z.unknown()).nullish()', 'title: z.string().nullish()'],
  },
  {
    says: 'a value of which the code claims that it is there',
    code: route(
      'const { title, note } = await request.json();',
      "title: title ? keep(title) : '', note: title ? '' : keep(note!)",
      "if (!title && !note) return Response.json({ error: 'Nothing' }, { status: 400 });",
    ).replace('export async', 'const keep = (text: string): string => text;\nexport async'),
    fields: ['title: z.string().nullish()', 'note: z.string().optional()'],
  },
];

describeCases('the schema of what goes on whole, or is declared, is made of', cases);
