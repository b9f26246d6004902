import * as vscode from 'vscode';
import {
  explainRuleRequest,
  ruleScheme,
  type ExplainRuleParams,
  type ExplainRuleResult,
} from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';

export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${rule}.md` });
}

/** Serves the rules' documentation as Markdown documents that need no network. */
export function registerRulePages(server: LanguageServer): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: (uri) => markdownOf(server, uri),
  };
  const refresh = server.onDidChangeState((state) => {
    if (state.kind === 'running') for (const uri of openPages()) changes.fire(uri);
  });
  return vscode.Disposable.from(
    changes,
    refresh,
    vscode.workspace.registerTextDocumentContentProvider(ruleScheme, provider),
  );
}

function openPages(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.map((document) => document.uri).filter((uri) => uri.scheme === ruleScheme);
}

async function markdownOf(server: LanguageServer, uri: vscode.Uri): Promise<string> {
  if (server.state.kind !== 'running') return vscode.l10n.t('This page appears once the language server has started.');
  const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
  const params: ExplainRuleParams = { rule };
  const { markdown } = await server.client.sendRequest<ExplainRuleResult>(explainRuleRequest, params);
  return markdown;
}
