import * as vscode from 'vscode';
import type { WrittenCode } from './written-code.ts';

/** While VS Code's chat edits a file, a document of this scheme holds what it was before; its path is that of the file. */
const scheme = /^chat-editing-/;

export function watchChatEditing(written: WrittenCode): vscode.Disposable {
  for (const document of vscode.workspace.textDocuments) tell(written, document, true);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => tell(written, document, true)),
    vscode.workspace.onDidCloseTextDocument((document) => tell(written, document, false)),
  );
}

function tell(written: WrittenCode, { uri }: vscode.TextDocument, isOn: boolean): void {
  if (!scheme.test(uri.scheme)) return;
  for (const document of vscode.workspace.textDocuments) {
    if (!scheme.test(document.uri.scheme) && document.uri.path === uri.path) {
      written.take(document, { kind: 'chatEditing', isOn });
    }
  }
}
