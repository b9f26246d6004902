import * as vscode from 'vscode';
import type { FindingNode } from './finding-nodes.ts';
import type { ShownFinding, ShownFindings } from './shown-findings.ts';

/** The finding that a command is about: a row of a view, or what is at the cursor, of several the one that is chosen. */
export async function pickFinding(
  shown: ShownFindings,
  argument: unknown,
  suits: (finding: ShownFinding) => boolean = () => true,
): Promise<ShownFinding | undefined> {
  if (isFindingNode(argument)) return argument.kind === 'finding' ? argument.shown : undefined;
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : shown.of(editor.document.uri).filter(isAt(editor.selection)).filter(suits);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no such finding of Temper at the cursor.'));
    return undefined;
  }
  const items = found.map((each) => ({ label: each.finding.rule, detail: each.finding.message, each }));
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { matchOnDetail: true });
  return chosen?.each;
}

function isAt(selection: vscode.Selection): (finding: ShownFinding) => boolean {
  return ({ range }) => range.intersection(selection) !== undefined;
}

export function isFindingNode(argument: unknown): argument is FindingNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'id' in argument;
}

/** The document of a finding, shown at its place, and the finding as it stands there now. */
export async function openAt(
  shown: ShownFindings,
  { uri, range, ...finding }: ShownFinding,
): Promise<{ readonly document: vscode.TextDocument; readonly current: ShownFinding }> {
  const document = await vscode.workspace.openTextDocument(uri);
  const isSame = (each: ShownFinding): boolean =>
    each.finding.rule === finding.finding.rule && each.finding.fingerprint === finding.finding.fingerprint;
  const current = shown.of(uri).find(isSame) ?? { uri, range, ...finding };
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(current.range.start, current.range.start),
  });
  return { document, current };
}
