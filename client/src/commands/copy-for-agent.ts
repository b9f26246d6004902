import * as vscode from 'vscode';
import { agentText } from '../findings/agent-text.ts';
import { pickFinding } from '../findings/pick-finding.ts';
import type { ShownFinding } from '../findings/shown-findings.ts';
import type { LanguageServer } from '../language-server.ts';

/** More would be read as the whole function. */
const mostLines = 8;

export async function copyForAgent(server: LanguageServer, argument: unknown): Promise<void> {
  const shown = await pickFinding(server.shown, argument);
  if (shown === undefined) return;
  const text = await textOf(server, shown);
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: paste it to your agent.'), 4_000);
}

async function textOf(server: LanguageServer, shown: ShownFinding): Promise<string> {
  const { uri, range, finding } = shown;
  const code = await codeOf(server, shown);
  const pathOf = (file: string): string => vscode.workspace.asRelativePath(vscode.Uri.file(file));
  const path = vscode.workspace.asRelativePath(uri);
  return agentText({ finding, path, line: range.start.line, code, pathOf }, vscode.l10n);
}

/** No line that holds a secret leaves the editor by this way, whatever the finding itself is about. */
async function codeOf(server: LanguageServer, { uri, range }: ShownFinding): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const last = Math.min(range.end.line, range.start.line + mostLines - 1, document.lineCount - 1);
  const lines = new vscode.Range(range.start.line, 0, last, Number.MAX_SAFE_INTEGER);
  const families = await server.familiesOfRules();
  const holdsSecret = server.shown
    .of(uri)
    .some((each) => families.get(each.finding.rule) === 'secrets' && each.range.intersection(lines) !== undefined);
  return holdsSecret ? undefined : document.getText(document.validateRange(lines));
}
