import * as vscode from 'vscode';
import type { DiagnosticData } from '../../../shared/src/protocol.ts';
import type { Finding } from '../../../shared/src/finding.ts';

/** A finding as it is on screen: its place follows edits. */
export interface ShownFinding {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly severity: vscode.DiagnosticSeverity;
  readonly finding: Finding;
}

/** All findings on screen, of open files and others. Fed by what the server publishes: nothing is checked for it. */
export class ShownFindings implements vscode.Disposable {
  readonly #files = new Map<string, readonly ShownFinding[]>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;

  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    const key = uri.toString();
    const shown = diagnostics.flatMap((diagnostic) => shownFinding(uri, diagnostic) ?? []);
    if (shown.length === 0 && !this.#files.has(key)) return;
    if (shown.length === 0) this.#files.delete(key);
    else this.#files.set(key, shown);
    this.#changes.fire();
  }

  clear(): void {
    if (this.#files.size === 0) return;
    this.#files.clear();
    this.#changes.fire();
  }

  get uris(): readonly vscode.Uri[] {
    return [...this.#files.values()].flatMap(([first]) => first?.uri ?? []);
  }

  of(uri: vscode.Uri): readonly ShownFinding[] {
    return this.#files.get(uri.toString()) ?? [];
  }

  all(): readonly ShownFinding[] {
    return [...this.#files.values()].flat();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function shownFinding(uri: vscode.Uri, diagnostic: vscode.Diagnostic): ShownFinding | undefined {
  const data: unknown = 'data' in diagnostic ? diagnostic.data : undefined;
  if (!isDiagnosticData(data)) return undefined;
  return { uri, range: diagnostic.range, severity: diagnostic.severity, finding: data.finding };
}

function isDiagnosticData(data: unknown): data is DiagnosticData {
  return typeof data === 'object' && data !== null && 'version' in data && 'finding' in data;
}
