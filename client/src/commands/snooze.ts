import * as vscode from 'vscode';
import type { Snooze } from '../snooze.ts';

export async function chooseSnooze(snooze: Snooze): Promise<void> {
  const items = [
    { label: vscode.l10n.t('For 30 Minutes'), minutes: 30 },
    { label: vscode.l10n.t('Until the Editor Starts Again'), minutes: undefined },
  ];
  const placeHolder = vscode.l10n.t('How long nothing of Temper is shown');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (chosen !== undefined) snooze.start(chosen.minutes);
}

/** Turns Temper off or on again for the workspace, or where there is none, for the user. */
export async function switchWorkspace(isOn: boolean): Promise<void> {
  const target =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('temper').update('enable', isOn, target);
}
