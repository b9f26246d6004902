import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stripeKey } from '../made-up-keys.ts';
import { findingsOf, findingsWhenThereAre, onlyFinding, quickFixes, ruleOf, workspaceFile } from './workspace.ts';

async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = workspaceFile(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(uri);
}

async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + old.length)),
    text,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('a text that is no code', () => {
  it('is marked where a key is pasted into it, until it is ignored with a reason', async () => {
    const document = await openText('config.json', '{\n  "stripe": ""\n}\n');
    await vscode.window.showTextDocument(document);
    await replace(document, '""', `"${stripeKey}"`);
    const finding = await onlyFinding(document.uri);
    assert.equal(ruleOf(finding), 'hardcoded-secret');
    assert.equal(document.getText(finding.range), stripeKey);
    assert.ok(!finding.message.includes(stripeKey));
    const titles = (await quickFixes(document.uri, finding)).map(({ title }) => title);
    assert.ok(
      titles.some((title) => title.startsWith('Ignore here')),
      titles.join(' | '),
    );
    await replace(
      document,
      '  "stripe"',
      '  "//": "temper-ignore-next-line hardcoded-secret -- of a sandbox",\n  "stripe"',
    );
    await findingsWhenThereAre(0, document.uri);
    await document.save();
  });

  it('is not looked at where it is no file: output, settings or a side of a comparison', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('temper-test', {
      provideTextDocumentContent: () => `stripe: ${stripeKey}\n`,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('temper-test:/deploy.yml'));
    const other = await openText('other.yml', `stripe: ${stripeKey}\n`);
    await onlyFinding(other.uri);
    assert.deepEqual(findingsOf(document.uri), []);
    provider.dispose();
    await vscode.workspace.fs.delete(other.uri);
  });
});
