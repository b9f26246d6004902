import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { checkWorkspaceRequest, type CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import { messageOf, type Editor } from './editor.ts';
import { floating, withEditor } from './project.ts';

const timeout = 180_000;

describe('a check of the workspace', { timeout }, () => {
  const current = withEditor({
    files: {
      '.gitignore': 'generated\n',
      'src/late.ts': floating.replace('./send', './comes-later'),
      'src/other.ts': floating,
      'src/deep/inside.ts': floating.replace('./send', '../send'),
      'src/binary.ts': Buffer.from([0x47, 0, 0, 0]),
      'generated/run.ts': floating.replace('./send', '../src/send'),
      'node_modules/pack/index.ts': floating,
    },
  });

  it('publishes the findings of files that are not open, and counts', async () => {
    const { editor, project } = current();
    const result = await check(editor);
    assert.deepEqual(
      { ...result, limits: result.limits.map((limit) => limit.replace(project.folder, '')) },
      {
        files: 9,
        errors: 3,
        warnings: 0,
        baselined: 0,
        cancelled: false,
        limits: ['/src/binary.ts: It is binary and was not checked.'],
      },
    );
    for (const name of ['src/run.ts', 'src/other.ts', 'src/deep/inside.ts']) {
      const published = editor.publishes(project.uri(name));
      assert.equal(published.length, 1, name);
      assert.equal(published[0]?.diagnostics.length, 1, name);
      assert.equal(published[0]?.version, undefined, name);
    }
  });

  it('leaves ignored and installed files alone', () => {
    const { editor, project } = current();
    for (const name of ['generated/run.ts', 'node_modules/pack/index.ts']) {
      assert.deepEqual(editor.publishes(project.uri(name)), []);
    }
  });

  it('says in the status how much was found', async () => {
    const { editor } = current();
    const status = await editor.until(() =>
      editor.told
        .flatMap((each) => (each.kind === 'status' && each.params.state === 'ready' ? [each.params] : []))
        .find(({ errors }) => errors === 3),
    );
    assert.equal(status.warnings, 0);
    assert.ok(
      editor.told.some(({ kind, params }) => kind === 'status' && 'state' in params && params.state === 'busy'),
    );
  });

  it('tells its progress in files, by the token of the request', async () => {
    const { editor } = current();
    const before = editor.told.length;
    await check(editor, 'my-token');
    const progress = editor.told
      .slice(before)
      .flatMap((each) => (each.kind === 'progress' && each.params.token === 'my-token' ? [each.params.value] : []));
    assert.equal(progress[0]?.kind, 'begin');
    assert.match(progress[1]?.message ?? '', /^\d+ of 9 files$/);
    assert.equal(progress.at(-1)?.kind, 'end');
  });

  it('does not publish again what did not change', async () => {
    const { editor, project } = current();
    assert.equal(editor.publishes(project.uri('src/other.ts')).length, 1);
  });

  it('keeps the findings of a file that is opened and closed', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/other.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    await editor.close(uri);
    await editor.until(() => (editor.publishes(uri).at(-1)?.version === undefined ? true : undefined));
    const published = editor.publishes(uri);
    assert.equal(
      published.every(({ diagnostics }) => diagnostics.length === 1),
      true,
    );
  });

  it('goes back to what is on disk when a document is closed unsaved', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/other.ts');
    await editor.open(uri, floating.replace('  send(order)', '  await send(order)'));
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
    await editor.close(uri);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 1);
  });

  it('follows files that change on disk, and those that import them', async () => {
    const { editor, project } = current();
    project.write('src/other.ts', floating.replace('  send(order)', '  await send(order)'));
    await editor.filesChanged([[project.file('src/other.ts'), 2]]);
    await editor.shows(project.uri('src/other.ts'), (diagnostics) => diagnostics.length === 0);

    project.write('src/send.ts', 'export function send(order: string): string {\n  return order;\n}\n');
    await editor.filesChanged([[project.file('src/send.ts'), 2]]);
    await editor.shows(project.uri('src/run.ts'), (diagnostics) => diagnostics.length === 0);
    await editor.shows(project.uri('src/deep/inside.ts'), (diagnostics) => diagnostics.length === 0);
  });

  it('finds what a new file makes of those that waited for it', async () => {
    const { editor, project } = current();
    assert.deepEqual(editor.publishes(project.uri('src/late.ts')), []);
    project.write(
      'src/comes-later.ts',
      `export async function send(order: string): Promise<void> {\n  throw new Error(order);\n}\n`,
    );
    await editor.filesChanged([[project.file('src/comes-later.ts'), 1]]);
    await editor.shows(project.uri('src/late.ts'), (diagnostics) => diagnostics.length === 1);
  });

  it('takes the findings of a deleted file off the screen', async () => {
    const { editor, project } = current();
    project.delete('src/late.ts');
    await editor.filesChanged([[project.file('src/late.ts'), 3]]);
    await editor.shows(project.uri('src/late.ts'), (diagnostics) => diagnostics.length === 0);
  });

  it('takes those of a deleted folder off the screen, of which only the folder is told', async () => {
    const { editor, project } = current();
    project.write('src/deep/inside.ts', `async function fail() {\n  throw new Error('x');\n}\nfail();\n`);
    await editor.filesChanged([[project.file('src/deep/inside.ts'), 2]]);
    await editor.shows(project.uri('src/deep/inside.ts'), (diagnostics) => diagnostics.length === 1);
    project.delete('src/deep');
    await editor.filesChanged([[project.file('src/deep'), 3]]);
    await editor.shows(project.uri('src/deep/inside.ts'), (diagnostics) => diagnostics.length === 0);
  });

  it('ends with what is on disk when a file changes while it is checked', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/changing.ts');
    const text = (calls: number): string =>
      `async function fail() {\n  throw new Error('x');\n}\n${'fail();\n'.repeat(calls)}`;
    project.write('src/changing.ts', text(1));
    const checking = check(editor);
    for (let calls = 2; calls <= 30; calls++) {
      project.write('src/changing.ts', text(calls));
      await editor.filesChanged([[project.file('src/changing.ts'), 2]]);
    }
    assert.equal((await checking).cancelled, false);
    await editor.shows(uri, ({ length }) => length === 30);
  });

  it('lives through folders that vanish while they are checked', async () => {
    const { editor, project } = current();
    for (let file = 0; file < 40; file++)
      project.write(`src/many/file${file}.ts`, floating.replace('./send', '../send'));
    const checking = check(editor);
    project.delete('src/many');
    const { cancelled } = await checking;
    assert.equal(cancelled, false);
    assert.equal(editor.isServerRunning, true);
  });

  it('stops when it is cancelled and says so', async () => {
    const { editor, project } = current();
    for (let file = 0; file < 200; file++)
      project.write(`src/lots/file${file}.ts`, floating.replace('./send', '../send'));
    const source = new CancellationTokenSource();
    const token = 'to-cancel';
    const checking = editor.connection.sendRequest<CheckWorkspaceResult>(
      checkWorkspaceRequest,
      { workDoneToken: token },
      source.token,
    );
    await editor.until(() =>
      editor.told.find(
        ({ kind, params }) =>
          kind === 'progress' &&
          'token' in params &&
          params.token === token &&
          /^[1-9]/.test(params.value.message ?? ''),
      ),
    );
    source.cancel();
    const { cancelled, files } = await checking;
    assert.equal(cancelled, true);
    assert.ok(files < 204, `${files} files`);
    assert.equal((await check(editor)).cancelled, false);
  });
});

