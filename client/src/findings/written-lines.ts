import type * as vscode from 'vscode';
import type { LineRange } from './changed-lines.ts';

/** Which lines of a file somebody wrote: an AI, or whoever works on it since the last commit. */
export interface WrittenLines {
  readonly onDidChange: vscode.Event<void>;
  /** All of what is there to be known may need to be read first. */
  linesOf(uri: vscode.Uri): Promise<readonly LineRange[]>;
}

export const everyLine: readonly LineRange[] = [{ start: 0, end: Number.MAX_SAFE_INTEGER }];
