import type { TextEdit } from '../../../shared/src/finding.ts';
import type { CommentChange } from '../engine/suppression-reports.ts';
import type { ts } from '../engine/syntax.ts';
import { removeComment } from './comments.ts';

/** Takes rules out of a suppression comment, and the comment itself when none is left. */
export function changeSuppression(tree: ts.SourceFile, change: CommentChange): TextEdit {
  if (change.keep.length === 0) return removeComment(tree, change);
  return { span: { start: change.namesStart, end: change.namesEnd }, text: change.keep.join(', ') };
}