describe('a check of a workspace with more files than wanted', { timeout }, () => {
  const current = withEditor({ options: { maxFiles: 1 } });

  it('says that it met the limit', async () => {
    const { files, limits } = await check(current().editor);
    assert.equal(files, 1);
    assert.deepEqual(limits, ['There are more than 1 files; the others were not checked.']);
  });
});

describe('the configuration', { timeout }, () => {
  const current = withEditor({ files: { 'src/lonely.ts': floating } });

  it('acts as soon as it is written', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri)[0]?.severity, 1);
    await check(editor);
    project.write('temper.config.json', `{ "rules": { "floating-promise": "information" } }`);
    await editor.filesChanged([[project.file('temper.config.json'), 1]]);
    await editor.shows(uri, ([first]) => first?.severity === 3);
    await editor.shows(project.uri('src/lonely.ts'), ([first]) => first?.severity === 3);
  });

  it('shows its mistakes in place, and the rest of it acts', async () => {
    const { editor, project } = current();
    project.write('temper.config.json', `{ "rules": { "floating-promise": "warning", "flaoting-promise": "off" } }`);
    await editor.filesChanged([[project.file('temper.config.json'), 2]]);
    const [problem] = await editor.shows(project.uri('temper.config.json'), ({ length }) => length === 1);
    assert.match(messageOf(problem), /floating-promise/);
    assert.equal(problem?.severity, 1);
    await editor.shows(project.uri('src/run.ts'), ([first]) => first?.severity === 2);
    await editor.until(() =>
      editor.told.find(
        ({ kind, params }) => kind === 'status' && /temper\.config\.json has a mistake/.test(params.message),
      ),
    );
  });

  it('stays as it was while it is no JSON', async () => {
    const { editor, project } = current();
    project.write('temper.config.json', `{ "rules": { "floating-promise": "off", `);
    await editor.filesChanged([[project.file('temper.config.json'), 2]]);
    await editor.shows(project.uri('temper.config.json'), (all) => all.some((each) => /JSON/.test(messageOf(each))));
    await editor.replace(project.uri('src/run.ts'), '', '\n');
    await editor.analyzed(project.uri('src/run.ts'));
    assert.equal(editor.diagnosticsOf(project.uri('src/run.ts'))[0]?.severity, 2);
  });

  it('shows mistakes while it is typed', async () => {
    const { editor, project } = current();
    const uri = project.uri('temper.config.json');
    await editor.open(uri, '{}', 'jsonc');
    await editor.shows(uri, ({ length }) => length === 0);
    await editor.replace(uri, '{}', '{ "extends": "loose" }');
    await editor.shows(uri, ([first]) => /profile/.test(messageOf(first)));
    await editor.close(uri);
  });

  it('leaves out what it excludes, and is gone when it is deleted', async () => {
    const { editor, project } = current();
    project.write('temper.config.json', `{ "exclude": ["src/run.ts", "src/lonely.ts"] }`);
    await editor.filesChanged([[project.file('temper.config.json'), 2]]);
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 0);
    await editor.shows(project.uri('src/lonely.ts'), ({ length }) => length === 0);
    project.delete('temper.config.json');
    await editor.filesChanged([[project.file('temper.config.json'), 3]]);
    await editor.shows(project.uri('src/run.ts'), ([first]) => first?.severity === 1);
    await editor.shows(project.uri('src/lonely.ts'), ([first]) => first?.severity === 1);
    assert.deepEqual(editor.diagnosticsOf(project.uri('temper.config.json')), []);
  });
});

describe('a workspace that is not trusted', { timeout }, () => {
  const current = withEditor({
    options: { untrusted: true },
    files: { 'temper.config.json': `{ "rules": { "floating-promise": "off" } }` },
  });

  it('can silence nothing', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, `// temper-ignore-file floating-promise -- trust me\n${floating}`);
    await editor.analyzed(uri);
    assert.deepEqual(
      editor.diagnosticsOf(uri).map(({ code }) => code),
      ['floating-promise'],
    );
  });
});

function check(editor: Editor, workDoneToken?: string): Promise<CheckWorkspaceResult> {
  return editor.connection.sendRequest(checkWorkspaceRequest, workDoneToken === undefined ? {} : { workDoneToken });
}
