import type { TextEdit } from '../../../shared/src/finding.ts';
import type { CommentChange } from '../engine/suppression-reports.ts';
import type { SourceText } from '../engine/source-text.ts';
import { removeComment } from './comments.ts';

/** Takes rules out of a suppression comment, and the comment itself when none is left. */
export function changeSuppression(source: SourceText, change: CommentChange): TextEdit {
  if (change.keep.length === 0) return removeComment(source, change);
  return { span: { start: change.namesStart, end: change.namesEnd }, text: change.keep.join(', ') };
}
