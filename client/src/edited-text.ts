import type * as vscode from 'vscode';

/** The text of a document once edits that do not overlap are made. */
export function editedText(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const text = document.getText();
  const inOrder = edits.toSorted((one, other) => one.range.start.compareTo(other.range.start));
  const parts: string[] = [];
  let at = 0;
  for (const { range, newText } of inOrder) {
    parts.push(text.slice(at, document.offsetAt(range.start)), newText);
    at = document.offsetAt(range.end);
  }
  return [...parts, text.slice(at)].join('');
}
