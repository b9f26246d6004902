import * as vscode from 'vscode';
import { explainRuleCommand, fixAllOfRuleCommand, suppressWithReasonCommand } from '../../../shared/src/protocol.ts';
import { type LanguageServer, ServerNotRunning } from '../language-server.ts';
import type { StatusFeed } from '../status-feed.ts';
import type { LateAwareness } from '../suggestions/late-awareness.ts';
import { suggestionCommands } from '../suggestions/suggestion-commands.ts';
import type { FindingViews } from '../views/finding-views.ts';

type Run = (argument: unknown) => Promise<unknown>;

/** The client's own commands; each is loaded when it is first run. */
export function registerCommands(
  server: LanguageServer,
  feed: StatusFeed,
  suggestions: LateAwareness,
  views: FindingViews,
): vscode.Disposable {
  const onSuggestion =
    (action: keyof typeof suggestionCommands): Run =>
    async (address) =>
      (await import('./suggestion.ts')).actOnSuggestion(action, server, suggestions.awareness, address);
  const commands: Readonly<Record<string, Run>> = {
    'temper.restart': () => server.restart(),
    'temper.showOutput': async () => server.output.show(),
    'temper.showMenu': async () =>
      (await import('./show-menu.ts')).showMenu(
        feed.current,
        suggestions.awareness?.suggestions.atCursor !== undefined,
      ),
    'temper.checkWorkspace': async () => (await import('./check-workspace.ts')).checkWorkspaceInFront(server),
    'temper.snooze': async () => (await import('./snooze.ts')).chooseSnooze(server.snooze),
    'temper.wakeUp': async () => server.snooze.end(),
    'temper.turnOff': async () => (await import('./snooze.ts')).switchWorkspace(false),
    'temper.turnOn': async () => (await import('./snooze.ts')).switchWorkspace(true),
    'temper.showWhatRuns': async () => (await import('./show-what-runs.ts')).showWhatRuns(server),
    'temper.filterFindings': () => views.chooseSeverities(),
    'temper.fixFinding': async (finding) => (await import('./fix-finding.ts')).fixFinding(server, finding),
    [fixAllOfRuleCommand]: async (rule) => (await import('./fix-all-of-rule.ts')).fixAllOfRule(server, rule),
    'temper.whyIsThisHere': async (finding) => (await import('./why-is-this-here.ts')).whyIsThisHere(server, finding),
    'temper.fixAt': async (finding) => (await import('./why-is-this-here.ts')).fixAt(server, finding),
    'temper.copyForAgent': async (finding) => (await import('./copy-for-agent.ts')).copyForAgent(server, finding),
    'temper.baselineFinding': async (finding) =>
      (await import('./baseline-finding.ts')).baselineFinding(server, finding),
    'temper.notASecret': async (finding) => (await import('./baseline-finding.ts')).notASecret(server, finding),
    'temper.updateBaseline': async () => (await import('./baseline.ts')).changeBaseline(server, 'update'),
    'temper.pruneBaseline': async () => (await import('./baseline.ts')).changeBaseline(server, 'prune'),
    'temper.toggleBaselined': async () => (await import('./baseline.ts')).toggleBaselined(),
    [explainRuleCommand]: async (rule) => (await import('./explain-rule.ts')).explainRule(server, rule),
    [suppressWithReasonCommand]: async (finding) =>
      (await import('./suppress-with-reason.ts')).suppressWithReason(server, finding),
    [suggestionCommands.fix]: onSuggestion('fix'),
    [suggestionCommands.review]: onSuggestion('review'),
    [suggestionCommands.dismiss]: onSuggestion('dismiss'),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument: unknown) => runOrTell(server, run, argument)),
    ),
  );
}

async function runOrTell(server: LanguageServer, run: Run, argument: unknown): Promise<unknown> {
  try {
    return await run(argument);
  } catch (error) {
    if (error instanceof ServerNotRunning) void tellNotRunning(server);
    else void tellFailed(server, error);
    return undefined;
  }
}

async function tellNotRunning(server: LanguageServer): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const message =
    server.state.kind === 'off'
      ? vscode.l10n.t('Temper is turned off by the setting temper.enable.')
      : vscode.l10n.t('The language server of Temper is not running yet.');
  const answer = await vscode.window.showWarningMessage(message, ...(server.state.kind === 'off' ? [] : [restart]));
  if (answer === restart) await server.restart();
}

async function tellFailed(server: LanguageServer, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error : new Error(String(error));
  server.output.error(reason);
  const showOutput = vscode.l10n.t('Show Output');
  const answer = await vscode.window.showErrorMessage(vscode.l10n.t('Temper: {0}', reason.message), showOutput);
  if (answer === showOutput) server.output.show();
}
