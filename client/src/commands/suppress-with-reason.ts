import * as vscode from 'vscode';
import { type DiagnosticData, suppressCommand, type SuppressParams } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { reasonProblem } from '../wording.ts';

type Suppression = Omit<SuppressParams, 'reason'>;

/** Asks why a finding may stay and has the server write it beside the code. Without an argument: the one at the cursor. */
export async function suppressWithReason(server: LanguageServer, argument: unknown): Promise<void> {
  const suppression = isSuppression(argument) ? argument : await pickAtCursor(server);
  if (suppression === undefined) return;
  const reason = await askReason(suppression);
  if (reason === undefined) return;
  const params: SuppressParams = { ...suppression, reason };
  await server.client.sendRequest('workspace/executeCommand', { command: suppressCommand, arguments: [params] });
}

function isSuppression(argument: unknown): argument is Suppression {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && 'finding' in argument;
}

async function askReason({ finding, scope }: Suppression): Promise<string | undefined> {
  const title =
    scope === 'line'
      ? vscode.l10n.t('Ignore {0} here', finding.rule)
      : vscode.l10n.t('Ignore {0} in this file', finding.rule);
  const reason = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Why may this stay? The reason is kept in a comment beside the code.'),
    placeHolder: vscode.l10n.t('The queue retries this job by itself'),
    ignoreFocusOut: true,
    validateInput: (value) => reasonProblem(value, vscode.l10n),
  });
  return reason?.trim();
}

async function pickAtCursor(server: LanguageServer): Promise<Suppression | undefined> {
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : findingsAt(server, editor);
  if (editor === undefined || found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no finding of Temper at the cursor.'));
    return undefined;
  }
  const items = found.map((data) => ({ label: data.finding.rule, detail: data.finding.message, data }));
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items);
  if (chosen === undefined) return undefined;
  const { version, finding } = chosen.data;
  return { uri: editor.document.uri.toString(), version, finding, scope: 'line' };
}

function findingsAt(server: LanguageServer, editor: vscode.TextEditor): readonly DiagnosticData[] {
  const diagnostics = server.client.diagnostics?.get(editor.document.uri) ?? [];
  return diagnostics
    .filter((diagnostic) => diagnostic.range.intersection(editor.selection) !== undefined)
    .map((diagnostic) => ('data' in diagnostic ? diagnostic.data : undefined))
    .filter(isDiagnosticData);
}

function isDiagnosticData(data: unknown): data is DiagnosticData {
  return typeof data === 'object' && data !== null && 'version' in data && 'finding' in data;
}
