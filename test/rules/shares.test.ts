import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { discoverCases } from '../harness/cases.ts';
import { shareOf, shares } from '../harness/shares.ts';

it('plays every fixture, each in one file', () => {
  const left = discoverCases().filter(({ name }) => shareOf(name) === undefined);
  assert.deepEqual(left, []);
  const files = readdirSync(import.meta.dirname).filter((file) => file !== path.basename(import.meta.filename));
  assert.deepEqual(files.sort(), shares.map((share) => `${share}.test.ts`).sort());
});
