import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Finding } from '../../shared/src/finding.ts';
import type { StatusParams } from '../../shared/src/protocol.ts';
import { trimmedChange } from '../../server/src/hosts/lsp/changes.ts';
import { Dependents } from '../../server/src/hosts/lsp/dependents.ts';
import { fileOfUri, uriOfFile } from '../../server/src/hosts/lsp/files.ts';
import { History } from '../../server/src/hosts/lsp/history.ts';
import { Publisher } from '../../server/src/hosts/lsp/publisher.ts';
import { RestartPolicy } from '../../server/src/hosts/lsp/restart-policy.ts';
import { Status } from '../../server/src/hosts/lsp/status.ts';
import { WorkspaceCheck } from '../../server/src/hosts/lsp/workspace-check.ts';
import { workspaceEditOf } from '../../server/src/hosts/lsp/workspace-edit.ts';
import { findingsOn, parse } from '../engine/findings.ts';
import { ManualClock } from './manual-clock.ts';

describe('an edit', () => {
  const change = (before: string, text: string, start = 0, end = before.length) =>
    trimmedChange(before, { start, end }, text);

  it('is cut down to what differs', () => {
    const { span, length } = change('await send(1);', 'await send(12);');
    assert.deepEqual([span, length], [{ start: 12, end: 12 }, 1]);
  });

  it('does not cut through a line end', () => {
    assert.deepEqual(change('a\r\nb', 'a\nb').span, { start: 1, end: 3 });
    assert.deepEqual(change('a\nb', 'a\r\nb').span, { start: 1, end: 2 });
  });

  it('is a block when several lines or a statement come at once', () => {
    assert.equal(change('', 'a();\nb();').isBlock, true);
    assert.equal(change('', 'send(order);').isBlock, true);
    for (const typed of ['s', 'sendReceipt', '{}', '()', '\n  ', '"";']) assert.equal(change('', typed).isBlock, false);
  });
});

describe('the history of a document', () => {
  it('tells the edits since a version', () => {
    const history = new History(1);
    for (const version of [2, 3, 4])
      history.record(version, [trimmedChange('', { start: 0, end: 0 }, 'x'.repeat(version))]);
    assert.deepEqual(
      history.since(2)?.map(({ length }) => length),
      [3, 4],
    );
    assert.deepEqual(history.since(4), []);
    history.forget(3);
    assert.equal(history.since(2), undefined);
    assert.equal(history.since(3)?.length, 1);
  });

  it('is bounded', () => {
    const history = new History(1);
    for (let version = 2; version < 50_000; version++) history.record(version, []);
    assert.ok(history.length <= 5_000);
    assert.equal(history.since(1), undefined);
  });
});

describe('paths of documents', () => {
  it('are those of files, with forward slashes', () => {
    assert.equal(fileOfUri('file:///a/b%20c.ts'), '/a/b c.ts');
    assert.equal(fileOfUri(uriOfFile('/a/ü #.ts')), '/a/ü #.ts');
  });

  it('are made up for unsaved ones, which end as their language does', () => {
    assert.equal(fileOfUri('untitled:Untitled-1', 'typescriptreact'), '/untitled:/Untitled-1.tsx');
    assert.equal(fileOfUri('untitled:/a/new.ts', 'typescript'), '/a/new.ts');
  });

  it('are none for anything else', () => {
    for (const uri of [
      'git:/a/b.ts',
      'vscode-notebook-cell:/a#1',
      'output:tasks',
      'file:///%E0%A4%A.ts',
      'chat:/a.ts',
    ]) {
      assert.equal(fileOfUri(uri, 'typescript'), undefined);
    }
  });
});

