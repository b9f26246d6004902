import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generated, randomEdit, random } from './generated.ts';
import { Sample } from './sample.ts';
import { told } from './told.ts';

const shop = {
  '/pay.ts': `export async function charge(n) { const total = n * 2; await fetch('/charge?' + total); }
export async function other() { return 1; }`,
  '/order.ts': `import { charge, other } from './pay';
export async function order() { await charge(1); }
export async function look() { return await other(); }`,
  '/main.ts': `import { order, look } from './order';
export async function main() { await order(); }
export async function idle() { await look(); }`,
};

/** Functions worked out because of an edit. */
function worked(sample: Sample, file: string, from: string, to: string): number {
  const before = sample.project.solver.evaluations;
  sample.edit(file, (text) => text.replace(from, to));
  return sample.project.solver.evaluations - before;
}

describe('an edit', () => {
  it('inside a body that changes nothing for callers works out that function alone', () => {
    const sample = new Sample(shop);
    sample.unit('/main.ts', 'main');
    assert.equal(worked(sample, '/pay.ts', 'n * 2', 'n * 2 + 1'), 1);
    assert.equal(worked(sample, '/pay.ts', 'await fetch', 'console.log(1); await fetch'), 1);
  });

  it('works out the callers whose input has changed, and no others', () => {
    const sample = new Sample(shop);
    sample.unit('/main.ts', 'main');
    // charge, order, main: none of look, idle, other and the modules' own functions.
    assert.equal(worked(sample, '/pay.ts', "await fetch('/charge?' + total);", ''), 3);
    assert.equal(sample.unit('/main.ts', 'main').summary.failure.may, false);
    assert.equal(worked(sample, '/pay.ts', 'const total = n * 2;', 'throw new Error("no");'), 3);
    assert.equal(sample.unit('/main.ts', 'main').summary.failure.may, true);
    assert.equal(sample.unit('/main.ts', 'idle').summary.failure.may, false);
  });

  it('in the middle of a chain stops where nothing changes', () => {
    const sample = new Sample(shop);
    sample.unit('/main.ts', 'main');
    assert.equal(worked(sample, '/order.ts', 'await charge(1);', 'try { await charge(1); } catch { return; }'), 2);
    assert.equal(sample.unit('/main.ts', 'main').summary.failure.may, false);
  });

  it('of a comment between functions works out the module alone, whose text it is part of', () => {
    const sample = new Sample(shop);
    sample.unit('/main.ts', 'main');
    assert.equal(
      worked(sample, '/pay.ts', 'export async function charge', '// a comment\n\nexport async function charge'),
      1,
    );
  });

  it('40: takes away the only throw of a cycle', () => {
    const sample = new Sample({
      '/a.ts': `import { pong } from './b';\nexport async function ping(n) { if (n < 0) throw new Error('negative'); await pong(n); }`,
      '/b.ts': `import { ping } from './a';\nexport async function pong(n) { if (n > 0) await ping(n - 1); }`,
      '/main.ts': `import { pong } from './b';\nexport async function main() { await pong(3); }`,
    });
    assert.equal(sample.unit('/main.ts', 'main').summary.failure.may, true);
    sample.edit('/a.ts', (text) => text.replace("if (n < 0) throw new Error('negative'); ", ''));
    for (const [file, id] of [
      ['/a.ts', 'ping'],
      ['/b.ts', 'pong'],
      ['/main.ts', 'main'],
    ] as const) {
      assert.equal(sample.unit(file, id).summary.failure.may, false, id);
    }
    sample.edit('/a.ts', (text) => text.replace('await pong(n)', 'if (n < 0) throw new Error("x"); await pong(n)'));
    assert.equal(sample.unit('/main.ts', 'main').summary.failure.may, true);
  });

  it('that takes a function, an export or an assignment away is felt where it was used', () => {
    const sample = new Sample({
      '/a.ts': `export const hooks = { async done() {} };
export class Till { constructor() { this.pay = async () => { throw new Error('no'); }; } }
export { risky as work } from './b';`,
      '/b.ts': `export async function risky() { throw new Error('no'); }\nexport async function calm() {}`,
      '/main.ts': `import { Till, work } from './a';
export async function field() { await new Till().pay(); }
export async function exported() { await work(); }`,
    });
    assert.equal(sample.unit('/main.ts', 'field').summary.failure.may, true);
    assert.equal(sample.unit('/main.ts', 'exported').summary.failure.may, true);
    sample.edit('/a.ts', (text) => text.replace("throw new Error('no');", ''));
    assert.equal(sample.unit('/main.ts', 'field').summary.failure.may, false);
    sample.edit('/a.ts', (text) => text.replace('risky as work', 'calm as work'));
    assert.equal(sample.unit('/main.ts', 'exported').summary.failure.may, false);
  });
});

describe('a variable that functions read and write back', () => {
  const before = {
    '/a.ts': `let work;
export function arm() { work = async () => { throw new Error('no'); }; }
export function keep() { work = work ?? (async () => 1); }
export async function run() { await work(); }`,
  };

  it('holds no more what only they still write, when who gave it to them is gone', () => {
    const sample = new Sample(before);
    assert.equal(sample.unit('/a.ts', 'run').summary.failure.may, true);
    sample.edit('/a.ts', (text) => text.replace("throw new Error('no');", ''));
    assert.equal(sample.unit('/a.ts', 'run').summary.failure.may, false);
    sample.edit('/a.ts', () => before['/a.ts']);
    sample.edit('/a.ts', (text) => text.replace(/work = async [^}]*};/, ''));
    assert.equal(sample.unit('/a.ts', 'run').summary.failure.may, false);
  });
});

describe('after random edits', () => {
  // The last ones have variables that functions read and write back.
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 17, 29, 34, 36]) {
    it(`the facts are those of a fresh start, seed ${String(seed)}`, () => {
      const next = random(seed);
      const sample = new Sample(generated(next));
      sample.reachAll();
      for (let edit = 0; edit < 25; edit++) {
        const { file, change } = randomEdit(next);
        sample.edit(file, change);
        const fresh = new Sample(sample.texts());
        fresh.reachAll();
        assert.deepEqual(told(sample), told(fresh), `edit ${String(edit)} of ${file}`);
      }
    });
  }
});
