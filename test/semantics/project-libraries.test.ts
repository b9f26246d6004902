import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { parseConfig } from '../../server/src/engine/config-parse.ts';
import { buildFix } from '../../server/src/engine/fixes.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import { MemoryFiles } from '../project/memory-files.ts';

const file = '/shop/src/orders.ts';
const files = {
  '/shop/package.json': '{ "name": "shop", "dependencies": { "@acme/db": "1.0.0" } }',
  [file]: `import { connect, publish } from '@acme/db';
const db = connect();
export async function place(id: string) {
  db.orders.insert({ id });
  publish('placed', id);
  await db.orders.find(id);
}
`,
};
const snapshot = new ProjectStore({ fileSystem: new MemoryFiles(files), roots: ['/shop'] }).snapshot();

function optionsFor(libraries: object) {
  const ruleIds = rules.map(({ meta }) => meta.id);
  const { config, problems } = parseConfig(JSON.stringify({ libraries }), { folder: '/shop', ruleIds });
  assert.deepEqual(problems, []);
  return { rules, config, tier: 'flow', suppressions: true, root: '/shop', today: '2026-01-31' } as const;
}

function found(libraries: object): readonly string[] {
  const findings = analyzeWhole(snapshot, file, optionsFor(libraries))?.findings ?? [];
  return findings.map(({ rule, range }) => `${rule} ${range.start.line + 1}`);
}

describe('libraries of temper.config.json', () => {
  it('say nothing by default', () => assert.deepEqual(found({}), []));

  it('tell that a call is lazy', () =>
    assert.deepEqual(found({ '@acme/db': { 'connect().*.insert()': 'lazy' } }), ['query-never-run 4']));

  it('tell that a call rejects', () =>
    assert.deepEqual(found({ '@acme/db': { 'publish()': 'rejects' } }), ['floating-promise 5']));

  it('have the say over types and each other in their order', () =>
    assert.deepEqual(found({ '@acme/db': { 'publish()': 'neverRejects', '**': 'rejects' } }), ['floating-promise 4']));

  it('are known to the fixes as well', () => {
    const options = optionsFor({ '@acme/db': { 'connect().*.insert()': 'lazy' } });
    const [finding] = analyzeWhole(snapshot, file, options)?.findings ?? [];
    assert.ok(finding !== undefined && finding.fixes[0] !== undefined);
    const edits = buildFix(snapshot, options, finding, finding.fixes[0].id);
    assert.equal(edits?.[0]?.edits[0]?.text, 'await ');
  });
});
