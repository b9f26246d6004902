import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextDocumentEdit, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver';
import { suppressWithReasonCommand, type SuppressParams } from '../../shared/src/protocol.ts';
import type { Editor } from './editor.ts';
import { floating, withEditor } from './project.ts';

const timeout = 120_000;
const twice = floating.replace('  send(order);\n', '  send(order);\n  send(order + order);\n');

describe('the light bulb', { timeout }, () => {
  const current = withEditor({ options: { clientCommands: [suppressWithReasonCommand] } });

  it('lists titles without edits, one of them preferred', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await opened(editor, uri, floating);
    const actions = await actionsAt(editor, uri);
    assert.ok(actions.length >= 3, titles(actions).join(' | '));
    assert.match(actions[0]?.title ?? '', /^Await/);
    assert.deepEqual(
      actions.filter(({ isPreferred }) => isPreferred),
      [actions[0]],
    );
    for (const { kind, edit, diagnostics } of actions) {
      assert.deepEqual([kind, edit, diagnostics?.length], ['quickfix', undefined, 1]);
    }
  });

  it('lists nothing where nothing was found', async () => {
    const { editor, project } = current();
    const start = { line: 0, character: 0 };
    assert.deepEqual(await editor.codeActions(project.uri('src/run.ts'), { start, end: start }), []);
  });

  it('lists what is asked for alone', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    assert.deepEqual(await actionsAt(editor, uri, ['refactor']), []);
    assert.deepEqual(titles(await actionsAt(editor, uri, ['quickfix'])), titles(await actionsAt(editor, uri)));
    assert.deepEqual(await actionsAt(editor, uri, ['source.fixAll']), [], 'nothing here is safe to fix unseen');
  });

  it('builds the edit of the action that is chosen, for that version', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    const { edit } = await editor.resolve(await action(editor, uri, /^Await/));
    assert.deepEqual(
      documentEdits(edit).map(({ textDocument }) => textDocument),
      [{ uri, version: editor.versionOf(uri) }],
    );
    assert.equal(await editor.apply(edit ?? {}), true);
    assert.equal(editor.textOf(uri), floating.replace('  send(', '  await send('));
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
  });

  it('edits nothing when something was typed between the light bulb and the fix', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/typed-between.ts');
    await opened(editor, uri, floating);
    const chosen = await action(editor, uri, /^Await/);
    await editor.replace(uri, 'export', '\nexport');
    const { edit, command } = await editor.resolve(chosen);
    assert.deepEqual([edit, command], [undefined, undefined]);
    assert.match(await lastMessage(editor), /changed since/);
  });

  it('edits nothing when something is typed while the edit is built', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/typed-while.ts');
    await opened(editor, uri, floating);
    const chosen = await action(editor, uri, /^Await/);
    const before = editor.told.length;
    const [{ edit }] = await Promise.all([editor.resolve(chosen), editor.replace(uri, 'export', '\nexport')]);
    const text = editor.textOf(uri);
    if (edit === undefined) assert.match(await lastMessage(editor, before), /changed since/);
    else assert.equal(await editor.apply(edit), false, 'the edit was ready first and says for which version it is');
    assert.equal(editor.textOf(uri), text);
  });

  it('offers one action for all findings of a rule that one fix mends', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/twice.ts');
    await opened(editor, uri, twice);
    const all = await action(editor, uri, /^Fix all `floating-promise` in this file \(2\)/);
    const { edit } = await editor.resolve(all);
    assert.equal(Object.values(edit?.changeAnnotations ?? {})[0]?.needsConfirmation, true);
    await editor.apply(edit ?? {});
    assert.equal(editor.textOf(uri), twice.replaceAll('  send(', '  await send('));
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
  });

  it('does not offer it for a finding that stands alone', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/alone.ts');
    await opened(editor, uri, floating);
    assert.equal(
      titles(await actionsAt(editor, uri)).some((title) => title.startsWith('Fix all')),
      false,
    );
  });

  it('fixes all that is safe, to the end', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/safe.ts');
    const unused = '// temper-ignore-next-line floating-promise -- it used to float\n';
    await opened(editor, uri, `${unused}export const a = 1;\n${unused}export const b = 2;\n`);
    assert.equal(editor.diagnosticsOf(uri).length, 2);
    const actions = await actionsAt(editor, uri, ['source.fixAll.temper']);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll.temper'],
    );
    const { edit } = await editor.resolve(actions[0]!);
    await editor.apply(edit ?? {});
    assert.equal(editor.textOf(uri), 'export const a = 1;\nexport const b = 2;\n');
    await editor.analyzed(uri);
    assert.deepEqual(await actionsAt(editor, uri, ['source.fixAll.temper']), []);
  });

  it('does not answer about documents it does not know', async () => {
    const { editor } = current();
    const start = { line: 0, character: 0 };
    assert.deepEqual(await editor.codeActions('file:///not/open.ts', { start, end: start }), []);
  });

  it('has the client ask for the reason of a suppression', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/ignored.ts');
    await opened(editor, uri, floating);
    const { command } = await action(editor, uri, /^Ignore here, with a reason$/);
    assert.equal(command?.command, suppressWithReasonCommand);
    const asked = command?.arguments?.[0] as Omit<SuppressParams, 'reason'>;
    await execute(editor, 'temper.suppress', { ...asked, reason: 'The queue sends it again' });
    assert.equal(
      editor.textOf(uri),
      floating.replace('  send(', '  // temper-ignore-next-line floating-promise -- The queue sends it again\n  send('),
    );
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
  });

  it('ignores in the whole file', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/ignored-file.ts');
    await opened(editor, uri, twice);
    const { command } = await action(editor, uri, /^Ignore in this file$/);
    const asked = command?.arguments?.[0] as Omit<SuppressParams, 'reason'>;
    await execute(editor, 'temper.suppress', { ...asked, reason: 'A demonstration' });
    assert.equal(editor.textOf(uri), `// temper-ignore-file floating-promise -- A demonstration\n${twice}`);
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
  });

  it('writes no suppression without a reason, or into another text', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/not-ignored.ts');
    await opened(editor, uri, floating);
    const { command } = await action(editor, uri, /^Ignore here/);
    const asked = command?.arguments?.[0] as Omit<SuppressParams, 'reason'>;
    const before = editor.told.length;
    await execute(editor, 'temper.suppress', { ...asked, reason: ' ' });
    assert.match(await lastMessage(editor, before), /reason is needed/);
    const text = editor.textOf(uri);
    await editor.replace(uri, 'export', '\nexport');
    await execute(editor, 'temper.suppress', { ...asked, reason: 'Too late' });
    assert.equal(editor.textOf(uri), text.replace('export', '\nexport'));
    assert.equal(
      editor.told.slice(before).some(({ kind }) => kind === 'applyEdit'),
      false,
    );
  });

  it('refuses commands it does not have', async () => {
    await assert.rejects(execute(current().editor, 'temper.formatDisk', {}), /no command/);
  });
});

