import type { Position, Span } from '../../../shared/src/finding.ts';
import { sight } from './sight.ts';
import { longestPiece } from './text-reports.ts';

/** A part of a text that is not held whole. */
export interface TextWindow {
  /** The part with what lies around it, see `sight`. */
  readonly text: string;
  /** In `text`: what starts here is told of this window, the rest of others. */
  readonly core: Span;
  /** Where `text` begins in the whole. */
  readonly start: number;
  readonly place: Position;
}

/** The windows of a text that comes in chunks; their cores follow each other without a gap. */
export function* windowsOf(chunks: Iterable<string>, longest = longestPiece): Generator<TextWindow> {
  let window = { text: '', start: 0, place: { line: 0, character: 0 }, core: 0 };
  for (const chunk of chunks) {
    window.text += chunk;
    while (window.text.length >= window.core + longest + sight.behind) {
      const end = window.core + longest;
      const { text, start, place } = window;
      yield { text: text.slice(0, end + sight.behind), start, place, core: { start: window.core, end } };
      const cut = cutAt(text, Math.max(0, end - sight.before));
      window = { text: text.slice(cut), start: start + cut, place: placeAfter(place, text, cut), core: end - cut };
    }
  }
  const { text, start, place } = window;
  yield { text, start, place, core: { start: window.core, end: text.length + 1 } };
}

/** Neither between the halves of a character nor between those of a line break. */
function cutAt(text: string, at: number): number {
  const isLow = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  const isInBreak = text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13;
  return at > 0 && (isLow || isInBreak) ? at - 1 : at;
}

function placeAfter({ line, character }: Position, text: string, length: number): Position {
  let lines = 0;
  let lineStart = -1;
  const counted = text.slice(0, length);
  const breaks = counted.includes('\r') ? /\r\n?|\n/g : /\n/g;
  while (breaks.test(counted)) {
    lines++;
    lineStart = breaks.lastIndex;
  }
  return lines === 0 ? { line, character: character + length } : { line: line + lines, character: length - lineStart };
}
