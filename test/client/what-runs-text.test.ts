import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whatRunsText } from '../../client/src/what-runs-text.ts';
import type { WhatRunsResult } from '../../shared/src/protocol.ts';
import { english } from './english.ts';

const result: WhatRunsResult = {
  rules: [
    { rule: 'cheap', milliseconds: 0.04, tier: 'text', findings: 0 },
    { rule: 'dear', milliseconds: 12.34, tier: 'flow', findings: 2 },
  ],
  milliseconds: 20,
  types: 'native',
  workerMemory: 120_000_000,
  mainMemory: 40_400_000,
  processMemory: 300_000_000,
  openFiles: 1,
  filesWithFindings: 3,
  isDegraded: false,
};

describe('the page on what runs', () => {
  it('lists rules, the dearest first, and memory', () => {
    const text = whatRunsText(result, 'src/a.ts', english);
    const table = [
      '| rule  |   ms | tier | findings |',
      '| ----- | ---: | ---- | -------: |',
      '| dear  | 12.3 | flow |        2 |',
      '| cheap |  0.0 | text |        0 |',
    ];
    assert.ok(text.includes(table.join('\n')), text);
    assert.match(text, /takes 300 MB\.[\s\S]*editor: 40 MB\n- the analysis: 120 MB\n- types come from TypeScript 7\n/);
    assert.match(text, /`src\/a\.ts` was checked anew in 20 ms/);
  });

  it('says how to see rules where no file is open, and that it is degraded', () => {
    const text = whatRunsText({ ...result, rules: [], isDegraded: true }, undefined, english);
    assert.match(text, /Open a file and run the command again/);
    assert.match(text, /The analysis ended too often/);
  });
});
