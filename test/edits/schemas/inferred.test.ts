import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContents } from '../../write-files.ts';
import { validated } from './validated.ts';

const prisma = `import { PrismaClient } from '@prisma/client';
import { z } from 'zod';
const db = new PrismaClient();
export { z };
`;

/** A handler of Next.js that stores what it is sent. */
const route = (reads: string, writes: string, between = ''): string => `${prisma}
export async function POST(request: Request) {
  ${reads}
  ${between}
  await db.offer.create({ data: { ${writes} } });
  return Response.json({});
}
`;

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

interface Case {
  readonly says: string;
  readonly code: string;
  readonly files?: FileContents;
  readonly file?: string;
  /** The fields of the schema; undefined where none can be written. */
  readonly fields: readonly string[] | undefined;
}

const supabase = `export type Database = {
  public: {
    Tables: {
      bookings: {
        Row: { id: string };
        Insert: { id?: string; email: string; guests: number; note?: string | null; state?: 'open' | 'done' };
        Update: { id?: string; email?: string; guests?: number; note?: string | null };
      };
    };
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
      'weight: z.number().nullish()',
      'people: z.array(z.object({',
      '  name: z.string().nullish()',
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
      '  name: z.string().nullish()',
      '  age: z.number().nullish()',
      '}))',
    ],
  },
  {
    says: 'nothing where a field that is stored could be anything',
    code: route('const { title, blob } = await request.json();', 'title, blob'),
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

/** The lines between the braces of the schema, commas left out. */
function fieldsIn(text: string): readonly string[] | undefined {
  const inside = /const \w+Schema = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(text)?.[1];
  return inside?.split('\n').map((line) => line.replace(/^ {2}/, '').replace(/,$/, ''));
}

describe('the schema that is made of', () => {
  for (const { says, code, file = 'app/api/offers/route.ts', files = {}, fields } of cases) {
    it(says, () => {
      const texts = validated({ 'package.json': { dependencies: { zod: '^4.0.0' } }, [file]: code, ...files }, file);
      assert.deepEqual(fieldsIn(texts[file] ?? ''), fields);
    });
  }
});

describe('zod, where a project has no validator, is added', () => {
  const handler = `import { PrismaClient } from '@prisma/client';
const db = new PrismaClient();
export async function POST(request: Request) {
  const { title } = await request.json();
  await db.offer.create({ data: { title } });
  return Response.json({});
}
`;
  const manifests = [
    [
      'among the others',
      '{\n  "dependencies": {\n    "react": "^19.0.0",\n    "zustand": "^5.0.0"\n  }\n}\n',
      '{\n  "dependencies": {\n    "react": "^19.0.0",\n    "zod": "^4.0.0",\n    "zustand": "^5.0.0"\n  }\n}\n',
    ],
    [
      'behind the others',
      '{ "dependencies": { "react": "1" } }',
      '{ "dependencies": { "react": "1", "zod": "^4.0.0" } }',
    ],
    [
      'in front of those of development',
      '{\n  "name": "a",\n  "devDependencies": {}\n}\n',
      '{\n  "name": "a",\n  "dependencies": {\n    "zod": "^4.0.0"\n  },\n  "devDependencies": {}\n}\n',
    ],
    [
      'where there are none',
      '{\n  "name": "a"\n}\n',
      '{\n  "name": "a",\n  "dependencies": {\n    "zod": "^4.0.0"\n  }\n}\n',
    ],
  ] as const;
  for (const [where, before, after] of manifests) {
    it(where, () => {
      const file = 'app/api/offers/route.ts';
      assert.equal(validated({ 'package.json': before, [file]: handler }, file)['package.json'], after);
    });
  }
});
