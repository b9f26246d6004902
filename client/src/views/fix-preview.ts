import * as vscode from 'vscode';
import { editedText } from '../edited-text.ts';

const scheme = 'temper-fixed';

let provider: vscode.Disposable | undefined;
/** Of the preview that is shown: the next one takes its tab. */
let shown = { address: '', text: '' };
let turn = 0;

/** Shows what an edit makes of the first file that it changes, beside what is there. Nothing is changed. */
export async function previewEdit(title: string, edit: vscode.WorkspaceEdit | undefined): Promise<void> {
  const [entry] = edit?.entries() ?? [];
  if (entry === undefined) return;
  const [uri, edits] = entry;
  provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (asked) => (asked.toString() === shown.address ? shown.text : ''),
  });
  const document = await vscode.workspace.openTextDocument(uri);
  const after = vscode.Uri.from({ scheme, path: uri.path, query: String((turn += 1)) });
  shown = { address: after.toString(), text: editedText(document, edits) };
  await vscode.commands.executeCommand('vscode.diff', uri, after, title, { preview: true, preserveFocus: true });
}
