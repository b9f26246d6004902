import assert from 'node:assert/strict';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../../scripts/lifetime.ts';
import { CompiledCode } from '../../server/src/hosts/lsp/compiled-code.ts';

interface Prices {
  total(prices: readonly number[]): string;
}

const prices = `const { format } = require('./format.cjs');
const path = require('node:path');
exports.total = (prices) => format(prices.reduce((sum, price) => sum + price, 0)) + path.sep;
exports.file = __filename;`;

function program(): { readonly file: string; readonly kept: string } {
  const folder = temporaryFolder('compiled');
  writeFileSync(path.join(folder, 'prices.cjs'), prices);
  writeFileSync(path.join(folder, 'format.cjs'), "exports.format = (sum) => 'EUR ' + sum;");
  return { file: path.join(folder, 'prices.cjs'), kept: path.join(folder, 'kept') };
}

function totalBy(code: CompiledCode, file: string): string {
  return (code.load(file) as Prices).total([1, 2]);
}

/** What is kept, by name; a file that was written anew is another one to the disk. */
const keptIn = (folder: string): ReadonlyMap<string, number> =>
  new Map(readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).ino]));

describe('compiled code', () => {
  it('is kept of a file and of what it requires, and is not compiled again where nothing changed', () => {
    const { file, kept } = program();
    const first = new CompiledCode(kept);
    assert.equal(totalBy(first, file), `EUR 3${path.sep}`);
    first.keep();
    const before = keptIn(kept);
    assert.deepEqual([...before.keys()].map((name) => name.replace(/-.*/, '')).sort(), ['format.cjs', 'prices.cjs']);
    const second = new CompiledCode(kept);
    assert.equal(totalBy(second, file), `EUR 3${path.sep}`);
    second.keep();
    assert.deepEqual(keptIn(kept), before);
  });

  it('of an older state is not used, and goes', () => {
    const { file, kept } = program();
    const first = new CompiledCode(kept);
    totalBy(first, file);
    first.keep();
    // As long as before: its length is all that V8 looks at.
    writeFileSync(path.join(path.dirname(file), 'format.cjs'), "exports.format = (sum) => 'USD ' + sum ;");
    const second = new CompiledCode(kept);
    assert.equal(totalBy(second, file), `USD 3${path.sep}`);
    second.keep();
    assert.equal(readdirSync(kept).length, 2);
  });

  it('that was torn is not used', () => {
    const { file, kept } = program();
    const first = new CompiledCode(kept);
    totalBy(first, file);
    first.keep();
    for (const name of readdirSync(kept)) {
      const whole = readFileSync(path.join(kept, name));
      whole.fill(0, whole.length / 2);
      writeFileSync(path.join(kept, name), whole);
    }
    const second = new CompiledCode(kept);
    assert.equal(totalBy(second, file), `EUR 3${path.sep}`);
    second.keep();
    const third = new CompiledCode(kept);
    assert.equal(totalBy(third, file), `EUR 3${path.sep}`);
  });

  for (const code of ['ENOSPC', 'EROFS'] as const) {
    it(`is done without where the disk says ${code}, of which nothing stays behind`, (test) => {
      const { file, kept } = program();
      mkdirSync(kept);
      const write = fs.writeFileSync;
      test.mock.method(fs, 'writeFileSync', (name: string, data: Buffer) => {
        if (code === 'ENOSPC') write(name, data.subarray(0, data.length / 2));
        throw Object.assign(new Error(code), { code });
      });
      syncBuiltinESMExports();
      test.after(() => {
        test.mock.restoreAll();
        syncBuiltinESMExports();
      });
      const first = new CompiledCode(kept);
      assert.equal(totalBy(first, file), `EUR 3${path.sep}`);
      first.keep();
      assert.deepEqual(readdirSync(kept), []);
      assert.equal(totalBy(new CompiledCode(kept), file), `EUR 3${path.sep}`);
    });
  }

  it('is kept by whichever of two windows is the later one', () => {
    const { file, kept } = program();
    const windows = [new CompiledCode(kept), new CompiledCode(kept)];
    for (const each of windows) totalBy(each, file);
    for (const each of windows) each.keep();
    const before = keptIn(kept);
    assert.equal(before.size, 2);
    const third = new CompiledCode(kept);
    assert.equal(totalBy(third, file), `EUR 3${path.sep}`);
    third.keep();
    assert.deepEqual(keptIn(kept), before);
  });

  it('is done without where it cannot be kept', () => {
    const { file, kept } = program();
    writeFileSync(kept, 'a file where the folder should be');
    const code = new CompiledCode(kept);
    assert.equal(totalBy(code, file), `EUR 3${path.sep}`);
    code.keep();
    const none = new CompiledCode(undefined);
    assert.equal(totalBy(none, file), `EUR 3${path.sep}`);
    none.keep();
    assert.ok(existsSync(kept));
  });
});
