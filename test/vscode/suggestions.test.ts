import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { floatingPromise, findingsWhenThereAre, openNewFile, ruleOf } from './workspace.ts';

const before = `import { sendReceipt } from './receipts.js';

export async function checkout(orderId: string): Promise<string> {

  return orderId;
}
`;
const place = new vscode.Position(3, 0);
const suggested = "  sendReceipt(orderId);\n  sendReceipt('again');";

/** Hovers of Temper's at a place as soon as one says this. */
async function hoverSaying(text: RegExp, uri: vscode.Uri, position: vscode.Position): Promise<string> {
  for (;;) {
    const hovers: vscode.Hover[] = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
    const texts = hovers
      .flatMap(({ contents }) => contents)
      .map((each) => (typeof each === 'string' ? each : each.value));
    const found = texts.find((each) => text.test(each));
    if (found !== undefined) return found;
    await nextDiagnostics();
  }
}

function nextDiagnostics(): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    // Who wrote what is told by no event of VS Code.
    const timer = setTimeout(finish, 200);
    const subscription = vscode.languages.onDidChangeDiagnostics(finish);
  });
}

/** Another extension's assistant: it hears nothing of what becomes of its suggestions. */
async function suggest(text: string): Promise<vscode.Disposable> {
  let wasAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });
  const provider = vscode.languages.registerInlineCompletionItemProvider(
    { scheme: 'file' },
    {
      provideInlineCompletionItems: (_document, position) => {
        wasAsked();
        return [new vscode.InlineCompletionItem(text, new vscode.Range(position, position))];
      },
    },
  );
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  await asked;
  return provider;
}

/** Tab does nothing while the ghost text is not on screen yet, so it is pressed until it is taken. */
async function accept(document: vscode.TextDocument): Promise<void> {
  const length = document.getText().length;
  while (document.getText().length === length) {
    const changed = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 200);
      const subscription = vscode.workspace.onDidChangeTextDocument(() => {
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    await changed;
  }
}

async function openWithSuggestion(name: string): Promise<vscode.TextDocument> {
  const document = await openNewFile(name, before);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(place, place);
  const provider = await suggest(suggested);
  await accept(document);
  provider.dispose();
  return document;
}

describe('an accepted suggestion', () => {
  it('is recognised, and the hover says what there is to fix in it', async () => {
    const document = await openWithSuggestion('accepted.ts');
    assert.ok(document.getText().includes(suggested));
    const findings = await findingsWhenThereAre(2, document.uri);
    assert.deepEqual(findings.map(ruleOf), [floatingPromise, floatingPromise]);
    const hover = await hoverSaying(/in this suggestion/, document.uri, new vscode.Position(3, 4));
    assert.match(hover, /2 to fix in this suggestion/);
    assert.match(
      hover,
      /command:temper\.fixSuggestion.*command:temper\.reviewSuggestion.*command:temper\.dismissSuggestion/,
    );
  });

  it('is dismissed for good', async () => {
    const document = await openWithSuggestion('dismissed.ts');
    await findingsWhenThereAre(2, document.uri);
    await hoverSaying(/in this suggestion/, document.uri, new vscode.Position(3, 4));
    await vscode.commands.executeCommand('temper.dismissSuggestion');
    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(3, 4),
    );
    const texts = hovers
      .flatMap(({ contents }) => contents)
      .map((each) => (typeof each === 'string' ? each : each.value));
    assert.ok(
      texts.every((text) => !/in this suggestion/.test(text)),
      texts.join('\n'),
    );
    assert.equal((await findingsWhenThereAre(2, document.uri)).length, 2);
  });
});
