import * as vscode from 'vscode';
import type { CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import type { LanguageServer } from './language-server.ts';
import { checksWorkspaceOnStart } from './settings.ts';

/**
 * Fills the Problems panel with all files once the server runs. A check that a crash cut short is not repeated by
 * itself: it may have been the reason.
 */
export function checkWorkspaceOnStart(server: LanguageServer, memento: vscode.Memento): vscode.Disposable {
  let finished = false;
  const check = async () => {
    finished = false;
    const result = await checkQuietly(server);
    finished = result !== undefined;
    if (result === undefined) return;
    const { offerNewCodeOnly } = await import('./new-code-only.ts');
    await offerNewCodeOnly(memento, server, result);
  };
  return server.onDidChangeState((state) => {
    if (state.kind !== 'running' || (state.recovered && !finished)) return;
    if (checksWorkspaceOnStart() && vscode.workspace.workspaceFolders !== undefined) void check();
  });
}

/** Undefined when the check did not come to its end. */
async function checkQuietly(server: LanguageServer): Promise<CheckWorkspaceResult | undefined> {
  try {
    const { checkWorkspace } = await import('./language-client.ts');
    const client = server.client;
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Temper is checking the workspace') },
      (progress, cancellation) => checkWorkspace(client, progress, cancellation),
    );
    for (const limit of result.limits) server.output.warn(limit);
    return result;
  } catch (error) {
    server.output.warn('The check of the workspace broke off.', error);
    return undefined;
  }
}
