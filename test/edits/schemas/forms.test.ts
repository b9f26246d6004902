import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { typeCheck } from '../../harness/type-check.ts';
import { createWorld, worldRoot } from '../../harness/world.ts';
import { type FormHandler, formHandlers } from './forms.ts';
import type { Answer } from './served.ts';
import { imports } from './served-cases.ts';
import { projectWithRows } from './stored-rows.ts';
import { validated } from './validated.ts';

const { folder, imported, rows } = await projectWithRows([
  'hono',
  'zod',
  'valibot',
  'arktype',
  '@sinclair/typebox',
  'joi',
  'yup',
  'superstruct',
]);

const manifest = { name: 'shop', type: 'module', dependencies: { pg: '^8.0.0', hono: '^4.0.0' } };

interface FormCase {
  readonly name: string;
  readonly handler: FormHandler;
  readonly before: string;
  readonly after: string;
}

const cases = formHandlers.flatMap((handler) =>
  imports.map(([validator, statement]): FormCase => {
    const name = `${handler.name} with ${validator}`;
    const own = handler.name === 'Hono' ? `import { Hono } from 'hono';\n` : '';
    const before = `${own}import { Pool } from 'pg';\n${statement}\n\nconst pool = new Pool();\n\n${handler.code}`;
    const files = { 'package.json': manifest, [handler.path]: before };
    const after = validated(files, handler.path)[handler.path];
    assert.ok(after, `There is no fix: ${name}`);
    return { name, handler, before, after };
  }),
);

function formOf(fields: Readonly<Record<string, string | Blob | readonly (string | Blob)[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const all = typeof value === 'string' || value instanceof Blob ? [value] : value;
    for (const each of all) {
      if (typeof each === 'string') form.append(name, each);
      else form.append(name, each, 'photo.png');
    }
  }
  return form;
}

const file = new Blob(['png'], { type: 'image/png' });

const taken = [
  formOf({ title: 'Milk' }),
  formOf({ title: 'Milk', note: 'Two litres', place: 'Brno', tags: ['a', 'b'], public: 'on', photo: file }),
  formOf({ title: 'Milk', note: '', place: '', tags: '' }),
  formOf({ title: 'žluťoučký kůň 🐎', tags: ['"', "'", '\u0007'] }),
  formOf({ title: 'x'.repeat(100_000), note: 'y'.repeat(100_000), tags: Array<string>(500).fill('tag') }),
  formOf({ title: 'Milk', isAdmin: 'true', more: file }),
  formOf({ title: ['Milk', 'Bread'] }),
];
const turnedAway = [
  formOf({}),
  formOf({ title: '' }),
  formOf({ note: 'No title' }),
  formOf({ title: file }),
  formOf({ title: 'Milk', note: file }),
  formOf({ title: 'Milk', place: file }),
  formOf({ title: 'Milk', tags: ['a', file] }),
  formOf({ title: 'Milk', public: file }),
];

let written = 0;
const loaded = async (text: string): Promise<{ app: unknown }> => {
  const name = `form-${String(written++)}.ts`;
  folder.write(name, text);
  return imported<{ app: unknown }>(name);
};

for (const { name, handler, before, after } of cases) {
  describe(`a form in ${name}`, async () => {
    const [was, is] = await Promise.all([loaded(before), loaded(after)]);

    async function outcome(module: { app: unknown }, form: FormData): Promise<Answer & { stored: unknown[] }> {
      rows.length = 0;
      const answer = await handler.answer(module, form);
      return { ...answer, stored: [...rows] };
    }

    it('is answered and stored as before where it is right', async () => {
      for (const form of taken) {
        const result = await outcome(is, form);
        assert.deepEqual([result.status, result.stored.length], [201, 1]);
        assert.deepEqual(result, await outcome(was, form));
      }
    });

    it('is turned away where it is wrong, and nothing is stored', async () => {
      for (const form of turnedAway) {
        const { status, stored } = await outcome(is, form);
        assert.deepEqual([status, stored], [400, []], JSON.stringify([...form]));
      }
    });
  });
}

it('schemas of forms bring no type error', () => {
  const files = new Map(cases.map(({ after }, at) => [`${worldRoot}/form${at}.ts`, after]));
  const errorsOf = typeCheck(createWorld(files, 'installed'));
  const errors = [...files].flatMap(([name, text], at) =>
    errorsOf(name).map(({ message, line }) => `${cases[at]?.name}: ${text.split('\n')[line]}: ${message}`),
  );
  assert.deepEqual(errors, []);
});
