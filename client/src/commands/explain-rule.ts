import * as vscode from 'vscode';
import { listRulesRequest, type ListRulesResult } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { rulePage } from '../views/rule-pages.ts';

const markdownPreview = 'vscode.markdown.preview.editor';

/** Opens a rule's page; asks which one when no rule is given. */
export async function explainRule(server: LanguageServer, argument: unknown): Promise<void> {
  const rule = typeof argument === 'string' ? argument : await pickRule(server);
  if (rule === undefined) return;
  try {
    await vscode.commands.executeCommand('vscode.openWith', rulePage(rule), markdownPreview);
  } catch (error) {
    // The built-in Markdown extension can be turned off.
    server.output.debug('The Markdown preview is not available.', error);
    await vscode.window.showTextDocument(rulePage(rule));
  }
}

async function pickRule(server: LanguageServer): Promise<string | undefined> {
  const { rules } = await server.client.sendRequest<ListRulesResult>(listRulesRequest);
  const items = rules.map(({ id, family, why }) => ({ label: id, description: family, detail: why }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Explain a Rule'),
    placeHolder: vscode.l10n.t('The rule whose page opens'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.label;
}
