import * as vscode from 'vscode';

/** Another extension's assistant: it hears nothing of what becomes of its suggestions. */
export async function suggest(text: string): Promise<vscode.Disposable> {
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
export async function accept(document: vscode.TextDocument): Promise<void> {
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
