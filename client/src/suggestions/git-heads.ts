import * as vscode from 'vscode';
import type { WrittenCode } from './written-code.ts';

/** Git rewrites these when it moves what is checked out. */
const pointers = '{HEAD,ORIG_HEAD,MERGE_HEAD,REBASE_HEAD}';
const mostParents = 20;

/** Tells of checkouts and pulls, so that what they change in files is nobody's. */
export function watchGitHeads(written: WrittenCode): vscode.Disposable {
  const watchers: vscode.Disposable[] = [];
  const find = async (folder: vscode.Uri): Promise<void> => {
    const repository = await findRepository(folder);
    if (repository !== undefined) watchers.push(watch(written, repository));
  };
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) void find(uri);
  return new vscode.Disposable(() => vscode.Disposable.from(...watchers).dispose());
}

interface Repository {
  readonly folder: vscode.Uri;
  /** Elsewhere for worktrees and submodules. */
  readonly gitFolder: vscode.Uri;
}

async function findRepository(start: vscode.Uri): Promise<Repository | undefined> {
  let folder = start;
  for (let parents = 0; parents < mostParents; parents += 1) {
    const gitFolder = await gitFolderIn(folder);
    if (gitFolder !== undefined) return { folder, gitFolder };
    const parent = vscode.Uri.joinPath(folder, '..');
    if (parent.path === folder.path) return undefined;
    folder = parent;
  }
  return undefined;
}

async function gitFolderIn(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const entry = vscode.Uri.joinPath(folder, '.git');
  try {
    const { type } = await vscode.workspace.fs.stat(entry);
    if (type === vscode.FileType.Directory) return entry;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(entry));
    const target = /^gitdir: *(.+)$/m.exec(text)?.[1]?.trim();
    if (target === undefined) return undefined;
    return /^([/\\]|[A-Za-z]:)/.test(target) ? vscode.Uri.file(target) : vscode.Uri.joinPath(folder, target);
  } catch {
    return undefined;
  }
}

function watch(written: WrittenCode, { folder, gitFolder }: Repository): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(gitFolder, pointers));
  const tell = (): void => {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.path.startsWith(`${folder.path}/`)) written.take(document, { kind: 'headMoved' });
    }
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(tell),
    watcher.onDidCreate(tell),
    watcher.onDidDelete(tell),
  );
}
