import type { Span, TextEdit } from '../../../shared/src/finding.ts';
import { emptyJsxAround } from '../engine/comments.ts';
import type { SourceText } from '../engine/source-text.ts';

/** Takes a comment out without a trace: with its line when nothing else is on it, else with the blanks before it. */
export function removeComment(source: SourceText, comment: Span): TextEdit {
  const { text } = source;
  const { start, end } = emptyJsxAround(source, comment) ?? comment;
  const lineStart = endOfBlanks(text, start, -1);
  const lineEnd = endOfBlanks(text, end, 1);
  const endsLine = lineEnd === text.length || isLineBreak(text[lineEnd]);
  if (!endsLine) return { span: { start, end: lineEnd }, text: '' };
  const startsLine = lineStart === 0 || isLineBreak(text[lineStart - 1]);
  if (!startsLine) return { span: { start: lineStart, end }, text: '' };
  return { span: { start: lineStart, end: afterLineBreak(text, lineEnd) }, text: '' };
}

/** The nearest offset in a direction beyond which no blank follows; line breaks are no blanks. */
function endOfBlanks(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (/[^\S\r\n]/.test((step === 1 ? text[at] : text[at - 1]) ?? '')) at += step;
  return at;
}

function afterLineBreak(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return isLineBreak(text[at]) ? at + 1 : at;
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
