import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { typeCheck } from '../../harness/type-check.ts';
import { createWorld, worldRoot } from '../../harness/world.ts';
import type { Answer, Sent } from './served.ts';
import { type ServedCase, servedCases } from './served-cases.ts';
import { projectWithRows } from './stored-rows.ts';
import { validated } from './validated.ts';

const { folder, imported, rows } = await projectWithRows([
  'express',
  'fastify',
  'hono',
  'koa',
  '@koa/bodyparser',
  '@nestjs',
  'reflect-metadata',
  'class-validator',
  'class-transformer',
  'zod',
  'valibot',
  'arktype',
  '@sinclair/typebox',
  'joi',
  'yup',
  'superstruct',
]);

interface Outcome extends Answer {
  readonly stored: readonly unknown[];
}

const plainOrder = { email: 'ann@example.com', total: 12.5, tags: ['a'], status: 'draft', address: { city: 'Brno' } };
const json = (changes: object): string => JSON.stringify({ ...plainOrder, ...changes });

const good: readonly string[] = [
  json({}),
  json({ note: 'Ring twice', address: { city: 'Brno', zip: '60200' } }),
  json({ tags: [], status: 'open', total: 0 }),
];
const bad: readonly string[] = [
  '{}',
  json({ email: undefined }),
  json({ total: '12' }),
  json({ total: null }),
  json({ tags: 'a' }),
  json({ tags: [1] }),
  json({ status: 'paid' }),
  json({ address: 'Brno' }),
  json({ address: {} }),
  json({ email: { $ne: null } }),
  json({ note: 7 }),
  '[]',
];
/** What worked before works still. */
const edges: readonly string[] = [
  json({ note: null }),
  json({ note: '' }),
  json({ email: 'žluťoučký kůň 🐎', tags: ['\u0000', '"', "'"] }),
  json({ note: 'x'.repeat(60_000), tags: Array(2_000).fill('tag') }),
  json({ isAdmin: true, address: { city: 'Brno', owner: 'me' }, __proto__: { total: 1 } }),
  json({ total: 1e21 }),
];
const nothing: readonly Sent[] = [undefined, 'null', '"text"', '7'];

async function loaded({ name, framework: { compiled } }: ServedCase, text: string): Promise<{ app: unknown }> {
  const file = `${name.replaceAll(/\W/g, '-')}-${String(written++)}.${compiled ? 'js' : 'ts'}`;
  folder.write(file, compiled?.(text) ?? text);
  return imported<{ app: unknown }>(file);
}
let written = 0;

for (const served of servedCases) {
  const { name, framework } = served;
  describe(name, async () => {
    const [before, since] = await Promise.all([loaded(served, served.before), loaded(served, served.after)]);

    async function outcome(module: { app: unknown }, sent: Sent): Promise<Outcome> {
      rows.length = 0;
      const answer = await framework.answer(module, sent);
      return { ...answer, stored: [...rows] };
    }

    it('answers and stores as before what is right', async () => {
      for (const sent of good) {
        const result = await outcome(since, sent);
        assert.deepEqual(result, await outcome(before, sent), sent);
        assert.deepEqual([result.status, result.stored.length], [201, 1], sent);
      }
    });

    it('turns away what is wrong, and stores nothing', async () => {
      for (const sent of bad) {
        const { status, stored } = await outcome(since, sent);
        assert.deepEqual([status, stored], [400, []], sent);
      }
    });

    it('lets through what is odd and right', async () => {
      for (const sent of edges)
        assert.deepEqual(await outcome(since, sent), await outcome(before, sent), sent.slice(0, 200));
    });

    it('turns away what is no order at all', async () => {
      for (const sent of nothing) {
        const { status, stored } = await outcome(since, sent);
        assert.deepEqual([status, stored], [400, []], String(sent));
      }
    });
  });
}

describe('what a handler is given as its schema', () => {
  it('is shown on seven frameworks and in nine validators, each compiled and run as above', () => {
    assert.ok(servedCases.length >= 60, String(servedCases.length));
    assert.equal(new Set(servedCases.map(({ framework }) => framework.name)).size, 7);
    assert.equal(new Set(servedCases.map(({ name }) => name.replace(/^.* with /, ''))).size, 10);
  });

  it('brings no type error', () => {
    const files = new Map(servedCases.map(({ after }, at) => [`${worldRoot}/served${at}.ts`, after]));
    const errorsOf = typeCheck(createWorld(files, 'installed'));
    const errors = [...files].flatMap(([file, text], at) =>
      errorsOf(file).map(({ message, line }) => `${servedCases[at]?.name}: ${text.split('\n')[line]}: ${message}`),
    );
    assert.deepEqual(errors, []);
  });
});

describe('a validator that the project has', () => {
  const handler = `export async function POST(request: Request) {
  const { name }: { name: string } = await request.json();
  await pool.query('INSERT INTO members VALUES ($1)', [name]);
  return Response.json({ name });
}
`;
  const loads = (text: string | undefined, word: string): readonly string[] =>
    (text ?? '').split('\n').filter((line) => line.includes(word) && !line.includes('pg'));
  const wanted: readonly (readonly [name: string, ...lines: string[]])[] = [
    ['zod', `import { z } from 'zod';`],
    ['valibot', `import * as v from 'valibot';`],
    ['arktype', `import { type } from 'arktype';`],
    [
      '@sinclair/typebox',
      `import { Type } from '@sinclair/typebox';`,
      `import { Value } from '@sinclair/typebox/value';`,
    ],
    ['joi', `import Joi from 'joi';`],
    ['yup', `import * as yup from 'yup';`],
    ['superstruct', `import * as s from 'superstruct';`],
  ];
  for (const [name, ...lines] of wanted) {
    const project = { name: 'shop', type: 'module', dependencies: { pg: '^8.0.0', [name]: '*' } };
    const files = (first: string): Record<string, string> => ({
      'src/api/members/route.ts': `${first}\n\nconst pool = new Pool();\n\n${handler}`,
    });
    const after = (first: string): Readonly<Record<string, string>> =>
      validated({ 'package.json': project, ...files(first) }, 'src/api/members/route.ts');

    it(`is imported: ${name}`, () => {
      const texts = after(`import { Pool } from 'pg';`);
      assert.deepEqual(loads(texts['src/api/members/route.ts'], 'import'), lines);
      assert.deepEqual(Object.keys(texts), ['src/api/members/route.ts']);
    });

    it(`gives way to the one that the file imports: ${name}`, () => {
      const texts = after(`import { Pool } from 'pg';\nimport { object } from 'valibot';`);
      const own = loads(texts['src/api/members/route.ts'], 'import');
      assert.deepEqual(own, [`import { object } from 'valibot';`, `import * as v from 'valibot';`]);
    });
  }
});
