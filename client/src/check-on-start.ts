import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.ts';
import { checksWorkspaceOnStart } from './settings.ts';

/**
 * Fills the Problems panel with all files once the server runs. A check that a crash cut short is not repeated by
 * itself: it may have been the reason.
 */
export function checkWorkspaceOnStart(server: LanguageServer): vscode.Disposable {
  let finished = false;
  const check = async () => {
    finished = false;
    finished = await checkQuietly(server);
  };
  return server.onDidChangeState((state) => {
    if (state.kind !== 'running' || (state.recovered && !finished)) return;
    if (checksWorkspaceOnStart() && vscode.workspace.workspaceFolders !== undefined) void check();
  });
}

/** Whether the check came to its end. */
async function checkQuietly(server: LanguageServer): Promise<boolean> {
  try {
    const { checkWorkspace } = await import('./language-client.ts');
    const client = server.client;
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Temper is checking the workspace') },
      (progress, cancellation) => checkWorkspace(client, progress, cancellation),
    );
    for (const limit of result.limits) server.output.warn(limit);
    return true;
  } catch (error) {
    server.output.warn('The check of the workspace broke off.', error);
    return false;
  }
}
