import * as vscode from 'vscode';
import type { FixOffer } from '../../../shared/src/finding.ts';
import { openAt, pickFinding } from '../findings/pick-finding.ts';
import type { ShownFinding } from '../findings/shown-findings.ts';
import type { LanguageServer } from '../language-server.ts';
import { previewEdit } from '../views/fix-preview.ts';

interface FixItem extends vscode.QuickPickItem {
  readonly action: vscode.CodeAction;
}

/** Goes to a finding and lists its fixes, each with a preview; the one that is chosen is made. */
export async function fixFinding(server: LanguageServer, argument: unknown): Promise<void> {
  const shown = await pickFinding(server.shown, argument, ({ finding }) => finding.fixes.length > 0);
  if (shown === undefined) return;
  const { document, current } = await openAt(server.shown, shown);
  const items = await fixItems(document, current);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This finding has no fix here.'));
    return;
  }
  const chosen = await chooseFix(items, current);
  if (chosen !== undefined) await applyAction(chosen);
}

const mostFixes = 20;

/** The editor's own code actions, so that what is made here is what the light bulb makes. */
export async function fixItems(document: vscode.TextDocument, shown: ShownFinding): Promise<readonly FixItem[]> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    shown.range,
    vscode.CodeActionKind.QuickFix.value,
    mostFixes,
  );
  return shown.finding.fixes.flatMap((fix) => {
    const action = actions.find(({ title }) => title === fix.title);
    return action === undefined ? [] : [itemOf(action, fix)];
  });
}

function itemOf(action: vscode.CodeAction, { title, safety }: FixOffer): FixItem {
  const preview = { iconPath: new vscode.ThemeIcon('diff'), tooltip: vscode.l10n.t('Preview') };
  return {
    label: title,
    action,
    description:
      safety === 'safe' ? vscode.l10n.t('safe: the happy path stays') : vscode.l10n.t('changes what the program does'),
    buttons: action.edit === undefined ? [] : [preview],
  };
}

function chooseFix(items: readonly FixItem[], { finding }: ShownFinding): Promise<vscode.CodeAction | undefined> {
  const pick = vscode.window.createQuickPick<FixItem>();
  pick.items = items;
  pick.title = finding.message;
  pick.placeholder = vscode.l10n.t('The fix to make; its button shows it first');
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.action);
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ item }) => {
      void previewEdit(item.label, item.action.edit);
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.ignoreFocusOut = true;
    pick.show();
  });
}

export async function applyAction({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined) await vscode.workspace.applyEdit(edit);
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}