describe('the publisher', () => {
  const findings = findingsOn(parse('send(); send();'), 'send');
  const start = (outlived: readonly string[] = []) => {
    const sent: PublishDiagnosticsParams[] = [];
    let hidden = 0;
    const publisher = new Publisher({
      linksRules: true,
      outlived,
      uriOf: uriOfFile,
      part: (all) => ({ shown: all.slice(hidden), hidden: all.slice(0, hidden) }),
      send: (params) => sent.push(params),
      changed: () => {},
    });
    return { sent, publisher, hide: (count: number) => void (hidden = count) };
  };

  it('sends each version, and one version again only when it differs', () => {
    const { sent, publisher } = start();
    publisher.publish('file:///a.ts', 1, findings);
    publisher.publish('file:///a.ts', 1, [...findings]);
    publisher.publish('file:///a.ts', 2, findings);
    publisher.publish('file:///a.ts', 2, findings.slice(1));
    assert.deepEqual(
      sent.map(({ version, diagnostics }) => [version, diagnostics.length]),
      [
        [1, 2],
        [2, 2],
        [2, 1],
      ],
    );
  });

  it('holds back what a baseline holds, and sends it once it is wanted', () => {
    const { sent, publisher, hide } = start();
    hide(1);
    publisher.publish('file:///a.ts', undefined, findings);
    assert.deepEqual([sent.at(-1)?.diagnostics.length, publisher.totals.baselined], [1, 1]);
    hide(0);
    publisher.partAnew();
    publisher.partAnew();
    assert.deepEqual([sent.length, sent.at(-1)?.diagnostics.length, publisher.totals.baselined], [2, 2, 0]);
  });

  it('takes what an earlier server found off the screen, once', () => {
    const { sent, publisher } = start(['file:///a.ts', 'file:///b.ts']);
    assert.deepEqual([publisher.has('file:///a.ts'), publisher.uris.length], [true, 2]);
    for (let time = 0; time < 2; time++) {
      publisher.publish('file:///a.ts', undefined, []);
      publisher.clear('file:///b.ts');
    }
    assert.deepEqual(sent, [
      { uri: 'file:///a.ts', diagnostics: [] },
      { uri: 'file:///b.ts', diagnostics: [] },
    ]);
    assert.equal(publisher.isOutlived('file:///a.ts'), false);
  });

  it('says nothing of closed files without findings', () => {
    const { sent, publisher } = start();
    publisher.publish('file:///a.ts', undefined, []);
    assert.deepEqual(sent, []);
    publisher.publish('file:///a.ts', undefined, findings);
    publisher.publish('file:///a.ts', undefined, []);
    assert.deepEqual(sent.at(-1), { uri: 'file:///a.ts', diagnostics: [] });
  });

  it('counts errors and warnings of all files', () => {
    const { publisher } = start();
    publisher.publish('file:///a.ts', 1, findings);
    publisher.publish(
      'file:///b.ts',
      1,
      findings.map((each): Finding => ({ ...each, severity: 'warning' })),
    );
    publisher.publish(
      'file:///c.ts',
      1,
      findings.map((each): Finding => ({ ...each, severity: 'hint' })),
    );
    assert.deepEqual(publisher.totals, { errors: 2, warnings: 2, baselined: 0 });
    publisher.clear('file:///a.ts');
    assert.deepEqual(publisher.totals, { errors: 0, warnings: 2, baselined: 0 });
  });

  it('sends all that an action needs, and a link to the page of the rule', () => {
    const { sent, publisher } = start();
    publisher.publish('file:///app/src/a.tsx', 7, findings.slice(0, 1));
    const [diagnostic] = sent[0]?.diagnostics ?? [];
    assert.deepEqual(diagnostic?.data, { version: 7, finding: findings[0] });
    assert.deepEqual(diagnostic.codeDescription, { href: 'temper-rule:/floating-promise.md' });
    assert.equal(diagnostic.severity, 1);
    assert.equal(diagnostic.source, 'temper');
  });
});

describe('the restart policy', () => {
  it('waits longer each time and gives up after five in three minutes', () => {
    const policy = new RestartPolicy();
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((second) => policy.ended(second * 1000)),
      [100, 200, 400, 800, 1600, undefined],
    );
  });

  it('forgives what is long past', () => {
    const policy = new RestartPolicy();
    for (const second of [0, 1, 2, 3, 4]) policy.ended(second * 1000);
    assert.equal(policy.ended(300_000), 100);
  });
});

describe('files that depend on others', () => {
  it('are found through others, without end in a circle', () => {
    const dependents = new Dependents();
    dependents.set('/a', ['/b'], false);
    dependents.set('/b', ['/c'], false);
    dependents.set('/c', ['/a'], true);
    assert.deepEqual([...dependents.of(['/c'])].sort(), ['/a', '/b']);
    dependents.set('/b', [], false);
    assert.deepEqual([...dependents.of(['/c'])], []);
    assert.deepEqual([...dependents.incomplete], ['/c']);
    dependents.forget('/c');
    assert.deepEqual([...dependents.incomplete], []);
  });
});

