import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Log } from 'sarif';
import { validateSarif } from '../report/sarif-schema.ts';
import { shop, temporaryProject, unused, type TemporaryProject } from './project.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

function sarifOf(project: TemporaryProject, words: readonly string[] = []): Log['runs'][number] {
  const { exitCode, out, err } = project.temper(['check', '--format', 'sarif', ...words]);
  assert.ok(exitCode <= 1, err);
  const log = JSON.parse(out) as Log;
  assert.ok(validateSarif(log), JSON.stringify(validateSarif.errors));
  const [run] = log.runs;
  assert.ok(run);
  return run;
}

describe('the SARIF of a real run', () => {
  const run = sarifOf(
    temporaryProject({
      ...shop,
      'src/refund.ts': `import { sendReceipt } from './receipts.js';
export function refund(order: string): void {
  // temper-ignore-next-line floating-promise -- the queue sends it again
  sendReceipt(order);
}
`,
      'src/unused.ts': unused,
      'src/huge.ts': `export const huge = '${'x'.repeat(1_100_000)}';\n`,
    }),
  );
  const results = run.results ?? [];
  const floating = results.find(
    ({ ruleId, suppressions }) => ruleId === 'floating-promise' && suppressions?.length === 0,
  );

  it('fits the schema and has rules, places and fingerprints', () => {
    assert.ok(results.length >= 3);
    for (const { ruleId, ruleIndex, locations, partialFingerprints } of results) {
      assert.equal(run.tool.driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
      const artifact = locations?.[0]?.physicalLocation?.artifactLocation;
      assert.equal(run.artifacts?.[artifact?.index ?? -1]?.location?.uri, artifact?.uri);
      assert.match(partialFingerprints?.['temper/v1'] ?? '', /^[0-9a-f]{16}$/);
    }
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.['temper/v1']);
    assert.equal(new Set(prints).size, prints.length);
  });

  it('has help for every rule', () => {
    for (const { id, help } of run.tool.driver.rules ?? [])
      assert.match(help?.markdown ?? '', new RegExp(`^# ${id}\\n`));
  });

  it('leads to where the rejection comes from, and offers fixes', () => {
    const [origin] = floating?.relatedLocations ?? [];
    assert.equal(origin?.physicalLocation?.artifactLocation?.uri, 'src/receipts.ts');
    const replaced = floating?.fixes?.flatMap(({ artifactChanges }) => artifactChanges) ?? [];
    assert.ok(replaced.length > 0);
    for (const { artifactLocation } of replaced) assert.equal(artifactLocation.uriBaseId, 'SRCROOT');
  });

  it('keeps what is suppressed, with its reason', () => {
    const suppressed = results.filter(({ suppressions = [] }) => suppressions.length > 0);
    assert.deepEqual(
      suppressed.map(({ suppressions }) => suppressions?.[0]?.justification),
      ['the queue sends it again'],
    );
  });

  it('says what was left out, and how it ended', () => {
    const [invocation] = run.invocations ?? [];
    assert.deepEqual([invocation?.executionSuccessful, invocation?.exitCode], [true, 1]);
    assert.match(invocation?.toolExecutionNotifications?.[0]?.message.text ?? '', /huge\.ts is larger than 1 MB/);
  });

  it('tells of no version control where there is none', () => assert.equal(run.versionControlProvenance, undefined));
});

describe('where a run stands in version control', () => {
  const cases: readonly { readonly title: string; readonly url: string; readonly uri: string | undefined }[] = [
    { title: 'https', url: 'https://example.org/acme/shop.git', uri: 'https://example.org/acme/shop.git' },
    { title: 'no secret', url: 'https://me:s3cret@example.org/shop?token=s3cret', uri: 'https://example.org/shop' },
    { title: 'the short form of ssh', url: 'git@example.org:acme/shop.git', uri: 'ssh://example.org/acme/shop.git' },
    { title: 'ssh', url: 'ssh://git@example.org:22/acme/shop', uri: 'ssh://example.org:22/acme/shop' },
    { title: 'no path of the machine', url: '/srv/git/shop.git', uri: undefined },
    { title: 'no path of a Windows machine', url: 'C:\\git\\shop', uri: undefined },
    { title: 'no file', url: 'file:///srv/git/shop.git', uri: undefined },
  ];
  const git = (url: string, head: string): Readonly<Record<string, string>> => ({
    ...shop,
    '.git/config': `[core]\n\tbare = false\n[remote "fork"]\n\turl = https://example.org/fork\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
    '.git/HEAD': head,
  });
  for (const { title, url, uri } of cases) {
    it(`is named by its origin: ${title}`, () => {
      const run = sarifOf(temporaryProject(git(url, `${commit}\n`)));
      assert.equal(run.versionControlProvenance?.[0]?.repositoryUri, uri);
      assert.ok(!JSON.stringify(run).includes('s3cret'));
    });
  }

  const url = 'https://example.org/shop';
  const onMain = git(url, 'ref: refs/heads/main\n');
  const provenance = (files: Readonly<Record<string, string>>, words: readonly string[] = []): unknown =>
    sarifOf(temporaryProject(files), words).versionControlProvenance?.[0];
  const expected = { repositoryUri: url, branch: 'main', revisionId: commit, mappedTo: { uriBaseId: 'SRCROOT' } };

  it('has the branch and its commit', () =>
    assert.deepEqual(provenance({ ...onMain, '.git/refs/heads/main': `${commit}\n` }), expected));

  it('finds the commit among packed references', () => {
    const packed = `# pack-refs with: peeled\n${'f'.repeat(40)} refs/heads/not-main\n${commit} refs/heads/main\n`;
    assert.deepEqual(provenance({ ...onMain, '.git/packed-refs': packed }), expected);
  });

  it('needs no commit', () => {
    const { revisionId: _none, ...unborn } = expected;
    assert.deepEqual(provenance(onMain), unborn);
  });

  it('does not take a package with a configuration of its own for the repository', () => {
    const files = { ...git(url, `${commit}\n`), 'packages/a/temper.config.json': '{}', 'packages/a/index.ts': unused };
    assert.deepEqual(provenance(files, ['packages/a']), { repositoryUri: url, revisionId: commit });
  });
});
