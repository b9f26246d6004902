import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfig } from '../../server/src/engine/config-parse.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import type { ModuleTarget, Snapshot } from '../../server/src/engine/snapshot.ts';
import { ts } from '../../server/src/engine/syntax.ts';
import { rules } from '../../server/src/rules/index.ts';

const files = new Map([
  ['/shop/lib/report.ts', `export async function track(name: string) {\n  await fetch('/track/' + name);\n}\n`],
  [
    '/shop/src/checkout.ts',
    `import { track } from '../lib/report';\nimport { send } from 'beacons';\nexport async function pay() {\n  track('paid');\n  send('paid').then(() => console.log('sent'));\n}\n`,
  ],
]);

const trees = new Map(
  [...files].map(([file, text]) => [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)]),
);

const snapshot: Snapshot = {
  tree: (file) => trees.get(file),
  resolveModule: (specifier): ModuleTarget =>
    specifier === '../lib/report'
      ? { kind: 'file', file: '/shop/lib/report.ts' }
      : { kind: 'package', name: specifier },
  packageOf: () => undefined,
  packageVersion: () => undefined,
  factsOf: () => ({ runtime: 'node', fileClass: 'source' }),
  oracle: () => undefined,
};

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
