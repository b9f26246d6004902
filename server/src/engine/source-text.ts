import type { Position } from '../../../shared/src/finding.ts';
import type { ts } from './syntax.ts';

/** The text of a file by lines. The tree of code is one too. */
export interface SourceText {
  readonly fileName: string;
  readonly text: string;
  readonly end: number;
  getLineStarts(): readonly number[];
  getLineAndCharacterOfPosition(position: number): Position;
}

/** Lines are counted when somebody first asks for one. */
export function sourceText(fileName: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  const lineStarts = (): readonly number[] => (starts ??= lineStartsOf(text));
  return {
    fileName,
    text,
    end: text.length,
    getLineStarts: lineStarts,
    getLineAndCharacterOfPosition: (position) => {
      const line = lineAt(lineStarts(), position);
      return { line, character: position - (lineStarts()[line] ?? 0) };
    },
  };
}

export function isTree(source: SourceText): source is ts.SourceFile {
  return 'statements' in source;
}

/** As editors count: what else Unicode calls a line break is none. */
function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.search(/[\r\n]/); at !== -1 && at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineAt(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
