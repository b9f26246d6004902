import type { FileEdit, Finding, FixOffer, TextEdit } from '../../../shared/src/finding.ts';
import { applyEdits, mergeFixes } from '../engine/fixes.ts';
import { composeEdits } from './compose.ts';

export interface FixableText {
  readonly file: string;
  /** Findings of the file were it to hold this text. */
  readonly findingsIn: (text: string) => readonly Finding[];
  /** Asked right after `findingsIn`, about the same text. */
  readonly editsOf: (finding: Finding, fix: FixOffer['id']) => readonly FileEdit[] | undefined;
}

/** Fixes may make room for others; a text that is not done by then goes round in circles. */
const mostRounds = 10;

/** Applies all safe fixes of one file again and again until none is left; the edits are of the first text. */
export function fixToEnd(first: string, fixable: FixableText): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  const seen = new Set([first]);
  let text = first;
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(text, fixable);
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
    if (seen.has(text)) break;
    seen.add(text);
    rounds.push(edits);
  }
  return composeEdits(first.length, rounds);
}

function safeEdits(text: string, { file, findingsIn, editsOf }: FixableText): readonly TextEdit[] {
  const fixes = findingsIn(text).flatMap((finding) => {
    const safe = finding.fixes.find(({ safety }) => safety === 'safe');
    const edits = safe && editsOf(finding, safe.id);
    const staysInside = edits?.every((edit) => edit.file === file) ?? false;
    return edits !== undefined && staysInside ? [edits] : [];
  });
  return mergeFixes(fixes).flatMap(({ edits }) => edits);
}
