import * as vscode from 'vscode';

/** Findings out of sight for a while. The server goes on: waking up shows at once what is true by then. */
export class Snooze implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  #timer: NodeJS.Timeout | undefined;
  #until: Date | 'restart' | undefined;

  /** Until when, if it is quiet at all. */
  get until(): Date | 'restart' | undefined {
    return this.#until;
  }

  /** @param minutes until the editor starts anew when undefined */
  start(minutes: number | undefined): void {
    clearTimeout(this.#timer);
    this.#until = minutes === undefined ? 'restart' : new Date(Date.now() + minutes * 60_000);
    if (minutes !== undefined) this.#timer = setTimeout(() => this.end(), minutes * 60_000);
    this.#tell();
  }

  end(): void {
    clearTimeout(this.#timer);
    if (this.#until === undefined) return;
    this.#until = undefined;
    this.#tell();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changes.dispose();
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', 'temper.isSnoozed', this.#until !== undefined);
    this.#changes.fire();
  }
}
