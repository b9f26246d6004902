import * as vscode from 'vscode';
import type { StatusFeed } from '../status-feed.ts';
import type { LateAwareness } from '../suggestions/late-awareness.ts';
import { summaryOf } from '../suggestions/hover.ts';
import { statusText, type StatusText } from '../wording.ts';

const backgrounds: Readonly<Record<StatusText['severity'], vscode.ThemeColor | undefined>> = {
  information: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** One number, the open errors in AI-written code; a click lists what can be done. */
export function createStatusBarItem(feed: StatusFeed, suggestions: LateAwareness): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('temper.status', vscode.StatusBarAlignment.Left, 20);
  item.name = 'Temper';
  item.command = 'temper.showMenu';
  const show = () => {
    const { text, spoken, severity } = statusText(feed.current, vscode.l10n);
    item.text = text;
    item.tooltip = tooltipOf(spoken, suggestions);
    item.accessibilityInformation = { label: spoken };
    item.backgroundColor = backgrounds[severity];
  };
  show();
  item.show();
  return vscode.Disposable.from(item, feed.onDidChange(show));
}

/** With a summary of the suggestion at the cursor, so that nothing has to be drawn into the code for it. */
function tooltipOf(spoken: string, suggestions: LateAwareness): vscode.MarkdownString | string {
  const suggestion = suggestions.awareness?.suggestions.atCursor;
  return suggestion === undefined ? spoken : summaryOf(suggestion).appendText(`\n${spoken}`);
}
