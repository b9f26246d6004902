import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sampleSource } from '../sample-project.ts';
import { applyQuickFix, findingsWhenThereAre, onlyFinding, openNewFile, quickFixes } from './workspace.ts';

const workspace = vscode.ConfigurationTarget.Workspace;
const source = sampleSource('src/checkout.ts');
const fixed = source.replace('  sendReceipt(', '  await sendReceipt(');

describe('quick fixes', () => {
  it('put awaiting the call first', async () => {
    const document = await openNewFile('offer.ts', source);
    const [first] = await quickFixes(document.uri, await onlyFinding(document.uri));
    assert.match(first?.title ?? '', /^Await/);
    assert.equal(first?.isPreferred, true);
  });

  it('await the call and remove its finding, in one undo step', async () => {
    const document = await openNewFile('await.ts', source);
    await applyQuickFix(document.uri, await onlyFinding(document.uri), /^Await/);
    assert.equal(document.getText(), fixed);
    await findingsWhenThereAre(0, document.uri);

    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), source);
    await onlyFinding(document.uri);
  });

  it('keep the line ends of the file', async () => {
    const onWindows = (text: string): string => text.replaceAll('\n', '\r\n');
    const document = await openNewFile('line-ends.ts', onWindows(source));
    await applyQuickFix(document.uri, await onlyFinding(document.uri), /^Await/);
    assert.equal(document.getText(), onWindows(fixed));
  });

  it('offer to ignore a finding in place', async () => {
    const document = await openNewFile('ignore.ts', source);
    const fixes = await quickFixes(document.uri, await onlyFinding(document.uri));
    const titles = fixes.map(({ title }) => title);
    assert.ok(
      titles.some((title) => /^Ignore.*(here|line)/.test(title)),
      titles.join(' | '),
    );
  });
});

describe('saving', () => {
  it('applies what is safe where the settings ask for it, and nothing else', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    const unawaited = (result: string): string => `import { sendReceipt } from './receipts.js';

export async function pay(orderId: string): Promise<void> {
  sendReceipt(orderId);
  try {
    return ${result};
  } catch (error) {
    console.error('The receipt was not sent.', error);
    throw error;
  }
}
`;
    const document = await openNewFile('on-save.ts', unawaited('sendReceipt(orderId)'));
    await findingsWhenThereAre(2, document.uri);
    await settings.update('codeActionsOnSave', { 'source.fixAll.temper': 'explicit' }, workspace);
    try {
      await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
      await findingsWhenThereAre(2, document.uri);
      await vscode.commands.executeCommand('workbench.action.files.save');
      assert.equal(document.getText(), `\n${unawaited('await sendReceipt(orderId)')}`);
    } finally {
      await settings.update('codeActionsOnSave', undefined, workspace);
    }
  });
});
