import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { recognisesSuggestions } from '../settings.ts';
import type { Awareness } from './awareness.ts';

/** Loads what knows of AI-written code once activation is over, and lets go of it while the setting is off. */
export class LateAwareness implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #server: LanguageServer;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #configuration: vscode.Disposable;
  /** What suggestions hold to fix has changed, or it is turned on or off. */
  readonly onDidChange = this.#changes.event;
  #awareness: Awareness | undefined;
  #isDisposed = false;

  constructor(state: vscode.Memento, server: LanguageServer) {
    this.#state = state;
    this.#server = server;
    this.#configuration = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('temper.suggestions.enable')) void this.#follow();
    });
    setImmediate(() => void this.#follow());
  }

  /** Undefined while it is off or not loaded yet. */
  get awareness(): Awareness | undefined {
    return this.#awareness;
  }

  /** Open errors in AI-written code. */
  get errors(): number | undefined {
    return this.#awareness?.suggestions.errors;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#awareness?.dispose();
    this.#configuration.dispose();
    this.#changes.dispose();
  }

  async #follow(): Promise<void> {
    const { Awareness: Loaded } = await import('./awareness.ts');
    if (this.#isDisposed) return;
    if (!recognisesSuggestions()) {
      this.#awareness?.dispose();
      this.#awareness = undefined;
    } else if (this.#awareness === undefined) {
      this.#awareness = new Loaded(this.#state, this.#server);
      this.#awareness.suggestions.onDidChange(() => this.#changes.fire());
    }
    this.#changes.fire();
  }
}
