import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workspaceFile } from './workspace.ts';

/** In a folder without code, so that it is nobody's configuration. */
async function openConfiguration(folder: string, text: string): Promise<vscode.TextDocument> {
  const uri = workspaceFile(`${folder}/temper.config.json`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(uri);
}

/** The editor's own support for JSON starts when a file of it is opened, and answers nothing before. */
async function onceAnswered<Answer>(
  ask: () => Promise<Answer>,
  isAnswer: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isAnswer(answer)) return answer;
  }
}

const labelsIn = ({ items }: vscode.CompletionList): readonly string[] =>
  items.map(({ label }) => (typeof label === 'string' ? label : label.label));

describe('the configuration file', () => {
  it('is completed and explained while it is written', async () => {
    const document = await openConfiguration('written', '{\n  "extends": ""\n}\n');
    const list = await onceAnswered(
      async (): Promise<vscode.CompletionList> =>
        vscode.commands.executeCommand(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(1, 14),
        ),
      (given) => labelsIn(given).some((label) => label.includes('strict')),
    );
    for (const profile of ['recommended', 'strict', 'relaxed']) assert.ok(labelsIn(list).includes(`"${profile}"`));
    const hovers = await onceAnswered(
      async (): Promise<vscode.Hover[]> =>
        vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(1, 5)),
      (given) => given.length > 0,
    );
    const [content] = hovers.flatMap(({ contents }) => contents);
    assert.match(content instanceof vscode.MarkdownString ? content.value : '', /profile|hints|recommended/i);
  });

  it('is marked where it names what there is not', async () => {
    const { uri } = await openConfiguration('misspelt', '{\n  "extends": "recomended"\n}\n');
    const isMarked = (): boolean => vscode.languages.getDiagnostics(uri).some(({ range }) => range.start.line === 1);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isMarked()) return;
        subscription.dispose();
        resolve();
      };
      const subscription = vscode.languages.onDidChangeDiagnostics(look);
      look();
    });
  });
});
