import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import { checkWorkspaceRequest, type CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import { stripeKey } from '../made-up-keys.ts';
import { messageOf, type Editor } from './editor.ts';
import { withEditor } from './project.ts';

const timeout = 180_000;
const settings = '{\n  "port": 3000,\n  "stripe": ""\n}\n';
const withKey = settings.replace('""', `"${stripeKey}"`);

const codesOf = (editor: Editor, uri: string): readonly unknown[] => editor.diagnosticsOf(uri).map(({ code }) => code);

function titled(actions: readonly CodeAction[], title: RegExp): CodeAction {
  return (
    actions.find((action) => title.test(action.title)) ?? assert.fail(actions.map(({ title: each }) => each).join('\n'))
  );
}

describe('a document that is no code', { timeout }, () => {
  const current = withEditor({
    options: { restDelay: 5_000 },
    files: { 'config.json': settings, '.gitignore': 'node_modules\n', '.git/HEAD': 'ref: refs/heads/main\n' },
  });

  it('is marked at once where a key is pasted, and told of without the key', async () => {
    const { editor, project } = current();
    const uri = project.uri('config.json');
    await editor.open(uri, settings, 'json');
    await editor.analyzed(uri);
    assert.deepEqual(codesOf(editor, uri), []);
    const version = await editor.replace(uri, '""', `"${stripeKey}"`);
    await editor.analyzed(uri, version, 'text');
    const [finding] = editor.diagnosticsOf(uri);
    assert.deepEqual(finding?.range, {
      start: { line: 2, character: 13 },
      end: { line: 2, character: 13 + stripeKey.length },
    });
    assert.match(messageOf(finding), /Stripe/);
    assert.doesNotMatch(JSON.stringify(editor.told), new RegExp(stripeKey.slice(0, 16)));
  });

  it('keeps the mark in its place while something else is typed', async () => {
    const { editor, project } = current();
    const uri = project.uri('config.json');
    const version = await editor.replace(uri, '3000', '3000,\n  "host": "a"');
    await editor.analyzed(uri, version);
    assert.deepEqual(
      editor.diagnosticsOf(uri).map(({ range }) => range.start.line),
      [3],
    );
  });

  it('offers to ignore it in the style of the text, and no fix that could not be made', async () => {
    const { editor, project } = current();
    const uri = project.uri('config.json');
    const [finding] = editor.diagnosticsOf(uri);
    assert.ok(finding);
    const actions = await editor.codeActions(uri, finding.range);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Ignore here, with a reason', 'Ignore in this file', 'Add to the baseline'],
    );
    const { edit } = await editor.resolve(titled(actions, /here/));
    assert.ok(edit);
    await editor.apply(edit);
    assert.match(editor.textOf(uri), /^ {2}"\/\/": "temper-ignore-next-line hardcoded-secret --",$/m);
    await editor.analyzed(uri);
    assert.deepEqual(new Set(codesOf(editor, uri)), new Set(['hardcoded-secret', 'suppression-without-reason']));
    await editor.replace(uri, 'secret --"', 'secret -- of a sandbox"');
    await editor.analyzed(uri);
    assert.deepEqual(codesOf(editor, uri), []);
  });

  it('follows the disk once it is closed, and is gone when it is deleted', async () => {
    const { editor, project } = current();
    const uri = project.uri('config.json');
    await editor.close(uri);
    project.write('config.json', withKey);
    await editor.filesChanged([[project.file('config.json'), 2]]);
    await editor.open(uri, withKey, 'json');
    await editor.shows(uri, ({ length }) => length === 1);
    await editor.close(uri);
    project.delete('config.json');
    await editor.filesChanged([[project.file('config.json'), 3]]);
    await editor.shows(uri, ({ length }) => length === 0);
  });

  it('is looked at in whatever language it is, saved or not', async () => {
    const { editor, project } = current();
    const documents = [
      [project.uri('Dockerfile'), 'dockerfile', `FROM node\nENV STRIPE=${stripeKey}\n`],
      [project.uri('notes/setup.md'), 'markdown', `Call it with \`${stripeKey}\`.\n`],
      ['untitled:Untitled-1', 'yaml', `stripe: ${stripeKey}\n`],
    ] as const;
    for (const [uri, language, text] of documents) {
      await editor.open(uri, text, language);
      await editor.analyzed(uri);
      assert.deepEqual(codesOf(editor, uri), ['hardcoded-secret'], uri);
      await editor.close(uri);
      await editor.shows(uri, ({ length }) => length === 0);
    }
  });

  it('has a mark taken away once an unsaved ignore file leaves it out', async () => {
    const { editor, project } = current();
    const uri = project.uri('.env');
    project.write('.env', `STRIPE_SECRET_KEY=${stripeKey}\n`);
    await editor.open(uri, `STRIPE_SECRET_KEY=${stripeKey}\n`, 'dotenv');
    const [finding] = await editor.shows(uri, ({ length }) => length === 1);
    assert.equal(finding?.code, 'committed-env-file');
    const ignores = project.uri('.gitignore');
    await editor.open(ignores, 'node_modules\n', 'ignore');
    const { command } = await editor.resolve(titled(await editor.codeActions(uri, finding.range), /^Add `\.env` to/));
    assert.ok(command);
    await editor.connection.sendRequest('workspace/executeCommand', command);
    assert.equal(editor.textOf(ignores), 'node_modules\n.env\n');
    await editor.shows(uri, ({ length }) => length === 0);
  });
});

describe('a check of a workspace with other texts', { timeout }, () => {
  const current = withEditor({
    files: {
      'config.json': withKey,
      'docs/setup.md': `Call it with \`${stripeKey}\`.\n`,
      'broken.json': Buffer.from([0x7b, 0, 0x7d]),
      blob: Buffer.from([1, 0, 2]),
      'wide.env.txt': Buffer.from(`\uFEFFkey: ${stripeKey}`, 'utf16le'),
      'ignored/config.json': withKey,
      '.gitignore': 'ignored\n',
    },
  });

  it('finds what stands in them, says what it could not read, and keeps code first', async () => {
    const { editor, project } = current();
    const result: CheckWorkspaceResult = await editor.connection.sendRequest(checkWorkspaceRequest, {});
    assert.deepEqual(
      result.limits.map((limit) => limit.replace(project.folder, '')),
      ['/broken.json: It is binary and was not checked.'],
    );
    const severityOf = (name: string) => editor.diagnosticsOf(project.uri(name)).map(({ severity }) => severity);
    assert.deepEqual(severityOf('config.json'), [1]);
    assert.deepEqual(severityOf('docs/setup.md'), [2]);
    assert.equal(severityOf('wide.env.txt').length, 1);
    assert.deepEqual(severityOf('ignored/config.json'), []);
  });

  it('keeps them up to date with the disk', async () => {
    const { editor, project } = current();
    project.write('new.yml', `stripe: ${stripeKey}\n`);
    await editor.filesChanged([[project.file('new.yml'), 1]]);
    await editor.shows(project.uri('new.yml'), ({ length }) => length === 1);
    project.write('config.json', settings);
    await editor.filesChanged([[project.file('config.json'), 2]]);
    await editor.shows(project.uri('config.json'), ({ length }) => length === 0);
    project.delete('new.yml');
    await editor.filesChanged([[project.file('new.yml'), 3]]);
    await editor.shows(project.uri('new.yml'), ({ length }) => length === 0);
    project.delete('docs');
    await editor.filesChanged([[project.file('docs'), 3]]);
    await editor.shows(project.uri('docs/setup.md'), ({ length }) => length === 0);
  });
});