describe('the status', () => {
  it('is sent at most ten times a second and only when it changed', () => {
    const clock = new ManualClock();
    const sent: StatusParams[] = [];
    let errors = 0;
    const status = new Status({
      clock,
      totals: () => ({ errors, warnings: 0, baselined: 0 }),
      send: (params) => sent.push(params),
    });
    for (errors = 1; errors <= 50; errors++) status.update();
    errors = 50;
    clock.pass(100);
    status.update();
    clock.pass(1_000);
    assert.deepEqual(sent, [{ state: 'ready', message: 'Temper is ready.', errors: 50, warnings: 0, baselined: 0 }]);
  });

  it('stays degraded whatever else happens', () => {
    const clock = new ManualClock();
    const sent: StatusParams[] = [];
    const status = new Status({
      clock,
      totals: () => ({ errors: 0, warnings: 0, baselined: 0 }),
      send: (params) => sent.push(params),
    });
    status.setDegraded('It ended.');
    status.set({ state: 'busy', message: 'Checking.' });
    clock.pass(100);
    assert.deepEqual([sent.at(-1)?.state, sent.at(-1)?.message], ['degraded', 'It ended.']);
  });
});

describe('a check of the workspace', () => {
  const start = (files: readonly string[]) => {
    const checked: string[] = [];
    const check = new WorkspaceCheck({
      list: async () => ({ files, limits: ['One file is too large.'] }),
      check: (asked) => checked.push(...asked),
      cancel: () => {},
      totals: () => ({ errors: 1, warnings: 2, baselined: 0 }),
    });
    return { check, checked };
  };

  it('ends with its last file', async () => {
    const { check, checked } = start(['/a', '/b']);
    const counts: string[] = [];
    const result = check.run((done, total) => counts.push(`${done}/${total}`));
    await nextTurn();
    for (const file of checked) check.finished(file, file === '/b' ? ['/b: it is binary.'] : []);
    assert.deepEqual(await result, {
      files: 2,
      errors: 1,
      warnings: 2,
      baselined: 0,
      cancelled: false,
      limits: ['One file is too large.', '/b: it is binary.'],
    });
    assert.deepEqual(counts, ['0/2', '1/2', '2/2']);
    assert.equal(check.isRunning, false);
  });

  it('is one run for all who ask meanwhile', async () => {
    const { check, checked } = start(['/a']);
    const results = [check.run(() => {}), check.run(() => {})];
    await nextTurn();
    assert.deepEqual(checked, ['/a']);
    check.finished('/a');
    const [first, second] = await Promise.all(results);
    assert.deepEqual(first, second);
  });

  it('answers with what was done when cancelled', async () => {
    const { check } = start(['/a', '/b', '/c']);
    const result = check.run(() => {});
    await nextTurn();
    check.finished('/a');
    check.cancel();
    const { cancelled, files } = await result;
    assert.deepEqual([cancelled, files], [true, 1]);
  });

  it('ends at once where there is nothing to check', async () => {
    const { check } = start([]);
    assert.equal((await check.run(() => {})).files, 0);
  });
});

describe('edits for the client', () => {
  const edit = { span: { start: 0, end: 0 }, text: 'x' };
  const textOf = (file: string) => ({
    uri: uriOfFile(file),
    version: file === '/a.ts' ? 3 : null,
    text: file === '/new' ? undefined : 'one\ntwo',
  });

  it('carry versions, and come before the code that needs them', () => {
    const { documentChanges } = workspaceEditOf(
      [
        { file: '/a.ts', edits: [edit] },
        { file: '/.gitignore', edits: [edit] },
        { file: '/new', edits: [edit] },
      ],
      { textOf, versionsEdits: true },
    );
    assert.deepEqual(
      documentChanges?.map((each) =>
        'kind' in each ? each.kind : `${each.textDocument.uri} ${each.textDocument.version}`,
      ),
      ['file:///.gitignore null', 'create', 'file:///new null', 'file:///a.ts 3'],
    );
  });

  it('ask before many unsafe ones are made', () => {
    const { documentChanges, changeAnnotations } = workspaceEditOf([{ file: '/a.ts', edits: [edit] }], {
      textOf,
      versionsEdits: true,
      confirmation: 'Changes what the program does',
    });
    assert.equal(Object.values(changeAnnotations ?? {})[0]?.needsConfirmation, true);
    assert.match(JSON.stringify(documentChanges), /annotationId/);
  });
});

/** Listing has to be over before files are checked. */
async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
