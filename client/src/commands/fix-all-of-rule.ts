import * as vscode from 'vscode';
import { fixAllRequest, type FixAllParams, type FixAllResult } from '../../../shared/src/protocol.ts';
import { grouped } from '../findings/finding-nodes.ts';
import { isFindingNode } from '../findings/pick-finding.ts';
import type { LanguageServer } from '../language-server.ts';

/** Fixes all findings of a rule in a file, a folder or the workspace, after the editor has shown what that edits. */
export async function fixAllOfRule(server: LanguageServer, argument: unknown): Promise<FixAllResult | undefined> {
  const rule = ruleOf(argument) ?? (await pickRule(server));
  const place = rule === undefined ? undefined : await pickPlace(rule);
  if (rule === undefined || place === undefined) return undefined;
  const client = server.client;
  const within = place.uri && client.code2ProtocolConverter.asUri(place.uri);
  const params: FixAllParams = { rule, ...(within !== undefined && { within }) };
  const result = await client.sendRequest<FixAllResult>(fixAllRequest, params);
  if (result.files === 0) void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to fix there.'));
  return result;
}

function ruleOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (!isFindingNode(argument)) return undefined;
  return argument.kind === 'group' ? argument.rule : argument.shown.finding.rule;
}

async function pickRule(server: LanguageServer): Promise<string | undefined> {
  const fixable = server.shown.all().filter(({ finding }) => finding.fixes.length > 0);
  const items = [...grouped(fixable, ({ finding }) => finding.rule)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([label, own]) => ({ label, description: String(own.length) }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to fix there.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The rule whose findings are fixed'),
  });
  return chosen?.label;
}

interface Place {
  /** Undefined for everything. */
  readonly uri?: vscode.Uri;
}

async function pickPlace(rule: string): Promise<Place | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = active && vscode.Uri.joinPath(active, '..');
  const items = [
    { label: vscode.l10n.t('In the Whole Workspace'), place: {} },
    ...(folder === undefined || active === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('In This Folder'),
            description: vscode.workspace.asRelativePath(folder),
            place: { uri: folder },
          },
          {
            label: vscode.l10n.t('In This File'),
            description: vscode.workspace.asRelativePath(active),
            place: { uri: active },
          },
        ]),
  ];
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly place: Place }>(items, {
    placeHolder: vscode.l10n.t('Where {0} is fixed; in the preview, tick what is to be edited', rule),
  });
  return chosen?.place;
}