describe('a client that cannot resolve edits or ask for reasons', { timeout }, () => {
  const current = withEditor({
    capabilities: {
      textDocument: { codeAction: {} },
      workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
    },
  });

  it('runs fixes by a command', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await opened(editor, uri, floating);
    const { command } = await action(editor, uri, /^Await/);
    assert.equal(command?.command, 'temper.applyFix');
    await execute(editor, 'temper.applyFix', command?.arguments?.[0]);
    assert.match(editor.textOf(uri), /await send/);
  });

  it('is told when the command comes too late', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/late.ts');
    await opened(editor, uri, floating);
    const { command } = await action(editor, uri, /^Await/);
    await editor.replace(uri, 'export', '\nexport');
    const text = editor.textOf(uri);
    await execute(editor, 'temper.applyFix', command?.arguments?.[0]);
    assert.match(await lastMessage(editor), /changed since/);
    assert.equal(editor.textOf(uri), text);
  });

  it('gets a suppression that hides nothing before somebody says why', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/without-reason.ts');
    await opened(editor, uri, floating);
    const { command } = await action(editor, uri, /^Ignore here/);
    await execute(editor, 'temper.applyFix', command?.arguments?.[0]);
    assert.match(editor.textOf(uri), /^ {2}\/\/ temper-ignore-next-line floating-promise --$/m);
    await editor.analyzed(uri);
    assert.deepEqual(
      editor.diagnosticsOf(uri).map(({ code }) => code),
      ['suppression-without-reason', 'floating-promise'],
    );
  });
});

async function opened(editor: Editor, uri: string, text: string): Promise<void> {
  await editor.open(uri, text);
  await editor.analyzed(uri);
}

async function actionsAt(editor: Editor, uri: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
  const [first] = editor.diagnosticsOf(uri);
  const start = { line: 0, character: 0 };
  return editor.codeActions(uri, first?.range ?? { start, end: start }, only);
}

async function action(editor: Editor, uri: string, title: RegExp): Promise<CodeAction> {
  const actions = await actionsAt(editor, uri);
  const found = actions.find((each) => title.test(each.title));
  assert.ok(found, `${title} is not among ${titles(actions).join(' | ')}`);
  return found;
}

function titles(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(({ title }) => title);
}

function execute(editor: Editor, command: string, argument: unknown): Promise<unknown> {
  return editor.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
}

function documentEdits(edit: WorkspaceEdit | undefined): readonly TextDocumentEdit[] {
  return (edit?.documentChanges ?? []).filter((each): each is TextDocumentEdit => TextDocumentEdit.is(each));
}

async function lastMessage(editor: Editor, from = 0): Promise<string> {
  return editor.until(() =>
    editor.told
      .slice(from)
      .flatMap((each) => (each.kind === 'message' ? [each.params.message] : []))
      .at(-1),
  );
}
