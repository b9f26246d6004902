import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import type { ServerState } from '../server-state.ts';

/** Says so when the server was given up, with the ways on. */
export function createCrashNotice(server: LanguageServer): vscode.Disposable {
  return server.onDidChangeState((state) => {
    if (state.kind === 'failed') void offerRestart(server, state);
  });
}

async function offerRestart(server: LanguageServer, state: ServerState & { kind: 'failed' }): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const showOutput = vscode.l10n.t('Show Output');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Temper has stopped checking: its language server ended {0} times within 3 minutes. The output says why.',
      state.crashes,
    ),
    restart,
    showOutput,
  );
  if (answer === restart) await server.restart();
  if (answer === showOutput) server.output.show();
}
