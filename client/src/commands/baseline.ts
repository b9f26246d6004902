import * as vscode from 'vscode';
import {
  changeBaselineRequest,
  type ChangeBaselineParams,
  type ChangeBaselineResult,
} from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { showsBaselined } from '../settings.ts';

/** Writes all that is found now into the baseline, or takes out what is gone, and says what it holds then. */
export async function changeBaseline(
  server: LanguageServer,
  change: ChangeBaselineParams['change'],
): Promise<ChangeBaselineResult> {
  const client = server.client;
  const params: ChangeBaselineParams = { change };
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Temper is writing the baseline') },
    () => client.sendRequest<ChangeBaselineResult>(changeBaselineRequest, params),
  );
  void tellResult(result);
  return result;
}

async function tellResult({ findings, problems }: ChangeBaselineResult): Promise<void> {
  if (problems.length > 0) {
    await vscode.window.showWarningMessage(problems.join(' '));
    return;
  }
  const show = vscode.l10n.t('Show Them');
  const answer = await vscode.window.showInformationMessage(
    findings === 1
      ? vscode.l10n.t('The baseline holds 1 finding. Commit temper.baseline.json: only what is new is shown.')
      : vscode.l10n.t(
          'The baseline holds {0} findings. Commit temper.baseline.json: only what is new is shown.',
          findings,
        ),
    ...(findings > 0 ? [show] : []),
  );
  if (answer === show) await showBaselined(true);
}

/** Shows what the baseline holds beside what is new, or hides it again. */
export async function toggleBaselined(): Promise<void> {
  await showBaselined(!showsBaselined());
}

async function showBaselined(show: boolean): Promise<void> {
  const { workspaceFolders } = vscode.workspace;
  const target =
    workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('temper').update('showBaselined', show, target);
}
