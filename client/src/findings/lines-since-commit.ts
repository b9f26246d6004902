import * as vscode from 'vscode';
import { changedLines, type LineRange } from './changed-lines.ts';
import { openGit, type Git, type GitRepository } from './git.ts';
import { everyLine, type WrittenLines } from './written-lines.ts';

/** What is not in the last commit, in the text as it is in the editor, unsaved edits included. A new file counts whole. */
export class LinesSinceCommit implements WrittenLines, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changes];
  readonly #watched = new Set<GitRepository>();
  /** Texts of commits, which never change. */
  readonly #committed = new Map<string, string | undefined>();
  readonly onDidChange = this.#changes.event;
  #git: Promise<Git | undefined> | undefined;

  async linesOf(uri: vscode.Uri): Promise<readonly LineRange[]> {
    const git = await (this.#git ??= this.#open());
    const repository = git?.getRepository(uri) ?? undefined;
    const commit = repository?.state.HEAD?.commit;
    if (repository === undefined || uri.scheme !== 'file') return [];
    if (commit === undefined) return everyLine;
    const changed = changeOf(repository, uri);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (changed === undefined && open?.isDirty !== true) return [];
    const before = await this.#textIn(repository, commit, changed ?? uri);
    if (before === undefined) return everyLine;
    return changedLines(before, open?.getText() ?? (await textOnDisk(uri)));
  }

  /** Whether there is a repository to compare with. */
  async hasRepository(): Promise<boolean> {
    const git = await (this.#git ??= this.#open());
    return (git?.repositories.length ?? 0) > 0;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #open(): Promise<Git | undefined> {
    const git = await openGit();
    if (git === undefined) return undefined;
    for (const repository of git.repositories) this.#watch(repository);
    this.#subscriptions.push(
      git.onDidOpenRepository((repository) => {
        this.#watch(repository);
        this.#changes.fire();
      }),
      git.onDidCloseRepository(() => this.#changes.fire()),
    );
    return git;
  }

  #watch(repository: GitRepository): void {
    if (this.#watched.has(repository)) return;
    this.#watched.add(repository);
    this.#subscriptions.push(repository.state.onDidChange(() => this.#changes.fire()));
  }

  async #textIn(repository: GitRepository, commit: string, uri: vscode.Uri): Promise<string | undefined> {
    const key = `${commit} ${uri.toString()}`;
    if (this.#committed.has(key)) return this.#committed.get(key);
    for (const known of this.#committed.keys()) if (!known.startsWith(commit)) this.#committed.delete(known);
    const text = await repository.show(commit, uri.fsPath).catch(() => undefined);
    this.#committed.set(key, text);
    return text;
  }
}

/** Where the file was in the last commit; undefined when it did not change since. */
function changeOf({ state }: GitRepository, uri: vscode.Uri): vscode.Uri | undefined {
  const { indexChanges, workingTreeChanges, mergeChanges, untrackedChanges = [] } = state;
  const wanted = uri.toString();
  return [...indexChanges, ...mergeChanges, ...workingTreeChanges, ...untrackedChanges].find(
    (change) => change.uri.toString() === wanted,
  )?.originalUri;
}

async function textOnDisk(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
