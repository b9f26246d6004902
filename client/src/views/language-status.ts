import * as vscode from 'vscode';
import type { StatusFeed } from '../status-feed.ts';
import { countText, statusText, type StatusText } from '../wording.ts';

const severities: Readonly<Record<StatusText['severity'], vscode.LanguageStatusSeverity>> = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

const selector = [{ scheme: 'file' }, { scheme: 'untitled' }];

/** The entry behind the braces of the status bar. */
export function createLanguageStatus(feed: StatusFeed): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('temper.languageStatus', selector);
  item.name = 'Temper';
  item.command = { command: 'temper.showMenu', title: vscode.l10n.t('Show Commands') };
  const show = () => {
    const status = feed.current;
    const { detail, severity, busy, spoken } = statusText(status, vscode.l10n);
    item.text = `Temper: ${countText(status.counts, vscode.l10n)}`;
    item.detail = detail;
    item.severity = severities[severity];
    item.busy = busy;
    item.accessibilityInformation = { label: spoken };
  };
  show();
  return vscode.Disposable.from(item, feed.onDidChange(show));
}
