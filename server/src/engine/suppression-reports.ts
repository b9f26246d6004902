import type { JsonObject, Span } from '../../../shared/src/finding.ts';
import { nearestName } from './nearest-name.ts';
import type { RuleMeta } from './rule.ts';
import type { NamedRule, SuppressionComment } from './suppression-comments.ts';
import { acts, isDate, type AppliedSuppressions, type Coverage } from './suppressions.ts';

/** The rules of family `suppressions`; the engine reports them, so they check nothing themselves. */
export type SuppressionRule =
  'expired-suppression' | 'suppression-without-reason' | 'unknown-rule-in-suppression' | 'unused-suppression';

/** What the analysis turns into a finding of the file's own node, as if the rule had reported the whole file with that span. */
export interface SuppressionReport {
  readonly rule: SuppressionRule;
  readonly span: Span;
  readonly data: JsonObject;
}

export interface SuppressionOptions {
  /** Every rule there is. */
  readonly rules: readonly RuleMeta[];
  /** Ids of the rules that ran to their end on this file: of the tier that ran, and not off. Only these can be unused. */
  readonly ran: ReadonlySet<string>;
  /** As for `applySuppressions`. */
  readonly today: string;
}

/** A comment of which only some names go, or all of it when none is kept. */
export type CommentChange = {
  readonly start: number;
  readonly end: number;
  readonly namesStart: number;
  readonly namesEnd: number;
  readonly keep: readonly string[];
};

/**
 * What is wrong with the comments themselves, at most one report for each. Call it with the result of
 * `applySuppressions` once all rules of the tier ran; these reports are not hidden by comments in turn.
 */
export function suppressionReports(
  applied: AppliedSuppressions,
  options: SuppressionOptions,
): readonly SuppressionReport[] {
  return applied.comments.flatMap((comment) => {
    const report = reportOf(comment, applied, options);
    return report === undefined ? [] : [report];
  });
}

function reportOf(
  comment: SuppressionComment,
  applied: AppliedSuppressions,
  options: SuppressionOptions,
): SuppressionReport | undefined {
  if (comment.kind === 'end') return strayEnd(comment, applied);
  return (
    unknownName(comment, options) ??
    withoutReason(comment) ??
    expired(comment, options) ??
    unused(comment, applied, options)
  );
}

function unknownName(comment: SuppressionComment, { rules }: SuppressionOptions): SuppressionReport | undefined {
  const { keyword, rules: names } = comment;
  if (comment.kind === 'unknown') return unknown(comment, comment.comment, { problem: 'keyword', name: keyword });
  if (names.length === 0) return unknown(comment, comment.comment, { problem: 'no-rule', name: keyword });
  const ids = rules.filter(({ family }) => family !== 'suppressions').map(({ id }) => id);
  const stranger = names.find(({ id }) => !ids.includes(id));
  if (stranger === undefined) return undefined;
  const isOwn = rules.some(({ id }) => id === stranger.id);
  const meant = isOwn ? undefined : nearestName(stranger.id, ids);
  const problem = isOwn ? 'own-rule' : 'rule';
  return unknown(comment, stranger, { problem, name: stranger.id, ...(meant !== undefined && { meant }) });
}

function unknown(comment: SuppressionComment, span: Span, data: JsonObject): SuppressionReport {
  return {
    rule: 'unknown-rule-in-suppression',
    span: { start: span.start, end: span.end },
    data: { ...data, start: span.start, end: span.end, change: changeOf(comment, []) },
  };
}

function withoutReason(comment: SuppressionComment): SuppressionReport | undefined {
  if (comment.reason !== '') return undefined;
  const data = { rules: idsOf(comment), change: changeOf(comment, []) };
  return { rule: 'suppression-without-reason', span: comment.comment, data };
}

function expired(comment: SuppressionComment, { today }: SuppressionOptions): SuppressionReport | undefined {
  if (comment.until === undefined || acts(comment, today)) return undefined;
  const data = {
    until: comment.until,
    isDate: isDate(comment.until),
    rules: idsOf(comment),
    change: changeOf(comment, []),
  };
  return { rule: 'expired-suppression', span: comment.comment, data };
}

function unused(
  comment: SuppressionComment,
  { coverages, used }: AppliedSuppressions,
  { ran }: SuppressionOptions,
): SuppressionReport | undefined {
  const own = coverages.filter(({ owner }) => owner === comment);
  const idle = own.filter((coverage) => ran.has(coverage.rule.id) && !used.has(coverage));
  if (idle.length === 0) return undefined;
  const names = idle.map(({ rule }) => rule);
  const changes = [changeOf(comment, keptNames(comment, names)), ...closingChanges(idle, coverages)];
  return {
    rule: 'unused-suppression',
    span: comment.comment,
    data: { rules: names.map(({ id }) => id), kind: comment.kind, changes },
  };
}

/** The ends of a block go with its start, unless another block ends there too. */
function closingChanges(idle: readonly Coverage[], all: readonly Coverage[]): readonly CommentChange[] {
  const closings = new Set(idle.flatMap(({ closing }) => closing ?? []));
  return [...closings].flatMap((closing) => {
    const stillClosed = all.filter((coverage) => coverage.closing === closing && !idle.includes(coverage));
    const kept = closing.rules.filter(({ id }) => stillClosed.some(({ rule }) => rule.id === id));
    const untouched = closing.rules.length === 0 ? stillClosed.length > 0 : kept.length === closing.rules.length;
    return untouched ? [] : [changeOf(closing, kept)];
  });
}

function strayEnd(comment: SuppressionComment, { coverages }: AppliedSuppressions): SuppressionReport | undefined {
  const closed = coverages.filter(({ closing }) => closing === comment).map(({ rule }) => rule.id);
  const idle = comment.rules.filter(({ id }) => !closed.includes(id));
  if (comment.rules.length === 0 ? closed.length > 0 : idle.length === 0) return undefined;
  const changes = [changeOf(comment, keptNames(comment, idle))];
  return {
    rule: 'unused-suppression',
    span: comment.comment,
    data: { rules: idle.map(({ id }) => id), kind: 'end', changes },
  };
}

function keptNames(comment: SuppressionComment, dropped: readonly NamedRule[]): readonly NamedRule[] {
  return comment.rules.filter((rule) => !dropped.includes(rule));
}

function changeOf(comment: SuppressionComment, kept: readonly NamedRule[]): CommentChange {
  const { start, end } = comment.comment;
  const namesStart = comment.rules[0]?.start ?? end;
  return { start, end, namesStart, namesEnd: comment.rules.at(-1)?.end ?? end, keep: kept.map(({ id }) => id) };
}

function idsOf(comment: SuppressionComment): readonly string[] {
  return comment.rules.map(({ id }) => id);
}
