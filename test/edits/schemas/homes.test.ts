import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContents } from '../../write-files.ts';
import { validated } from './validated.ts';

const manifest = '{ "dependencies": { "zod": "^4.0.0", "@prisma/client": "6", "express": "5" } }';
const offers = 'app/api/offers/route.ts';
const storing = `import { db } from '@/lib/db';

export async function POST(request: Request) {
  const { title } = await request.json();
  await db.offer.create({ data: { title } });
  return Response.json({});
}
`;
const database = `import { PrismaClient } from '@prisma/client';

export const db = new PrismaClient();
`;
const base: FileContents = {
  'package.json': manifest,
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  'lib/db.ts': database,
  [offers]: storing,
};
const schemaOf = (name: string): string => `import { z } from 'zod';

export const ${name}Schema = z.object({ email: z.email() });
`;

describe('a schema goes where the project keeps its own', () => {
  it('above the handler, where there are none', () => {
    assert.deepEqual(Object.keys(validated(base, offers)), [offers]);
  });

  it('into the module about the same subject', () => {
    const files = {
      ...base,
      'lib/validations/user.ts': schemaOf('user'),
      'lib/validations/offer.ts': schemaOf('offer'),
    };
    const after = validated(files, offers);
    assert.equal(
      after['lib/validations/offer.ts'],
      `${schemaOf('offer')}
export const postOffersBodySchema = z.object({
  title: z.string().nullish(),
});
`,
    );
    assert.equal(
      after[offers],
      `import { db } from '@/lib/db';
import { postOffersBodySchema } from '@/lib/validations/offer';

export async function POST(request: Request) {
  const parsed = postOffersBodySchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) {
    return Response.json({ error: 'Invalid request' }, { status: 400 });
  }
  const { title } = parsed.data;
  await db.offer.create({ data: { title } });
  return Response.json({});
}
`,
    );
  });

  it('into a new module beside those about other subjects, named as they are', () => {
    const files = { ...base, 'src/schemas/user.schema.ts': schemaOf('user') };
    assert.equal(
      validated(files, offers)['src/schemas/offers.schema.ts'],
      `import { z } from 'zod';

export const postOffersBodySchema = z.object({
  title: z.string().nullish(),
});
`,
    );
    const inCamel = { ...base, 'lib/schemas/userSchema.ts': schemaOf('User') };
    const orderItems = 'app/api/order-items/route.ts';
    assert.deepEqual(Object.keys(validated({ ...inCamel, [orderItems]: storing }, orderItems)), [
      orderItems,
      'lib/schemas/orderItemsSchema.ts',
    ]);
  });

  it('into the one module for all', () => {
    const after = validated({ ...base, 'lib/validation.ts': schemaOf('user') }, offers);
    assert.deepEqual(Object.keys(after), [offers, 'lib/validation.ts']);
  });

  it('into the module that the file takes schemas from already', () => {
    const known = `import { userSchema } from '@/lib/validations/user';\n${storing}`;
    const files = {
      ...base,
      'lib/validations/user.ts': schemaOf('user'),
      'lib/validations/offer.ts': schemaOf('offer'),
      [offers]: known,
    };
    const after = validated(files, offers);
    assert.deepEqual(Object.keys(after), [offers, 'lib/validations/user.ts']);
    assert.match(
      after[offers] ?? '',
      /^import \{ userSchema, postOffersBodySchema \} from '@\/lib\/validations\/user';/,
    );
  });

  it('with the way of writing and of naming that it has there', () => {
    const there = `import { z as zod } from "zod"\n\nexport const UserSchema = zod.object({\n\temail: zod.email(),\n})\n`;
    const after = validated({ ...base, 'lib/schemas.ts': there }, offers);
    assert.equal(
      after['lib/schemas.ts'],
      `${there}\nexport const PostOffersBodySchema = zod.object({\n\ttitle: zod.string().nullish(),\n})\n`,
    );
  });

  it('with the library in the file that checks, where the check names it', () => {
    const files = {
      ...base,
      'package.json': '{ "dependencies": { "valibot": "1", "@prisma/client": "6" } }',
      'lib/schemas.ts': `import * as v from 'valibot';\n\nexport const userSchema = v.object({ email: v.string() });\n`,
    };
    const after = validated(files, offers);
    assert.match(after[offers] ?? '', /^import \* as v from 'valibot';$/m);
    assert.match(after['lib/schemas.ts'] ?? '', /postOffersBodySchema = v\.object\(/);
  });

  it('beside the edge functions that share it', () => {
    const file = 'supabase/functions/offers/index.ts';
    const edge = `import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';
import { corsHeaders } from '../_shared/cors.ts';

Deno.serve(async (req) => {
  const { title } = await req.json();
  const db = createClient(Deno.env.get('SUPABASE_URL') ?? '', Deno.env.get('SUPABASE_ANON_KEY') ?? '');
  const { error } = await db.from('offers').insert({ title });
  return new Response(JSON.stringify({ error }), { status: error ? 500 : 200, headers: corsHeaders });
});
`;
    const shared = `import { z } from 'https://esm.sh/zod@3';\n\nexport const userSchema = z.object({ email: z.string() });\n`;
    const files = {
      'package.json': manifest,
      'src/lib/validation.ts': schemaOf('form'),
      'supabase/functions/_shared/cors.ts': 'export const corsHeaders = {};\n',
      'supabase/functions/_shared/schemas.ts': shared,
      [file]: edge,
    };
    const after = validated(files, file);
    assert.deepEqual(Object.keys(after), [file, 'supabase/functions/_shared/schemas.ts']);
    assert.match(after[file] ?? '', /^import \{ offersBodySchema \} from '..\/_shared\/schemas\.ts';$/m);
    const without: FileContents = { ...files, 'supabase/functions/_shared/schemas.ts': 'export {};\n' };
    assert.deepEqual(Object.keys(validated(without, file)), [file]);
  });
});

describe('a schema stays above its handler', () => {
  const stays = (files: FileContents, file = offers): void => {
    assert.ok(!Object.keys(validated(files, file)).some((each) => each !== file && each !== 'package.json'));
  };

  it('where others stand above theirs', () => {
    const own = `import { z } from 'zod';\n${storing}\nexport const querySchema = z.object({ page: z.string() });\n`;
    stays({ ...base, 'lib/schemas.ts': schemaOf('user'), [offers]: own });
  });

  it('where the schemas are those of pages', () => {
    stays({ ...base, 'client/src/lib/validation.ts': schemaOf('form'), 'src/components/schema.ts': schemaOf('form') });
  });

  it('where a module parses settings, or is made by another library', () => {
    stays({
      ...base,
      'lib/schema.ts': `import { z } from 'zod';\nexport const env = z.object({}).parse(process.env);\n`,
    });
    stays({
      ...base,
      'shared/schema.ts': `import { createInsertSchema } from 'drizzle-zod';\nexport const a = createInsertSchema({});\n`,
    });
  });

  it('in CommonJS', () => {
    const file = 'routes/offers.js';
    const router = `const express = require('express');
const { PrismaClient } = require('@prisma/client');
const db = new PrismaClient();
const router = express.Router();
router.post('/', async (req, res) => {
  const { title } = req.body;
  await db.offer.create({ data: { title } });
  res.json({});
});
module.exports = router;
`;
    stays({ ...base, 'lib/schemas.ts': schemaOf('user'), [file]: router }, file);
  });
});
