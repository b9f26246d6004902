import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfig } from '../../server/src/engine/config-parse.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import { MemoryFiles } from '../project/memory-files.ts';

const files = {
  '/shop/package.json': '{ "name": "shop", "dependencies": { "beacons": "1.0.0" } }',
  '/shop/lib/report.ts': `export async function track(name: string) {\n  await fetch('/track/' + name);\n}\n`,
  '/shop/src/checkout.ts': `import { track } from '../lib/report';\nimport { send } from 'beacons';\nexport async function pay() {\n  track('paid');\n  send('paid').then(() => console.log('sent'));\n}\n`,
};
const snapshot = new ProjectStore({ fileSystem: new MemoryFiles(files), roots: ['/shop'] }).snapshot();

function linesFound(config: string): readonly number[] {
  const parsed = parseConfig(config, { folder: '/shop', ruleIds: rules.map(({ meta }) => meta.id) });
  assert.deepEqual(parsed.problems, []);
  const found = analyzeWhole(snapshot, '/shop/src/checkout.ts', {
    rules,
    config: parsed.config,
    tier: 'flow',
    suppressions: true,
    root: '/shop',
    today: '2026-01-31',
  });
  return found?.findings.map(({ range }) => range.start.line + 1) ?? [];
}

describe('neverRejects of temper.config.json', () => {
  it('is empty by default', () => assert.deepEqual(linesFound('{}'), [4, 5]));

  it('names a function of the project by its file', () =>
    assert.deepEqual(linesFound('{ "neverRejects": ["./lib/report.track"] }'), [5]));

  it('names a member of a package', () => assert.deepEqual(linesFound('{ "neverRejects": ["beacons.send"] }'), [4]));

  it('goes by the whole name', () =>
    assert.deepEqual(linesFound('{ "neverRejects": ["track", "beacons.sen", "./report.track"] }'), [4, 5]));
});
