import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import {
  checkWorkspaceRequest,
  explainRuleRequest,
  listRulesRequest,
  type CheckWorkspaceResult,
  type ExplainRuleResult,
  type ListRulesResult,
} from '../../shared/src/protocol.ts';
import { Editor } from './editor.ts';
import { floating, Project, withEditor } from './project.ts';

const timeout = 180_000;

describe('the server', { timeout }, () => {
  for (const transport of ['stdio', 'ipc'] as const) {
    it(`starts, works and ends over ${transport}`, async () => {
      const project = new Project();
      const editor = await Editor.start({ folders: [project.folder], transport });
      const uri = project.uri('src/run.ts');
      await editor.open(uri, floating);
      await editor.analyzed(uri);
      assert.equal(editor.diagnosticsOf(uri).length, 1);
      assert.equal(await editor.stop(), 0);
      project.remove();
    });
  }

  it('works without a workspace', async () => {
    const editor = await Editor.start({ folders: [] });
    const uri = 'untitled:Untitled-1';
    await editor.open(uri, `async function send() {\n  throw new Error('x');\n}\nsend();\n`);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
    assert.equal(await editor.stop(), 0);
  });
});

describe('what the server says it can do', { timeout }, () => {
  const current = withEditor();

  it('holds', () => {
    const { textDocumentSync, codeActionProvider, executeCommandProvider, diagnosticProvider } =
      current().editor.serverCapabilities;
    assert.deepEqual(textDocumentSync, { openClose: true, change: 2, save: { includeText: false } });
    assert.deepEqual(codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.temper'],
      resolveProvider: true,
    });
    assert.deepEqual(executeCommandProvider, {
      commands: ['temper.addToBaseline', 'temper.applyFix', 'temper.suppress'],
    });
    assert.equal(diagnosticProvider, undefined);
  });

  it('includes being told of files that change', async () => {
    const { editor } = current();
    await editor.until(() => editor.registrations.find((method) => method === 'workspace/didChangeWatchedFiles'));
  });

  it('includes pages about its rules', async () => {
    const { editor } = current();
    const { rules } = await editor.connection.sendRequest<ListRulesResult>(listRulesRequest);
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    const { markdown } = await editor.connection.sendRequest<ExplainRuleResult>(explainRuleRequest, {
      rule: 'floating-promise',
    });
    assert.match(markdown, /^# floating-promise\n/);
    await assert.rejects(editor.connection.sendRequest(explainRuleRequest, { rule: 'no-such-rule' }), /no rule/);
  });
});

describe('a client that asks for diagnostics', { timeout }, () => {
  const current = withEditor({ options: { diagnostics: 'pull' } });
  const pull = (uri: string): Promise<DocumentDiagnosticReport> =>
    current().editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });

  it('gets the complete answer and nothing unasked', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    assert.deepEqual(editor.serverCapabilities.diagnosticProvider, {
      identifier: 'temper',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await editor.open(uri, floating);
    const report = await pull(uri);
    assert.equal(report.kind === 'full' && report.items.length, 1);
    await editor.replace(uri, '  send(order)', '  void send(order)');
    assert.deepEqual(await pull(uri), { kind: 'full', items: [] });
    assert.deepEqual(editor.publishes(uri), []);
  });

  it('gets an answer about documents that are not open, too', async () => {
    assert.deepEqual(await pull('file:///not/open.ts'), { kind: 'full', items: [] });
  });
});

describe('an analysis worker that dies', { timeout }, () => {
  const current = withEditor({ options: { workerMemory: 10 } });

  it('is started again, and given up in the end without taking the server along', async () => {
    const { editor, project } = current();
    for (let file = 0; file < 4; file++) {
      await editor.open(project.uri(`src/file${file}.ts`), `${floating}\nexport const n = ${file};\n`);
    }
    const status = await editor.until(
      () =>
        editor.told.flatMap((each) =>
          each.kind === 'status' && each.params.state === 'degraded' ? [each.params] : [],
        )[0],
    );
    assert.match(status.message, /ended too often/);
    const ends = editor.told.filter(({ kind, params }) => kind === 'log' && /The analysis ended/.test(params.message));
    assert.equal(ends.length, 6);
    assert.equal(editor.told.filter(({ kind }) => kind === 'message').length, 1);
  });

  it('leaves the text tier at work', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/text-tier.ts');
    await editor.open(uri, '// temper-ignore-next-line floating-promise --\nexport const a = 1;\n');
    await editor.analyzed(uri, 1, 'text');
    assert.deepEqual(
      editor.diagnosticsOf(uri).map(({ code }) => code),
      ['suppression-without-reason'],
    );
    const version = await editor.replace(uri, 'a = 1', 'a = 2');
    await editor.analyzed(uri, version, 'text');
    assert.equal(editor.isServerRunning, true);
  });

  it('is missed by fixes and checks with a sentence, not a crash', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/text-tier.ts');
    const [first] = editor.diagnosticsOf(uri);
    const [action] = await editor.codeActions(uri, first!.range);
    const { edit } = await editor.resolve(action!);
    assert.equal(edit, undefined);
    await assert.rejects(editor.connection.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest, {}), /not running/);
  });
});
