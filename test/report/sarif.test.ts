import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sarif, sarifLog } from '../../server/src/report/sarif.ts';
import { validateSarif as validate } from './sarif-schema.ts';
import { empty, finding, sample, secret } from './sample.ts';

const run = sarifLog(sample).runs[0];
const results = run?.results ?? [];

describe('SARIF', () => {
  it('fits the official schema', () => {
    for (const result of [sample, empty]) {
      assert.ok(validate(JSON.parse(sarif(result))), JSON.stringify(validate.errors));
    }
    assert.ok(!validate({ version: '2.1.0', runs: [{ results: [] }] }));
  });

  it('gives each result its place, in columns that count from 1', () => {
    assert.deepEqual(results[0]?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'src/the%20shop/%C3%A4.ts', uriBaseId: 'SRCROOT', index: 0 },
      region: { startLine: 2, startColumn: 2, endLine: 2, endColumn: 19 },
    });
    assert.equal(run?.columnKind, 'utf16CodeUnits');
    assert.equal(
      results[0]?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri,
      'file:///elsewhere/lib.ts',
    );
  });

  it('gives the way of a value as a code flow, and nothing else as one', () => {
    const [file] = sample.files;
    assert.ok(file);
    const flow = sarifLog({ ...sample, files: [{ ...file, findings: [finding('error', { isFlow: true })] }] });
    const [thread] = flow.runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows ?? [];
    assert.equal(thread?.locations[0]?.location?.message?.text, 'It can reject here.');
    assert.ok(validate(JSON.parse(JSON.stringify(flow))), JSON.stringify(validate.errors));
    assert.equal(results[0]?.codeFlows, undefined);
  });

  it('keeps the fingerprint and the rule', () => {
    assert.deepEqual(results[0]?.partialFingerprints, { 'temper/v1': '00ff00ff00ff00ff' });
    assert.equal(run?.tool.driver.rules?.[results[0]?.ruleIndex ?? -1]?.id, 'unused-suppression');
  });

  it('carries information and hints as notes', () => {
    assert.deepEqual(
      results.map(({ level }) => level),
      ['error', 'note', 'note', 'warning'],
    );
  });

  it('carries the reason of a suppression, and says of all others that they have none', () => {
    assert.deepEqual(
      results.map(({ suppressions }) => suppressions?.length),
      [0, 0, 0, 1],
    );
    assert.deepEqual(results[3]?.suppressions, [
      { kind: 'inSource', status: 'accepted', justification: 'the queue retries' },
    ]);
  });

  it('offers fixes as replacements', () => {
    const [fix, ...others] = results[0]?.fixes ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual(fix?.artifactChanges[0]?.replacements, [
      {
        deletedRegion: { startLine: 2, startColumn: 2, endLine: 2, endColumn: 2 },
        insertedContent: { text: 'await ' },
      },
    ]);
  });

  it('shows no value of a sensitive fix or of the data', () => {
    assert.ok(!sarif(sample).includes(secret));
  });

  it('tells limits as notifications, and the exit code', () => {
    const invocation = run?.invocations?.[0];
    assert.equal(invocation?.exitCode, 1);
    assert.deepEqual(
      invocation?.toolExecutionNotifications?.map(({ message }) => message.text),
      ['500 files were left out.', 'Stopped at 50,000 functions.'],
    );
  });

  it('says which commit of which repository was checked', () => {
    assert.equal(run?.versionControlProvenance, undefined);
    const versionControl = {
      uri: 'https://example.org/shop.git',
      branch: 'main',
      revision: 'f'.repeat(40),
      isRoot: true,
    };
    const known = { ...sample, versionControl };
    assert.ok(validate(JSON.parse(sarif(known))), JSON.stringify(validate.errors));
    assert.deepEqual(sarifLog(known).runs[0]?.versionControlProvenance, [
      {
        repositoryUri: 'https://example.org/shop.git',
        branch: 'main',
        revisionId: 'f'.repeat(40),
        mappedTo: { uriBaseId: 'SRCROOT' },
      },
    ]);
    const below = { ...known, versionControl: { ...versionControl, isRoot: false } };
    assert.equal(sarifLog(below).runs[0]?.versionControlProvenance?.[0]?.mappedTo, undefined);
  });

  it('does not let code in a message become a link', () => {
    const withCode = {
      ...sample,
      files: [{ ...sample.files[0]!, findings: [finding('error', { message: '`a[0](b)`' })] }],
    };
    assert.equal(sarifLog(withCode).runs[0]?.results?.[0]?.message.text, '`a\\[0\\](b)`');
  });

  it('holds no path of the machine', () => {
    assert.ok(!sarif(sample).includes('/app'));
  });
});
