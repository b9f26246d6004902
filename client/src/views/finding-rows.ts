import * as vscode from 'vscode';
import { countIn, type FindingNode, type GroupNode, type LeafNode } from '../findings/finding-nodes.ts';

const icons: Readonly<Record<vscode.DiagnosticSeverity, vscode.ThemeIcon>> = {
  [vscode.DiagnosticSeverity.Error]: new vscode.ThemeIcon(
    'error',
    new vscode.ThemeColor('problemsErrorIcon.foreground'),
  ),
  [vscode.DiagnosticSeverity.Warning]: new vscode.ThemeIcon(
    'warning',
    new vscode.ThemeColor('problemsWarningIcon.foreground'),
  ),
  [vscode.DiagnosticSeverity.Information]: new vscode.ThemeIcon(
    'info',
    new vscode.ThemeColor('problemsInfoIcon.foreground'),
  ),
  [vscode.DiagnosticSeverity.Hint]: new vscode.ThemeIcon('lightbulb'),
};

export function rowOf(node: FindingNode): vscode.TreeItem {
  return node.kind === 'group' ? groupRow(node) : findingRow(node);
}

function groupRow({ id, label, uri, rule, children }: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  const count = countIn(children);
  item.id = id;
  item.description = String(count);
  item.contextValue = rule === undefined ? 'group' : 'rule';
  if (uri !== undefined) item.resourceUri = uri;
  if (uri !== undefined) item.iconPath = vscode.ThemeIcon.File;
  item.accessibilityInformation = {
    label: count === 1 ? vscode.l10n.t('{0}, 1 finding', label) : vscode.l10n.t('{0}, {1} findings', label, count),
  };
  return item;
}

function findingRow({ id, shown, isUnderFile }: LeafNode): vscode.TreeItem {
  const { uri, range, severity, finding } = shown;
  const line = range.start.line + 1;
  const path = vscode.workspace.asRelativePath(uri);
  const item = new vscode.TreeItem(finding.message, vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.description = isUnderFile ? `${finding.rule} ${line}` : `${path}:${line}`;
  item.iconPath = icons[severity];
  item.tooltip = tooltipOf(shown, `${path}:${line}`);
  item.contextValue = finding.fixes.length > 0 ? 'finding fixable' : 'finding';
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Show the Finding'),
    arguments: [uri, { selection: new vscode.Range(range.start, range.start) }],
  };
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      '{0}: {1} Rule {2}, line {3} of {4}',
      severityName(severity),
      finding.message,
      finding.rule,
      line,
      path,
    ),
  };
  return item;
}

function tooltipOf({ finding }: LeafNode['shown'], place: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(finding.message);
  tooltip.appendMarkdown('\n\n');
  tooltip.appendText(`${finding.rule} · ${place}`);
  for (const { title } of finding.fixes) {
    tooltip.appendMarkdown('\n\n- ');
    tooltip.appendText(title);
  }
  return tooltip;
}

export function severityName(severity: vscode.DiagnosticSeverity): string {
  const names: Readonly<Record<vscode.DiagnosticSeverity, string>> = {
    [vscode.DiagnosticSeverity.Error]: vscode.l10n.t('Error'),
    [vscode.DiagnosticSeverity.Warning]: vscode.l10n.t('Warning'),
    [vscode.DiagnosticSeverity.Information]: vscode.l10n.t('To decide'),
    [vscode.DiagnosticSeverity.Hint]: vscode.l10n.t('Hint'),
  };
  return names[severity];
}
