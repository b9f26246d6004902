import * as vscode from 'vscode';
import type { CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import type { LanguageServer } from './language-server.ts';

const answeredKey = 'temper.newCodeOnly.answered';
/** Fewer are read in a minute. */
const wall = 20;

/** Once in a repository with history: instead of a wall of findings, only those that come from now on. */
export async function offerNewCodeOnly(
  memento: vscode.Memento,
  server: LanguageServer,
  result: CheckWorkspaceResult,
): Promise<void> {
  if (result.cancelled || result.errors + result.warnings < wall || memento.get(answeredKey, false)) return;
  if (!vscode.workspace.isTrusted || !(await hasHistoryAndNoBaseline())) return;
  // Asked is asked: who closes the question is not asked again at the next start.
  await memento.update(answeredKey, true);
  const newOnly = vscode.l10n.t('New Code Only');
  const all = vscode.l10n.t('Show All');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Temper found {0} errors and {1} warnings in the code that is here. Show only what comes from now on? The others go into temper.baseline.json, and nothing is lost.',
      result.errors,
      result.warnings,
    ),
    newOnly,
    all,
  );
  if (answer !== newOnly) return;
  const { changeBaseline } = await import('./commands/baseline.ts');
  await changeBaseline(server, 'update');
}

async function hasHistoryAndNoBaseline(): Promise<boolean> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [histories, baselines] = await Promise.all(
    ['.git', 'temper.baseline.json'].map((name) =>
      Promise.all(folders.map(({ uri }) => exists(vscode.Uri.joinPath(uri, name)))),
    ),
  );
  return histories?.includes(true) === true && baselines?.includes(true) === false;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
