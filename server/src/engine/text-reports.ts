import type { Span } from '../../../shared/src/finding.ts';
import type { Analysis, Reported } from './analysis.ts';
import { isTurnedOff, levelOf, optionsOf } from './config.ts';
import type { AnyRule, TextContext } from './rule.ts';
import { sight } from './sight.ts';

/** Most that is looked at in one go, in UTF-16 units: a very large text is gone through in pieces, and may be left between two. */
export const longestPiece = 1_000_000;

/** A part of a text: what starts in `core` is told of it, and what lies around `core` only helps to see. */
export interface Piece extends Span {
  readonly core: Span;
}

/** What rules find in the text itself, whatever kind of file it is. */
export function* textReports(analysis: Analysis): Generator<void, readonly Reported[]> {
  const reported: Reported[] = [];
  if (rulesOfText(analysis).length === 0) return reported;
  for (const piece of piecesOf(analysis.source.end)) {
    if (piece.start > 0) yield;
    reported.push(...reportsIn(piece, analysis));
  }
  return reported;
}

/** What starts in the core of a piece. */
export function reportsIn(piece: Piece, analysis: Analysis): readonly Reported[] {
  const reported: Reported[] = [];
  const text = analysis.source.text.slice(piece.start, piece.end);
  for (const rule of rulesOfText(analysis)) {
    analysis.failures.guard(rule, () => rule.checkText?.(contextOf(analysis, rule, { piece, text, reported })));
  }
  return reported;
}

const rulesOfText = ({ options, file }: Analysis): readonly AnyRule[] =>
  options.rules.filter((rule) => rule.checkText !== undefined && !isTurnedOff(options.config, rule.meta, file));

function* piecesOf(length: number): Generator<Piece> {
  for (let start = 0; start === 0 || start < length; start += longestPiece) {
    const core = { start, end: start + longestPiece };
    yield { core, start: Math.max(0, start - sight.before), end: Math.min(length, core.end + sight.behind) };
  }
}

interface Passage {
  readonly piece: Piece;
  readonly text: string;
  readonly reported: Reported[];
}

function contextOf(
  { file, facts, snapshot, options: { config } }: Analysis,
  rule: AnyRule,
  { piece, text, reported }: Passage,
): TextContext<Reported['data']> {
  return {
    file,
    text,
    facts,
    snapshot,
    options: optionsOf(config, rule.meta.id, file),
    get showsHints() {
      return levelOf(config, rule.meta, file, facts, 'hint') !== 'off';
    },
    report: (place, data, report = {}) => {
      const span = { start: place.start + piece.start, end: place.end + piece.start };
      if (span.start < piece.core.start || span.start >= piece.core.end) return;
      reported.push({ rule, node: undefined, span, data, report });
    },
  };
}
