import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spanOf } from '../../../server/src/semantics/flow/spans.ts';
import { unreadQueries } from '../../../server/src/semantics/flow/unread.ts';
import { Sample } from './sample.ts';

const db = `import { createClient } from '@supabase/supabase-js';
export const db = createClient('u', 'k');
export const orders = () => db.from('orders');`;

/** What of the function `f` are queries that nobody reads. */
function unread(code: string): readonly string[] {
  const text = `import { db, orders } from './db';\nexport async function f(id, run) { ${code} }`;
  const sample = new Sample({ '/db.ts': db, '/main.ts': text });
  const unit = sample.unit('/main.ts', 'f');
  return unreadQueries(unit, sample.project.solver).map((at) => {
    const { start, end } = spanOf(unit.module.ir, unit.place, at);
    return text.slice(start, end);
  });
}

const cases: readonly (readonly [code: string, ...unread: string[]])[] = [
  [`db.from('a').insert({ id });`, `db.from('a').insert({ id })`],
  [`orders().delete().eq('id', id);`, `orders().delete().eq('id', id)`],
  [`const query = orders().insert({ id });`, `orders().insert({ id })`],
  [`let query = orders().select(); if (id) query = orders().select('*');`, `orders().select()`, `orders().select('*')`],
  [`await orders().insert({ id });`],
  [`return orders().insert({ id });`],
  [`const query = orders().select(); await query.eq('id', id);`],
  [`const query = orders().insert({ id }); run(query);`],
  [`let query = orders().select(); for (const each of id) query = query.eq(each, 1); await query;`],
  [`const queries = [orders().insert({ id })]; await Promise.all(queries);`],
  [`orders().insert({ id }).then(run);`],
];

describe('38: a query that nobody reads', () => {
  for (const [code, ...expected] of cases) {
    it(`${code} has ${String(expected.length)}`, () => assert.deepEqual(unread(code), expected));
  }
});
