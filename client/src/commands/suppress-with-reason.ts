import * as vscode from 'vscode';
import { suppressCommand, type SuppressParams } from '../../../shared/src/protocol.ts';
import { openAt, pickFinding } from '../findings/pick-finding.ts';
import type { LanguageServer } from '../language-server.ts';
import { reasonProblem } from '../wording.ts';

type Suppression = Omit<SuppressParams, 'reason'>;

/** Asks why a finding may stay and has the server write it beside the code. Without one from a code action: that of a row, or the one at the cursor. */
export async function suppressWithReason(server: LanguageServer, argument: unknown): Promise<void> {
  const suppression = isSuppression(argument) ? argument : await pickShown(server, argument);
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

async function pickShown(server: LanguageServer, argument: unknown): Promise<Suppression | undefined> {
  const shown = await pickFinding(server.shown, argument);
  if (shown === undefined) return undefined;
  const { document, current } = await openAt(server.shown, shown);
  const uri = server.client.code2ProtocolConverter.asUri(document.uri);
  return { uri, version: document.version, finding: current.finding, scope: 'line' };
}
