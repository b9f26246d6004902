import * as vscode from 'vscode';
import type { WrittenCode } from './written-code.ts';
import type { WrittenMemory } from './written-memory.ts';

/** Looks whether files that are not open still are what they were when it was noted who wrote what in them. */
export function watchClosedFiles(written: WrittenCode, memory: WrittenMemory): vscode.Disposable {
  const verifyAll = async (): Promise<void> => {
    for (const file of memory.files) await written.lookAgain(vscode.Uri.parse(file));
  };
  void verifyAll();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*', true, false, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange((uri) => void written.lookAgain(uri)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        memory.rename(oldUri, newUri);
        void written.lookAgain(newUri);
      }
    }),
  );
}
