import type { FileEdit, Position } from '../../../../shared/src/finding.ts';
import type { ReportedFileEdit } from '../../report/check-result.ts';

/** Edits by line and column of the text they are made in; a file that is yet to be made has one empty line. */
export function placedEdits(
  edits: readonly FileEdit[],
  textOf: (file: string) => string | undefined,
): readonly ReportedFileEdit[] {
  return edits.map(({ file, edits: own }) => {
    const starts = lineStarts(textOf(file) ?? '');
    return {
      file,
      edits: own.map(({ span, text }) => ({
        range: { start: positionOf(span.start, starts), end: positionOf(span.end, starts) },
        text,
      })),
    };
  });
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((lineBreak) => lineBreak.index + lineBreak[0].length)];
}

function positionOf(offset: number, starts: readonly number[]): Position {
  const line = Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
  return { line, character: offset - (starts[line] ?? 0) };
}
