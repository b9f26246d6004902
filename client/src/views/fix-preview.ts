import * as vscode from 'vscode';

const scheme = 'temper-fixed';

let provider: vscode.Disposable | undefined;
const texts = new Map<string, string>();

/** Shows what an edit makes of the first file that it changes, beside what is there. Nothing is changed. */
export async function previewEdit(title: string, edit: vscode.WorkspaceEdit | undefined): Promise<void> {
  const [entry] = edit?.entries() ?? [];
  if (entry === undefined) return;
  const [uri, edits] = entry;
  provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query, path }) => texts.get(`${path}?${query}`) ?? '',
  });
  const document = await vscode.workspace.openTextDocument(uri);
  const after = vscode.Uri.from({ scheme, path: uri.path, query: String(texts.size) });
  texts.set(`${after.path}?${after.query}`, editedText(document, edits));
  await vscode.commands.executeCommand('vscode.diff', uri, after, title, { preview: true, preserveFocus: true });
}

export function editedText(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const text = document.getText();
  const inOrder = [...edits].sort((one, other) => one.range.start.compareTo(other.range.start));
  const parts: string[] = [];
  let at = 0;
  for (const { range, newText } of inOrder) {
    parts.push(text.slice(at, document.offsetAt(range.start)), newText);
    at = document.offsetAt(range.end);
  }
  return [...parts, text.slice(at)].join('');
}
