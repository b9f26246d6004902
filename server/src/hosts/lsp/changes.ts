import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../../../shared/src/finding.ts';

/** What shifting and the rest delay must know of one edit; the text itself is not kept, so that a history stays small. */
export interface TextChange {
  /** What was replaced, in the text before it. */
  readonly span: Span;
  /** Length of the text put in its place. */
  readonly length: number;
  /** Neither the replaced nor the new text holds anything but blanks and line breaks. */
  readonly isBlank: boolean;
  /** What stands before it ended a line and still does. */
  readonly keepsLineEnd: boolean;
  /** What stands behind it began a line and still does. */
  readonly keepsLineStart: boolean;
  /** Several lines or a whole statement at once: pasted or accepted, not typed. */
  readonly isBlock: boolean;
}

/** Applies what the client sent and tells what really changed, each change in the text that the one before it left. */
export function applyContentChanges(
  document: TextDocument,
  contentChanges: readonly TextDocumentContentChangeEvent[],
  version: number,
): readonly TextChange[] {
  return contentChanges.map((change) => {
    const before = document.getText();
    const span = 'range' in change ? spanIn(document, change.range) : { start: 0, end: before.length };
    TextDocument.update(document, [change], version);
    return trimmedChange(before, span, change.text);
  });
}

function spanIn(document: TextDocument, range: Parameters<TextDocument['getText']>[0] & object): Span {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return start <= end ? { start, end } : { start: end, end: start };
}

/** Leaves out what a replacement keeps at its edges: a whole text sent anew is often one typed character. */
export function trimmedChange(before: string, span: Span, text: string): TextChange {
  const prefix = commonPrefix(before, span, text);
  const suffix = commonSuffix(before, { start: span.start + prefix, end: span.end }, text.slice(prefix));
  const replaced = { start: span.start + prefix, end: span.end - suffix };
  const inserted = text.slice(prefix, text.length - suffix);
  return {
    span: replaced,
    length: inserted.length,
    isBlank: isBlank(inserted) && isBlank(before.slice(replaced.start, replaced.end)),
    keepsLineEnd:
      endsLine(before.slice(replaced.start, replaced.start + lookAhead)) &&
      endsLine(inserted.slice(0, lookAhead) + before.slice(replaced.end, replaced.end + lookAhead)),
    keepsLineStart:
      startsLine(before.slice(Math.max(0, replaced.end - lookAhead), replaced.end)) &&
      startsLine(before.slice(Math.max(0, replaced.start - lookAhead), replaced.start) + inserted.slice(-lookAhead)),
    isBlock: isBlock(inserted),
  };
}

function commonPrefix(before: string, span: Span, text: string): number {
  const most = Math.min(span.end - span.start, text.length);
  let length = 0;
  while (length < most && before.charCodeAt(span.start + length) === text.charCodeAt(length)) length++;
  return length > 0 && text[length - 1] === '\r' ? length - 1 : length;
}

function commonSuffix(before: string, span: Span, text: string): number {
  const most = Math.min(span.end - span.start, text.length);
  let length = 0;
  while (length < most && before.charCodeAt(span.end - 1 - length) === text.charCodeAt(text.length - 1 - length)) {
    length++;
  }
  return length > 0 && text[text.length - length] === '\n' ? length - 1 : length;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** No indentation is longer; it bounds the price of an edit in a line without end. */
const lookAhead = 400;

function endsLine(textBehind: string): boolean {
  const lineBreak = textBehind.search(/[\r\n]/);
  return isBlank(lineBreak === -1 ? textBehind : textBehind.slice(0, lineBreak));
}

function startsLine(textBefore: string): boolean {
  return isBlank(textBefore.slice(Math.max(textBefore.lastIndexOf('\n'), textBefore.lastIndexOf('\r')) + 1));
}

const shortestStatement = 8;

function isBlock(inserted: string): boolean {
  const text = inserted.trim();
  if (/[\r\n]/.test(text)) return true;
  return text.length >= shortestStatement && /[;}]$/.test(text);
}
