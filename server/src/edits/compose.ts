import type { TextEdit } from '../../../shared/src/finding.ts';

/** A stretch of the final text: a piece of the first one, or new. */
type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | Fresh;
interface Fresh {
  readonly kind: 'new';
  readonly text: string;
}

/**
 * Turns rounds of edits, each made in the text that the round before left, into edits of the first text. They touch
 * nothing that every round left alone.
 */
export function composeEdits(length: number, rounds: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const whole: readonly Piece[] = [{ kind: 'kept', start: 0, end: length }];
  return editsOf(length, rounds.reduce(applyRound, whole));
}

function applyRound(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const sorted = [...edits].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
  const result: Piece[] = [];
  let at = 0;
  for (const { span, text } of sorted) {
    result.push(...slice(pieces, at, span.start), { kind: 'new', text });
    at = span.end;
  }
  return [...result, ...slice(pieces, at, total)];
}

function slice(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, lengthOf(piece));
    if (start < end) result.push(part(piece, start, end));
    at += lengthOf(piece);
  }
  return result;
}

function part(piece: Piece, start: number, end: number): Piece {
  if (piece.kind === 'new') return { kind: 'new', text: piece.text.slice(start, end) };
  return { kind: 'kept', start: piece.start + start, end: piece.start + end };
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.text.length : piece.end - piece.start;
}

/** Between two kept pieces stands one edit: what is missing of the first text gives way to what is new. */
function editsOf(length: number, pieces: readonly Piece[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  for (const piece of [...pieces, { kind: 'kept', start: length, end: length } satisfies Piece]) {
    if (piece.kind === 'new') {
      text += piece.text;
      continue;
    }
    if (text !== '' || piece.start > at) edits.push({ span: { start: at, end: piece.start }, text });
    at = piece.end;
    text = '';
  }
  return edits;
}
