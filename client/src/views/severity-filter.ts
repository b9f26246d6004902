import * as vscode from 'vscode';

const key = 'temper.views.leastSeverity';

/** How bad a finding must be to stand in the views; kept for the workspace. */
export class SeverityFilter implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  lets(severity: vscode.DiagnosticSeverity): boolean {
    return severity <= this.#memento.get(key, vscode.DiagnosticSeverity.Information);
  }

  async choose(): Promise<void> {
    const items = [
      { label: vscode.l10n.t('Errors'), least: vscode.DiagnosticSeverity.Error },
      { label: vscode.l10n.t('Errors and Warnings'), least: vscode.DiagnosticSeverity.Warning },
      { label: vscode.l10n.t('All That Is to Decide, Too'), least: vscode.DiagnosticSeverity.Information },
      { label: vscode.l10n.t('Everything, Hints Included'), least: vscode.DiagnosticSeverity.Hint },
    ];
    const placeHolder = vscode.l10n.t('What the views of Temper show');
    const chosen = await vscode.window.showQuickPick(items, { placeHolder });
    if (chosen === undefined) return;
    await this.#memento.update(key, chosen.least);
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
