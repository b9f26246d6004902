import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FindingCounts, noFindings } from '../../client/src/finding-counts.ts';

describe('FindingCounts', () => {
  it('sums over files', () => {
    const counts = new FindingCounts();
    counts.set('a.ts', { errors: 2, warnings: 1 });
    counts.set('b.ts', { errors: 1, warnings: 0 });
    assert.deepEqual(counts.total, { errors: 3, warnings: 1 });
  });

  it('replaces what a file had', () => {
    const counts = new FindingCounts();
    counts.set('a.ts', { errors: 2, warnings: 1 });
    counts.set('a.ts', { errors: 0, warnings: 4 });
    assert.deepEqual(counts.total, { errors: 0, warnings: 4 });
    counts.set('a.ts', noFindings);
    assert.deepEqual(counts.total, noFindings);
  });

  it('starts over when cleared', () => {
    const counts = new FindingCounts();
    counts.set('a.ts', { errors: 2, warnings: 1 });
    counts.clear();
    counts.set('a.ts', { errors: 1, warnings: 0 });
    assert.deepEqual(counts.total, { errors: 1, warnings: 0 });
  });
});
