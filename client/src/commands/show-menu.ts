import * as vscode from 'vscode';
import { showsBaselined } from '../settings.ts';
import { type Status, statusText } from '../wording.ts';

interface MenuItem extends vscode.QuickPickItem {
  readonly command: string;
  readonly argument?: string;
}

/** What a click on the status item offers: what helps most in the present state comes first. */
export async function showMenu(status: Status, hasSuggestion: boolean): Promise<void> {
  const chosen = await vscode.window.showQuickPick(menuItems(status, hasSuggestion), {
    title: 'Temper',
    placeHolder: statusText(status, vscode.l10n).detail,
  });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}

function baselineItems({ report }: Status): readonly MenuItem[] {
  const command = 'temper.toggleBaselined';
  const hidden = report?.baselined ?? 0;
  if (showsBaselined()) return [{ label: vscode.l10n.t('$(eye-closed) Hide What Is in the Baseline'), command }];
  return hidden === 0 ? [] : [{ label: vscode.l10n.t('$(eye) Show What Is in the Baseline ({0})', hidden), command }];
}

function menuItems(status: Status, hasSuggestion: boolean): readonly MenuItem[] {
  const restart = { label: vscode.l10n.t('$(debug-restart) Restart the Language Server'), command: 'temper.restart' };
  const output = { label: vscode.l10n.t('$(output) Show Output'), command: 'temper.showOutput' };
  const settings = {
    label: vscode.l10n.t('$(gear) Open Settings'),
    command: 'workbench.action.openSettings',
    argument: 'temper.',
  };
  switch (status.server.kind) {
    case 'off':
      return [
        { label: vscode.l10n.t('$(circle-large-filled) Turn On in This Workspace'), command: 'temper.turnOn' },
        settings,
        output,
      ];
    case 'failed':
    case 'recovering':
      return [restart, output, settings];
    case 'starting':
    case 'running':
      break;
  }
  const review = {
    label: vscode.l10n.t('$(checklist) Review the AI Suggestion at the Cursor'),
    command: 'temper.reviewSuggestion',
  };
  return [
    ...(hasSuggestion ? [review] : []),
    { label: vscode.l10n.t('$(warning) Show Problems'), command: 'workbench.actions.view.problems' },
    { label: vscode.l10n.t('$(search) Check All Files of the Workspace'), command: 'temper.checkWorkspace' },
    ...baselineItems(status),
    { label: vscode.l10n.t('$(book) Explain a Rule'), command: 'temper.explainRule' },
    status.snoozed === undefined
      ? { label: vscode.l10n.t('$(bell-slash) Snooze'), command: 'temper.snooze' }
      : { label: vscode.l10n.t('$(bell) Wake Up'), command: 'temper.wakeUp' },
    { label: vscode.l10n.t('$(dashboard) Show What Runs and How Long'), command: 'temper.showWhatRuns' },
    { label: vscode.l10n.t('$(circle-slash) Turn Off in This Workspace'), command: 'temper.turnOff' },
    output,
    restart,
    settings,
  ];
}
