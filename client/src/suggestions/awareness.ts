import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { watchChatEditing } from './chat-editing.ts';
import { watchClosedFiles } from './closed-files.ts';
import { createCodeLens } from './code-lens.ts';
import { watchEdits } from './edit-events.ts';
import { createEndOfLineMessages } from './end-of-line.ts';
import { watchGitHeads } from './git-heads.ts';
import { createHover } from './hover.ts';
import { OpenSuggestions } from './open-suggestions.ts';
import { tellOfAcceptance } from './tell-of-acceptance.ts';
import { WrittenCode } from './written-code.ts';
import { WrittenMemory } from './written-memory.ts';

/** Knows which code an AI wrote, and shows what is to be fixed there. */
export class Awareness implements vscode.Disposable {
  readonly written: WrittenCode;
  readonly suggestions: OpenSuggestions;
  readonly #parts: vscode.Disposable;

  constructor(state: vscode.Memento, server: LanguageServer) {
    const memory = new WrittenMemory(state);
    this.written = new WrittenCode(memory);
    for (const document of vscode.workspace.textDocuments) this.written.opened(document);
    this.suggestions = new OpenSuggestions(server, this.written);
    this.#parts = vscode.Disposable.from(
      this.suggestions,
      watchEdits(this.written),
      watchChatEditing(this.written),
      watchGitHeads(this.written),
      watchClosedFiles(this.written, memory),
      tellOfAcceptance(server, this.written),
      createEndOfLineMessages(this.suggestions),
      createHover(this.suggestions),
      createCodeLens(this.suggestions),
    );
  }

  dispose(): void {
    this.#parts.dispose();
    this.written.dispose();
  }
}
