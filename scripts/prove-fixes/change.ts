import type { TextEdit } from '../../shared/src/finding.ts';
import { applyEdits } from '../../server/src/engine/fixes.ts';

/** The lines that edits touch, as a diff without context. */
export function shownChange(text: string, edits: readonly TextEdit[]): string {
  return hunks(text, edits)
    .map(({ start, end, own }) => {
      const old = text.slice(start, end);
      const moved = own.map((edit) => ({
        ...edit,
        span: { start: edit.span.start - start, end: edit.span.end - start },
      }));
      return [`@@ line ${lineAt(text, start)}`, marked('-', old), marked('+', applyEdits(old, moved))].join('\n');
    })
    .join('\n');
}

interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly own: readonly TextEdit[];
}

/** Whole lines; edits on the same line are one hunk. */
function hunks(text: string, edits: readonly TextEdit[]): readonly Hunk[] {
  const found: Hunk[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const start = text.lastIndexOf('\n', edit.span.start - 1) + 1;
    const lineEnd = text.indexOf('\n', edit.span.end);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) found.splice(-1, 1, { ...last, end, own: [...last.own, edit] });
    else found.push({ start, end, own: [edit] });
  }
  return found;
}

const marked = (sign: string, lines: string): string =>
  lines
    .split('\n')
    .map((line) => sign + line)
    .join('\n');

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
