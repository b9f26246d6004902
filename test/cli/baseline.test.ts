import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Log } from 'sarif';
import { stripeKey } from '../made-up-keys.ts';
import { validateSarif } from '../report/sarif-schema.ts';
import { shop, temporaryProject, type TemporaryProject } from './project.ts';

const name = 'temper.baseline.json';
const checkout = shop['src/checkout.ts'] ?? '';
const refund = checkout.replace('checkout', 'refund');

function shopWithBaseline(): TemporaryProject {
  const project = temporaryProject(shop);
  assert.equal(project.temper(['baseline']).exitCode, 0);
  return project;
}

describe('temper baseline', () => {
  it('writes what is found today down, and the next check passes', () => {
    const project = temporaryProject(shop);
    const { exitCode, out } = project.temper(['baseline']);
    assert.equal(exitCode, 0);
    assert.match(out, /^Wrote temper\.baseline\.json with 1 finding of 1 file\. Commit it/);
    assert.match(
      project.read(name),
      /"src\/checkout\.ts": \[\n {6}\{ "rule": "floating-promise", "fingerprint": "[0-9a-f]{16}" \}/,
    );
    const check = project.temper(['check']);
    assert.equal(check.exitCode, 0);
    assert.match(check.out, /^Nothing new in \d files checked; 1 in the baseline\.\n$/);
  });

  it('holds on when lines move, and lets through what is new', () => {
    const project = shopWithBaseline();
    project.write('src/checkout.ts', `// A comment\n\n${checkout}`);
    assert.equal(project.temper(['check']).exitCode, 0);
    project.write('src/refund.ts', refund);
    const { exitCode, out } = project.temper(['check']);
    assert.equal(exitCode, 1);
    assert.match(out, /^src\/refund\.ts:4:3/);
    assert.match(out, /1 error in \d files checked; 1 in the baseline/);
    assert.match(project.temper(['check', '--all']).out, /2 errors in \d files checked/);
  });

  it('is found from below, and for single files', () => {
    const project = shopWithBaseline();
    project.write('temper.config.json', '{}');
    assert.equal(project.temper(['check', 'checkout.ts'], { below: 'src' }).exitCode, 0);
  });

  it('tells of what is gone, and prunes it without taking in what is new', () => {
    const project = shopWithBaseline();
    project.write('src/refund.ts', refund);
    project.write('src/checkout.ts', checkout.replace('void', 'Promise<void>').replace('  send', '  return send'));
    assert.match(project.temper(['check']).out, /holds 1 finding that is gone: `temper baseline --prune` takes it out/);
    assert.match(project.temper(['baseline', '--prune']).out, /with 0 findings of 0 files, 1 fewer\./);
    assert.equal(project.temper(['check']).exitCode, 1);
    assert.match(project.temper(['baseline', '--update']).out, /with 1 finding of 1 file, 1 more\./);
    assert.equal(project.temper(['check']).exitCode, 0);
  });

  it('of some paths leaves the entries of others alone', () => {
    const project = temporaryProject({ ...shop, 'src/refund.ts': refund });
    project.temper(['baseline', '.']);
    project.write('temper.config.json', '{}');
    project.temper(['baseline', 'src/refund.ts', '--update']);
    assert.match(project.read(name), /checkout\.ts/);
    assert.match(project.read(name), /refund\.ts/);
  });

  it('shows everything again after its day', () => {
    const project = temporaryProject(shop);
    assert.equal(project.temper(['baseline', '--until', '2001-01-31']).exitCode, 0);
    assert.equal(project.temper(['check']).exitCode, 1);
    assert.match(project.temper(['baseline', '--until', 'soon']).err, /--until takes a day such as/);
  });

  it('is not written over without being asked', () => {
    const project = shopWithBaseline();
    const { exitCode, err } = project.temper(['baseline']);
    assert.equal(exitCode, 2);
    assert.match(err, /is there already: --update takes in what is new/);
    assert.match(project.temper(['baseline', '--update', '--prune']).err, /two things/);
    assert.match(temporaryProject(shop).temper(['baseline', '--prune']).err, /no temper\.baseline\.json to prune/);
  });

  it('never holds a value of the code', () => {
    const project = temporaryProject({ 'src/pay.ts': `export const key = '${stripeKey}';\n` });
    project.temper(['baseline']);
    assert.match(project.read(name), /hardcoded-secret/);
    assert.ok(!project.read(name).includes(stripeKey.slice(8)));
  });

  it('that is malformed stops the check and says where', () => {
    const project = temporaryProject({ ...shop, [name]: '{\n  "version": 1,\n  "findings": []\n}\n' });
    const { exitCode, err } = project.temper(['check']);
    assert.equal(exitCode, 2);
    assert.match(err, /^temper\.baseline\.json:3:15 Here has to be an object\./);
    assert.match(project.temper(['check', '--baseline', 'none.json']).err, /There is no baseline none\.json/);
  });
});

describe('a report with a baseline', () => {
  it('of programs says what it left out', () => {
    const report = JSON.parse(shopWithBaseline().temper(['check', '--format', 'json']).out);
    assert.deepEqual([report.summary.error, report.summary.baselined, report.summary.staleInBaseline], [0, 1, 0]);
    assert.equal(report.files[0].baselined[0].rule, 'floating-promise');
  });

  it('in SARIF has it as suppressed from outside, and what is new as new', () => {
    const project = shopWithBaseline();
    project.write('src/refund.ts', refund);
    const log = JSON.parse(project.temper(['check', '--format', 'sarif']).out) as Log;
    assert.ok(validateSarif(log), JSON.stringify(validateSarif.errors));
    const results = log.runs[0]?.results ?? [];
    assert.deepEqual(
      results.map(({ baselineState, suppressions }) => [baselineState, suppressions?.map(({ kind }) => kind)]),
      [
        ['unchanged', ['external']],
        ['new', []],
      ],
    );
  });
});
