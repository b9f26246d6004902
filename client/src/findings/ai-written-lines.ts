import type * as vscode from 'vscode';
import type { LateAwareness } from '../suggestions/late-awareness.ts';
import type { LineRange } from './changed-lines.ts';
import type { WrittenLines } from './written-lines.ts';

/** What an AI wrote, as far as that is known; none while nobody is to know. */
export class AiWrittenLines implements WrittenLines {
  readonly #awareness: LateAwareness;
  readonly onDidChange: vscode.Event<void>;

  constructor(awareness: LateAwareness) {
    this.#awareness = awareness;
    this.onDidChange = awareness.onDidChange;
  }

  linesOf(uri: vscode.Uri): Promise<readonly LineRange[]> {
    const parts = this.#awareness.awareness?.written.partsOf(uri) ?? [];
    const own = parts.filter(({ origin }) => origin === 'ai');
    return Promise.resolve(own.map(({ range }) => ({ start: range.start.line, end: range.end.line + 1 })));
  }
}
