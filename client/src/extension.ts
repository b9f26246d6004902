import * as vscode from 'vscode';
import { checkWorkspaceOnStart } from './check-on-start.ts';
import { registerCommands } from './commands/register.ts';
import { AiWrittenLines } from './findings/ai-written-lines.ts';
import { LanguageServer } from './language-server.ts';
import { onDidChangeShowBaselined, onDidChangeStartSettings, showsBaselined } from './settings.ts';
import type { Snooze } from './snooze.ts';
import { StatusFeed } from './status-feed.ts';
import { LateAwareness } from './suggestions/late-awareness.ts';
import { createCrashNotice } from './views/crash-notice.ts';
import { FindingViews } from './views/finding-views.ts';
import { createLanguageStatus } from './views/language-status.ts';
import { registerRulePages } from './views/rule-pages.ts';
import { createStatusBarItem } from './views/status-bar.ts';

let server: LanguageServer | undefined;

/** For extensions that wait for it, and for tests. */
export interface TemperExports {
  /** What there is to fix in AI-written code may be something else now. */
  readonly onDidChangeSuggestions: vscode.Event<void>;
  readonly views: FindingViews;
  readonly server: LanguageServer;
  readonly snooze: Snooze;
}

export function activate(context: vscode.ExtensionContext): TemperExports {
  const output = vscode.window.createOutputChannel('Temper', { log: true });
  const places = {
    module: context.asAbsolutePath('dist/server.cjs'),
    storage: context.storageUri?.fsPath,
    compiled: vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath,
  };
  const running = new LanguageServer(places, output);
  const suggestions = new LateAwareness(context.workspaceState, running);
  const feed = new StatusFeed(running, suggestions);
  const views = new FindingViews(running, new AiWrittenLines(suggestions), context.workspaceState);
  server = running;
  context.subscriptions.push(
    output,
    running,
    suggestions,
    feed,
    createStatusBarItem(feed, suggestions),
    createLanguageStatus(feed),
    createCrashNotice(running),
    registerRulePages(running),
    views,
    registerCommands(running, feed, suggestions, views),
    checkWorkspaceOnStart(running, context.workspaceState),
    onDidChangeShowBaselined(() => running.tellShowBaselined(showsBaselined())),
    onDidChangeStartSettings(() => void running.restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
  );
  void running.start();
  return { onDidChangeSuggestions: suggestions.onDidChange, views, server: running, snooze: running.snooze };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
