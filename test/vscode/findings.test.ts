import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TemperExports } from '../../client/src/extension.ts';
import type { CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import { sampleSource } from '../sample-project.ts';
import {
  findingsOf,
  findingsWhenThereAre,
  floatingPromise,
  onlyFinding,
  openNewFile,
  ruleOf,
  workspaceFile,
} from './workspace.ts';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('temper.temper-hardening');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has every command it offers', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['restart', 'showOutput', 'explainRule', 'checkWorkspace']) {
      assert.ok(commands.includes(`temper.${name}`), `temper.${name} is not registered.`);
    }
  });
});

describe('what another extension marks', () => {
  it('is not marked twice, for as long as it does', async () => {
    const document = await openNewFile('told.ts', sampleSource('src/checkout.ts'));
    const finding = await onlyFinding(document.uri);
    const others = vscode.languages.createDiagnosticCollection('eslint');
    try {
      const mark = new vscode.Diagnostic(finding.range, 'Promises must be awaited', vscode.DiagnosticSeverity.Error);
      mark.source = 'eslint';
      mark.code = { value: '@typescript-eslint/no-floating-promises', target: document.uri };
      const gone = changeOf(document.uri, (findings) => findings.length === 0);
      others.set(document.uri, [mark]);
      await gone;
      const back = changeOf(document.uri, (findings) => findings.length === 1);
      others.set(document.uri, []);
      await back;
      assert.equal(ruleOf(await onlyFinding(document.uri)), floatingPromise);
    } finally {
      others.dispose();
    }
  });
});

/** Waits for the findings of a file to be as said. */
function changeOf(uri: vscode.Uri, isSo: (findings: readonly vscode.Diagnostic[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (!isSo(findingsOf(uri))) return;
      subscription.dispose();
      resolve();
    });
  });
}

describe('findings', () => {
  it('mark the call that nobody waits for', async () => {
    const document = await openNewFile('mark.ts', sampleSource('src/checkout.ts'));
    const finding = await onlyFinding(document.uri);
    assert.equal(ruleOf(finding), floatingPromise);
    assert.equal(document.lineAt(finding.range.start.line).text.trim(), 'sendReceipt(orderId);');
    assert.match(finding.message, /sendReceipt/);
  });

  it('follow unsaved edits', async () => {
    const document = await openNewFile('follow.ts', sampleSource('src/receipts.ts'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.positionAt(document.getText().length),
      `\nsendReceipt('7');\n\nexport const sent = true;\n`,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const finding = await onlyFinding(document.uri);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(finding.range).startsWith('sendReceipt('), true);
    await document.save();
  });

  it('of a whole workspace include files that are not open', async () => {
    const refund = workspaceFile('src/refund.ts');
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === refund.toString()));
    assert.deepEqual(findingsOf(refund), []);
    await vscode.commands.executeCommand('temper.checkWorkspace');
    const finding = await onlyFinding(refund);
    assert.equal(ruleOf(finding), floatingPromise);
    assert.equal(findingsOf(workspaceFile('src/receipts.ts')).length, 0);
  });

  it('of a whole workspace are kept for the next start, in the storage that the editor has for it', async () => {
    const extension = vscode.extensions.getExtension<TemperExports>('temper.temper-hardening');
    const storage = extension?.exports.server.places.storage;
    assert.ok(storage);
    await vscode.commands.executeCommand('temper.checkWorkspace');
    await vscode.commands.executeCommand('temper.restart');
    const kept = await vscode.workspace.fs.stat(vscode.Uri.file(`${storage}/findings.gz`));
    assert.ok(kept.size > 0);
    await vscode.commands.executeCommand('temper.checkWorkspace');
    assert.equal(ruleOf(await onlyFinding(workspaceFile('src/refund.ts'))), floatingPromise);
  });

  it('are none in a folder for which Temper is off, nor is it checked', async () => {
    const legacy = vscode.workspace.workspaceFolders?.[1];
    assert.ok(legacy, 'The second folder is open.');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(legacy.uri, 'src/refund.ts'));
    await vscode.window.showTextDocument(document);
    const result: CheckWorkspaceResult = await vscode.commands.executeCommand('temper.checkWorkspace');
    const own = await vscode.workspace.findFiles(new vscode.RelativePattern(workspaceFile(''), '**/*'));
    assert.equal(result.files, own.length);
    assert.deepEqual(findingsOf(document.uri), []);
  });

  it('come back after the server was restarted', async () => {
    const document = await openNewFile('restart.ts', sampleSource('src/checkout.ts'));
    await onlyFinding(document.uri);
    const cleared = findingsWhenThereAre(0, document.uri);
    await vscode.commands.executeCommand('temper.restart');
    await cleared;
    assert.equal(ruleOf(await onlyFinding(document.uri)), floatingPromise);
  });
});
