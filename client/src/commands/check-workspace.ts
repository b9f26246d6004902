import * as vscode from 'vscode';
import type { CheckWorkspaceResult } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { workspaceSummary } from '../wording.ts';

/** Checks all files while the user watches, and says at the end what was found and what was left out. */
export async function checkWorkspaceInFront(server: LanguageServer): Promise<CheckWorkspaceResult> {
  const client = server.client;
  const { checkWorkspace } = await import('../language-client.ts');
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Temper is checking the workspace'),
      cancellable: true,
    },
    (progress, cancellation) => checkWorkspace(client, progress, cancellation),
  );
  void tellResult(result);
  return result;
}

async function tellResult(result: CheckWorkspaceResult): Promise<void> {
  const showProblems = vscode.l10n.t('Show Problems');
  const showMessage =
    result.limits.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const answer = await showMessage(workspaceSummary(result, vscode.l10n), showProblems);
  if (answer === showProblems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
