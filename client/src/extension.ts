import * as vscode from 'vscode';
import { checkWorkspaceOnStart } from './check-on-start.ts';
import { registerCommands } from './commands/register.ts';
import { LanguageServer } from './language-server.ts';
import { onDidChangeShowBaselined, onDidChangeStartSettings, showsBaselined } from './settings.ts';
import { StatusFeed } from './status-feed.ts';
import { LateAwareness } from './suggestions/late-awareness.ts';
import { createCrashNotice } from './views/crash-notice.ts';
import { createLanguageStatus } from './views/language-status.ts';
import { registerRulePages } from './views/rule-pages.ts';
import { createStatusBarItem } from './views/status-bar.ts';

let server: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Temper', { log: true });
  const running = new LanguageServer(context.asAbsolutePath('dist/server.cjs'), output);
  const suggestions = new LateAwareness(context.workspaceState, running);
  const feed = new StatusFeed(running, suggestions);
  server = running;
  context.subscriptions.push(
    output,
    running,
    suggestions,
    feed,
    createStatusBarItem(feed),
    createLanguageStatus(feed),
    createCrashNotice(running),
    registerRulePages(running),
    registerCommands(running, feed, suggestions),
    checkWorkspaceOnStart(running, context.workspaceState),
    onDidChangeShowBaselined(() => running.tellShowBaselined(showsBaselined())),
    onDidChangeStartSettings(() => void running.restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
  );
  void running.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
