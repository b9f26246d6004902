import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Sample } from './sample.ts';

interface Situation {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Functions of `/main.ts` that can fail, and those that cannot. */
  readonly fails: readonly string[];
  readonly holds: readonly string[];
}

const risky = `export async function charge() { await fetch('/charge'); }
export async function safe() { try { await fetch('/charge'); } catch { return; } }`;

/** The situations of the data-flow design that concern promises. */
const situations: readonly Situation[] = [
  {
    name: '1 a helper file',
    files: {
      '/pay.ts': risky,
      '/main.ts': `import { charge, safe } from './pay';
export async function bad() { await charge(); }
export async function good() { await safe(); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: "2 a class's field",
    files: {
      '/pay.ts': risky,
      '/main.ts': `import { charge, safe } from './pay';
class Till {
  pay = charge;
  constructor() { this.keep = safe; }
  async bad() { await this.pay(); }
  async good() { await this.keep(); }
}`,
    },
    fails: ['Till.bad'],
    holds: ['Till.good'],
  },
  {
    name: '3 a handle as parameter',
    files: {
      '/store.ts': `import { createClient } from '@supabase/supabase-js';
export const db = createClient('u', 'k');
export const read = (handle, table) => handle.from(table).select();
export async function readAll(handle) { return await handle.query('select'); }`,
      '/main.ts': `import { db, read, readAll } from './store';
import { Pool } from 'pg';
export async function good() { const { data, error } = await read(db, 'orders'); return error ? [] : data; }
export async function bad() { return await readAll(new Pool()); }
export async function kept() { return await readAll({ query: async () => [] }); }`,
    },
    fails: ['bad'],
    holds: ['good', 'kept'],
  },
  {
    name: '4 a factory of closures',
    files: {
      '/make.ts': `export function retrying(work) { return async (times) => { for (let i = 0; i < times; i++) await work(i); }; }`,
      '/pay.ts': risky,
      '/main.ts': `import { retrying } from './make';
import { charge, safe } from './pay';
const first = retrying(charge);
const second = retrying(safe);
export async function bad() { await first(3); }
export async function good() { await second(3); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '5 a lazy singleton',
    files: {
      '/client.ts': `import { createClient } from '@supabase/supabase-js';
import Stripe from 'stripe';
let db; let stripe;
export function getDb() { if (!db) db = createClient('u', 'k'); return db; }
export const getStripe = () => (stripe ??= new Stripe('k'));`,
      '/main.ts': `import { getDb, getStripe } from './client';
export async function good() { const { error } = await getDb().from('a').insert({}); return error; }
export async function bad() { await getStripe().customers.create({}); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '6 an aliased re-export',
    files: {
      '/pay.ts': risky,
      '/index.ts': `export { charge as settle } from './pay';\nexport * from './more';\nexport * as all from './pay';`,
      '/more.ts': `import { safe } from './pay';\nexport { safe as calm };\nexport default safe;`,
      '/main.ts': `import { settle, calm, all } from './index';
import keep from './more';
export async function bad() { await settle(); }
export async function worse() { await all.charge(); }
export async function good() { await calm(); await keep(); await all.safe(); }`,
    },
    fails: ['bad', 'worse'],
    holds: ['good'],
  },
  {
    name: '7 CommonJS',
    files: {
      '/pay.js': `async function charge() { await fetch('/charge'); }
module.exports = { charge, safe: async () => { try { await charge(); } catch {} } };`,
      '/log.js': `exports.send = async () => { throw new Error('full'); };\nexports.keep = async () => 1;`,
      '/main.ts': `const { charge, safe } = require('./pay');
const log = require('./log');
exports.bad = async function bad() { await charge(); };
exports.worse = async function worse() { await log.send(); };
exports.good = async function good() { await safe(); await log.keep(); };`,
    },
    fails: ['bad', 'worse'],
    holds: ['good'],
  },
  {
    name: '8 forty wrapped handlers',
    files: {
      '/wrap.ts': `export const wrap = (handler) => async (req, res) => { await handler(req, res); };
export const guarded = (handler) => async (req, res) => { try { await handler(req, res); } catch (e) { res.end(); } };`,
      '/main.ts': `import { wrap, guarded } from './wrap';
${Array.from({ length: 20 }, (_, at) => `const h${at} = wrap(async (req, res) => { ${at % 2 === 0 ? "await fetch('/x')" : 'res.end()'}; });`).join('\n')}
${Array.from({ length: 20 }, (_, at) => `const g${at} = guarded(async (req, res) => { await fetch('/x'); });`).join('\n')}
export async function bad() { await h4({}, {}); }
export async function alsoBad() { await h18({}, {}); }
export async function good() { await h5({}, { end() {} }); await h19({}, { end() {} }); }
export async function kept() { await g7({}, { end() {} }); }`,
    },
    fails: ['bad', 'alsoBad'],
    holds: ['good', 'kept'],
  },
  {
    name: '9 a fluent chain of calls',
    files: {
      '/main.ts': `import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';
const db = createClient('u', 'k');
export async function good() { let q = db.from('a').select(); for (const f of ['x', 'y']) q = q.eq(f, 1); const { error } = await q; return error; }
export async function bad() { await db.from('a').select().throwOnError().eq('x', 1); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '10 an import by URL',
    files: {
      '/main.ts': `import Stripe from 'https://esm.sh/stripe@14?target=denonext';
import { createClient } from 'npm:@supabase/supabase-js@2';
const stripe = new Stripe('k');
export async function bad() { await stripe.paymentIntents.create({}); }
export async function good() { const { error } = await createClient('u', 'k').auth.getUser(); return error; }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '32 recursion',
    files: {
      '/walk.ts': `import { visit } from './main';
export async function walk(n) { if (n > 0) await visit(n - 1); }
export async function dig(n) { if (n === 0) throw new Error('deep'); await dug(n - 1); }
export async function dug(n) { await dig(n); }`,
      '/main.ts': `import { walk, dug } from './walk';
export async function visit(n) { await walk(n); }
export async function bad() { await dug(3); }`,
    },
    fails: ['bad'],
    holds: ['visit'],
  },
  {
    name: '33 throwing again what was caught',
    files: {
      '/pay.ts': `export async function logged() { try { await fetch('/x'); } catch (e) { console.error(e); throw e; } }
export async function dropped() { try { await fetch('/x'); } catch (e) { console.error(e); } }`,
      '/main.ts': `import { logged, dropped } from './pay';
export async function bad() { await logged(); }
export async function good() { await dropped(); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '34 a catch that calls something risky',
    files: {
      '/pay.ts': risky,
      '/main.ts': `import { charge, safe } from './pay';
export async function bad() { try { await charge(); } catch { await charge(); } }
export async function good() { try { await charge(); } catch { await safe(); } }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '35 a finally that returns',
    files: {
      '/pay.ts': risky,
      '/main.ts': `import { charge } from './pay';
export async function good() { try { await charge(); } finally { return 1; } }
export async function bad() { try { await charge(); } finally { console.log('done'); } }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '36 a promise returned from a try',
    files: {
      '/pay.ts': risky,
      '/main.ts': `import { charge } from './pay';
export async function bad() { try { return charge(); } catch { return null; } }
export async function good() { try { return await charge(); } catch { return null; } }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
  {
    name: '37 .catch(next)',
    files: {
      '/wrap.ts': `export const pass = (handler) => (req, res, next) => Promise.resolve(handler(req, res)).catch(next);
export const chain = (handler) => (req, res, next) => handler(req, res).catch(next);
export const leak = (handler) => (req, res, next) => Promise.resolve(handler(req, res)).then(() => next());`,
      '/pay.ts': risky,
      '/main.ts': `import { pass, chain, leak } from './wrap';
import { charge } from './pay';
const first = pass(async () => { await charge(); });
const second = chain(async () => { await charge(); });
const third = leak(async () => { await charge(); });
export async function good() { await first({}, {}, () => undefined); await second({}, {}, () => undefined); }
export async function bad() { await third({}, {}, () => undefined); }
export async function alsoBad() { await first({}, {}, () => { throw new Error('next'); }); }`,
    },
    fails: ['bad', 'alsoBad'],
    holds: ['good'],
  },
  {
    name: '39 throwOnError',
    files: {
      '/db.ts': `import { createClient } from '@supabase/supabase-js';
const db = createClient('u', 'k');
export const strict = (id) => db.from('a').select().eq('id', id).throwOnError();
export const mild = (id) => db.from('a').select().eq('id', id);`,
      '/main.ts': `import { strict, mild } from './db';
export async function bad() { return await strict(1); }
export async function good() { return await mild(1); }`,
    },
    fails: ['bad'],
    holds: ['good'],
  },
];

describe('whether a function can fail', () => {
  for (const { name, files, fails, holds } of situations) {
    const sample = new Sample(files);
    for (const id of fails) {
      it(`${name}: ${id} can`, () => assert.equal(sample.unit('/main.ts', id).summary.failure.may, true));
    }
    for (const id of holds) {
      it(`${name}: ${id} cannot`, () => assert.equal(sample.unit('/main.ts', id).summary.failure.may, false));
    }
  }
});
