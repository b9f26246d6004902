import * as vscode from 'vscode';
import type { WrittenCode } from './written-code.ts';
import type { WrittenMemory } from './written-memory.ts';

/** Looks whether files that are not open still are what they were when it was noted who wrote what in them. */
export function watchClosedFiles(written: WrittenCode, memory: WrittenMemory): vscode.Disposable {
  const verify = async (uri: vscode.Uri): Promise<void> => {
    if (!memory.knows(uri)) return;
    await memory.verify(uri);
    written.refresh(uri);
  };
  const verifyAll = async (): Promise<void> => {
    for (const file of memory.files) await verify(vscode.Uri.parse(file));
  };
  void verifyAll();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*', true, false, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange((uri) => void verify(uri)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        memory.rename(oldUri, newUri);
        void verify(newUri);
      }
    }),
  );
}
