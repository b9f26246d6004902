import { ts } from '../engine/syntax.ts';

const reasons =
  /\b(?:ignore|ignored|intentional\w*|expected|best[- ]effort|non[- ]?(?:critical|fatal|blocking)|optional|fall ?back|by design|on purpose|deliberate\w*|don'?t|do not|never|avoid|prevent|so that|because|since|graceful\w*|still|even if|swallow|fine|okay|acceptable|harmless|safe to|not? (?:need|matter)|already|always (?:return|respond|answer|send)|must)\b/i;

/** Whether a comment in a block says why it does what it does, rather than what. */
export const isExplained = (block: ts.Block): boolean => explanationsIn(block).length > 0;

/** The comments in a block that give a reason. */
export function explanationsIn(block: ts.Block): readonly string[] {
  return block.getFullText().includes('/') ? commentsIn(block).filter((comment) => reasons.test(comment)) : [];
}

function commentsIn(block: ts.Block): readonly string[] {
  const { text } = block.getSourceFile();
  const found: string[] = [];
  const take = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) found.push(text.slice(pos, end));
  };
  for (const statement of block.statements) {
    take(ts.getLeadingCommentRanges(text, statement.getFullStart()));
    take(ts.getTrailingCommentRanges(text, statement.end));
  }
  // On lines of their own behind the last statement.
  take(ts.getLeadingCommentRanges(text, block.statements.end));
  take(ts.getLeadingCommentRanges(text, block.getStart() + 1));
  take(ts.getTrailingCommentRanges(text, block.getStart() + 1));
  return found;
}
