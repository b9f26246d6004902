import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver';
import { floating, withEditor } from './project.ts';

const timeout = 120_000;

describe('a document that is opened and edited', { timeout }, () => {
  const current = withEditor();

  it('gets its findings with the version they are about', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating);
    const { milliseconds, findings } = await editor.analyzed(uri);
    const published = editor.publishes(uri).at(-1);
    assert.equal(published?.version, 1);
    assert.deepEqual(rulesAndLines(published.diagnostics), ['floating-promise 3']);
    assert.equal(findings, 1);
    assert.ok(milliseconds > 0);
  });

  it('is answered by the text tier first', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    const version = await editor.replace(uri, '', '\n');
    await editor.analyzed(uri, version, 'flow');
    const tiers = editor.told.flatMap((each) =>
      each.kind === 'analyzed' && each.params.uri === uri && each.params.version === version ? [each.params.tier] : [],
    );
    assert.deepEqual(tiers.slice(0, 2), ['text', 'flow']);
  });

  it('keeps a finding on screen through every edit elsewhere, in its place', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/keeps.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    const before = editor.publishes(uri).length;
    for (let line = 0; line < 25; line++) {
      const version = await editor.replace(uri, 'export async', `const n${line} = ${line};\nexport async`);
      if (line % 5 === 0) await editor.analyzed(uri, version, 'text');
    }
    await editor.analyzed(uri);
    const later = editor.publishes(uri).slice(before);
    assert.ok(later.length > 5);
    for (const { version, diagnostics } of later) {
      assert.deepEqual(rulesAndLines(diagnostics), [`floating-promise ${3 + (version ?? 0) - 1}`]);
    }
  });

  it('never gets a publish of an older version after a newer one', async () => {
    const { editor, project } = current();
    const versions = editor.publishes(project.uri('src/keeps.ts')).map(({ version }) => version ?? 0);
    assert.deepEqual(
      versions,
      [...versions].sort((one, other) => one - other),
    );
  });

  it('loses the finding when it is mended and gets it back when it is broken again', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/mended.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    await editor.replace(uri, '  send(order)', '  void send(order)');
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
    await editor.replace(uri, '  void send(order)', '  send(order)');
    await editor.analyzed(uri);
    assert.deepEqual(rulesAndLines(editor.diagnosticsOf(uri)), ['floating-promise 3']);
  });

  it('follows what is typed in a file that it imports, before that is saved', async () => {
    const { editor, project } = current();
    const send = project.uri('src/send.ts');
    const uri = project.uri('src/mended.ts');
    await editor.open(
      send,
      `export async function send(order: string): Promise<void> {\n  if (order === '') throw new Error('No order.');\n}\n`,
    );
    await editor.analyzed(send);
    await editor.change(send, [{ text: 'export function send(order: string): string {\n  return order;\n}\n' }]);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 0);
    await editor.change(send, [
      { text: `export async function send(order: string) {\n  if (order === '') throw new Error('No order.');\n}\n` },
    ]);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 1);
    await editor.close(send);
  });

  it('is looked at when it was never saved', async () => {
    const { editor } = current();
    const uri = 'untitled:Untitled-1';
    await editor.open(uri, `async function send() {\n  throw new Error('x');\n}\nsend();\n`);
    await editor.analyzed(uri);
    assert.deepEqual(rulesAndLines(editor.diagnosticsOf(uri)), ['floating-promise 3']);
    await editor.close(uri);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 0);
  });

  it('is looked at outside of the workspace, and forgotten when closed', async () => {
    const { editor } = current();
    const uri = 'file:///nowhere/at-all.ts';
    await editor.open(uri, `async function send() {\n  throw new Error('x');\n}\nsend();\n`);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
    await editor.close(uri);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 0);
  });

  it('is left alone when it is a side of a comparison or nothing that people write', async () => {
    const { editor, project } = current();
    const ignored = ['git:/src/run.ts?ref=HEAD', 'vscode-notebook-cell:/a.ipynb#1', project.uri('yarn.lock')];
    for (const uri of ignored) {
      await editor.open(uri, floating);
      await editor.replace(uri, 'order', 'x');
    }
    await editor.replace(project.uri('src/run.ts'), '', '\n');
    await editor.analyzed(project.uri('src/run.ts'));
    for (const uri of ignored) assert.deepEqual(editor.publishes(uri), []);
  });
});

describe('a finding on the statement that is typed', { timeout }, () => {
  const current = withEditor({ options: { restDelay: 1_000 } });

  it('waits until the user rests', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating.replace('send(order)', 'order'));
    await editor.analyzed(uri);
    const version = await editor.replace(uri, '  order;', '  send(order);'.slice(0, -1));
    await editor.analyzed(uri, version);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 1);
    assert.equal(editor.publishes(uri).at(-1)?.version, version);
  });

  it('waits no longer at a save', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/saved.ts');
    await editor.open(uri, floating.replace('send(order)', 'order'));
    await editor.analyzed(uri);
    const version = await editor.replace(uri, '  order;', '  send(order)');
    await editor.analyzed(uri, version);
    await editor.save(uri);
    await editor.shows(uri, (diagnostics) => diagnostics.length === 1);
    assert.equal(editor.publishes(uri).at(-1)?.version, version);
  });

  it('does not wait in an accepted block', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/accepted.ts');
    await editor.open(uri, floating.replace('  send(order);\n', ''));
    await editor.analyzed(uri);
    const version = await editor.replace(uri, 'string) {\n', 'string) {\n  send(order);\n  send(order + 1);\n');
    await editor.analyzed(uri, version);
    assert.deepEqual(rulesAndLines(editor.diagnosticsOf(uri)), ['floating-promise 3', 'floating-promise 4']);
  });
});

describe('a suggestion that is taken over', { timeout }, () => {
  const current = withEditor({ options: { restDelay: 30_000 } });

  it('does not wait for the user to rest, once the editor tells', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/accepted.ts');
    await editor.open(uri, floating.replace('send(order);', ''));
    await editor.analyzed(uri);
    // Neither several lines nor a whole statement, so that nothing but the editor tells it from typing.
    const place = { line: 3, character: 2 };
    const version = await editor.change(uri, [{ range: { start: place, end: place }, text: 'send(order)' }]);
    await editor.analyzed(uri, version);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
    await editor.accepted(uri, version - 1);
    await editor.accepted(uri);
    const shown = await editor.shows(uri, (diagnostics) => diagnostics.length > 0);
    assert.deepEqual(rulesAndLines(shown), ['floating-promise 3']);
  });
});

export function rulesAndLines(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, range }) => `${code} ${range.start.line}`);
}
