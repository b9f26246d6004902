import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { originalOf } from '../../server/src/project/stray-copies.ts';

describe('a copy that the desktop made', () => {
  const copies = [
    ['/w/index 2.ts', '/w/index.ts'],
    ['/w/index 12.test.ts', '/w/index.test.ts'],
    ['/w/index copy.tsx', '/w/index.tsx'],
    ['/w/index copy 3.js', '/w/index.js'],
    ['/w/index - Copy.ts', '/w/index.ts'],
    ['/w/index - Copy (2).ts', '/w/index.ts'],
    ['/w/index (1).ts', '/w/index.ts'],
    ['/w/index(1).ts', '/w/index.ts'],
  ] as const;
  for (const [copy, original] of copies) {
    it(`${copy} is one of ${original}`, () => assert.equal(originalOf(copy), original));
  }

  for (const file of [
    '/w/index.ts',
    '/w/step2.ts',
    '/w/step-2.ts',
    '/w/copy.ts',
    '/w/page 2/index.ts',
    '/w/(1)/a.ts',
  ]) {
    it(`${file} is none`, () => assert.equal(originalOf(file), undefined));
  }
});
