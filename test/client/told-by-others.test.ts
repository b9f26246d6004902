import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notToldByOthers, type Mark } from '../../client/src/findings/told-by-others.ts';

const at = (source: string, code: Mark['code'], start: number, end = start): Mark => ({
  source,
  code,
  range: { start: { line: start }, end: { line: end } },
});

const floating = at('temper', { value: 'floating-promise' }, 4);

describe('what other extensions mark', () => {
  it('is known by ESLint’s, oxlint’s and Biome’s way to name a rule', () => {
    for (const other of [
      at('eslint', { value: '@typescript-eslint/no-floating-promises' }, 4),
      at('oxc', 'typescript-eslint(no-floating-promises)', 4),
      at('biome', { value: 'lint/nursery/noFloatingPromises' }, 4),
      at('eslint', 'promise/catch-or-return', 3, 6),
    ]) {
      assert.deepEqual(notToldByOthers([floating], [floating, other]), []);
    }
    const handler = at('temper', 'async-promise-executor', 4);
    assert.deepEqual(notToldByOthers([handler], [at('oxc', 'eslint(no-async-promise-executor)', 4)]), []);
    const key = at('temper', 'hardcoded-secret', 4);
    assert.deepEqual(notToldByOthers([key], [at('sonarqube', 'typescript:S6418', 4)]), []);
  });

  it('hides nothing on another line, of another meaning, or of Temper itself', () => {
    for (const other of [
      at('eslint', { value: '@typescript-eslint/no-floating-promises' }, 5),
      at('eslint', { value: 'no-unused-vars' }, 4),
      at('ts', 2304, 4),
      at('temper', { value: '@typescript-eslint/no-floating-promises' }, 4),
      at('other', undefined, 4),
    ]) {
      assert.deepEqual(notToldByOthers([floating], [floating, other]), [floating]);
    }
  });
});
