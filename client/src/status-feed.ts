import * as vscode from 'vscode';
import type { AnalyzedParams, StatusParams } from '../../shared/src/protocol.ts';
import type { LanguageServer } from './language-server.ts';
import type { LateAwareness } from './suggestions/late-awareness.ts';
import type { Status } from './wording.ts';

/** Joins what is known about the server into the one status that all views show. */
export class StatusFeed implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #suggestions: LateAwareness;
  readonly #changes = new vscode.EventEmitter<Status>();
  readonly #subscriptions: vscode.Disposable;
  readonly #analyses = new Map<string, AnalyzedParams>();
  readonly onDidChange = this.#changes.event;
  #report: StatusParams | undefined;

  constructor(server: LanguageServer, suggestions: LateAwareness) {
    this.#server = server;
    this.#suggestions = suggestions;
    this.#subscriptions = vscode.Disposable.from(
      server.onDidChangeState(() => this.#forget()),
      server.onDidReport((report) => this.#keepReport(report)),
      server.onDidAnalyze((analysis) => this.#keepAnalysis(analysis)),
      server.onDidChangeCounts(() => this.#fire()),
      server.snooze.onDidChange(() => this.#fire()),
      suggestions.onDidChange(() => this.#fire()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#fire()),
      vscode.workspace.onDidCloseTextDocument((document) => this.#analyses.delete(document.uri.toString())),
    );
  }

  get current(): Status {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    return {
      server: this.#server.state,
      report: this.#report,
      counts: this.#server.counts.total,
      snoozed: snoozed(this.#server.snooze.until),
      errorsInAiCode: this.#suggestions.errors,
      analyzed: active === undefined ? undefined : this.#analyses.get(active),
    };
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  #keepReport(report: StatusParams): void {
    this.#report = report;
    this.#fire();
  }

  #keepAnalysis(analysis: AnalyzedParams): void {
    const uri = vscode.Uri.parse(analysis.uri).toString();
    this.#analyses.set(uri, analysis);
    this.#fire();
  }

  #forget(): void {
    this.#report = undefined;
    this.#analyses.clear();
    this.#fire();
  }

  #fire(): void {
    this.#changes.fire(this.current);
  }
}

function snoozed(until: Date | 'restart' | undefined): Status['snoozed'] {
  if (until === undefined) return undefined;
  return { until: until === 'restart' ? undefined : until.toLocaleTimeString([], { timeStyle: 'short' }) };
}
