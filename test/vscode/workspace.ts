import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const floatingPromise = 'floating-promise';

/** Every test works on a file of its own, so that none depends on what another left behind. */
export async function openNewFile(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = workspaceFile(`src/${name}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'A folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'temper');
}

/** Temper's diagnostics of a file as soon as there are this many; mocha's timeout bounds the wait. */
export function findingsWhenThereAre(count: number, uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const resolveWhenThere = (): void => {
      const findings = findingsOf(uri);
      if (findings.length !== count) return;
      subscription.dispose();
      resolve(findings);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(resolveWhenThere);
    resolveWhenThere();
  });
}

export async function onlyFinding(uri: vscode.Uri): Promise<vscode.Diagnostic> {
  const [finding] = await findingsWhenThereAre(1, uri);
  assert.ok(finding);
  return finding;
}

/** A diagnostic's code is its rule, alone or with a link to the rule's page. */
export function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

export async function quickFixes(uri: vscode.Uri, finding: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  const resolveCount = 20;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, finding.range, kind, resolveCount);
}

export async function applyQuickFix(uri: vscode.Uri, finding: vscode.Diagnostic, title: RegExp): Promise<void> {
  const fixes = await quickFixes(uri, finding);
  const fix = fixes.find((candidate) => title.test(candidate.title));
  assert.ok(fix, `No fix is titled like ${title}: ${fixes.map((candidate) => candidate.title).join(' | ')}`);
  if (fix.edit !== undefined) assert.ok(await vscode.workspace.applyEdit(fix.edit));
  if (fix.command !== undefined)
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}
