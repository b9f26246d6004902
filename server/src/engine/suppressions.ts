import type { Finding, Span, SuppressedFinding } from '../../../shared/src/finding.ts';
import { commentAt, emptyJsxAround } from './comments.ts';
import { marker, suppressionComments, type NamedRule, type SuppressionComment } from './suppression-comments.ts';
import { anyRule } from '../../../shared/src/equivalent-rules.ts';
import { foreignCoverages, mayHoldForeign } from './foreign-suppressions.ts';
import { isTree, type SourceText } from './source-text.ts';

/** Where one rule is hidden by one comment. */
export interface Coverage {
  readonly owner: SuppressionComment;
  /** `anyRule` for all of them. */
  readonly rule: NamedRule;
  /** The comment that ends a block. */
  readonly closing: SuppressionComment | undefined;
  covers(finding: Placed): boolean;
}

export interface AppliedSuppressions {
  /** What is left to show. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** For `suppressionReports`. */
  readonly comments: readonly SuppressionComment[];
  readonly coverages: readonly Coverage[];
  readonly used: ReadonlySet<Coverage>;
}

type Placed = Pick<Finding, 'span' | 'range'>;

/** Whether a text is worth looking for comments in. */
export const mayHoldSuppressions = (text: string): boolean => mayHoldOwn(text) || mayHoldForeign(text);

/** Of these, what they hide nothing of is told. */
export const mayHoldOwn = (text: string): boolean => text.includes(marker);

/**
 * Hides the findings that a comment of the file ignores with a reason.
 *
 * @param findings of one file at their final level, outranked ones dropped
 * @param today as `2027-01-31`, in the user's time zone; a suppression acts through the day it names
 * @param reach `file` where the findings are of another part of the file than the source
 */
export function applySuppressions(
  source: SourceText,
  findings: readonly Finding[],
  today: string,
  reach: 'all' | 'file' = 'all',
): AppliedSuppressions {
  const comments = suppressionComments(source).filter(({ kind }) => reach === 'all' || kind === 'file');
  const coverages = coveragesOf(source, comments);
  const acting = [
    ...coverages.filter(({ owner }) => acts(owner, today)),
    ...(reach === 'all' ? foreignCoverages(source) : []),
  ];
  const used = new Set<Coverage>();
  const left: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const coverage = narrowest(acting, finding);
    if (coverage === undefined) left.push(finding);
    else {
      used.add(coverage);
      suppressed.push({ ...finding, reason: coverage.owner.reason });
    }
  }
  return { findings: left, suppressed, comments, coverages, used };
}

/** Whether a comment is complete and in time. */
export function acts(comment: SuppressionComment, today: string): boolean {
  return comment.reason !== '' && (comment.until === undefined || (isDate(comment.until) && today <= comment.until));
}

/** A day of the calendar as `2027-01-31`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysOfMonth;
}

/** A comment at the line is the reason for it; a block or the file only counts where no line says so itself. */
function narrowest(coverages: readonly Coverage[], finding: Finding): Coverage | undefined {
  const isOf = ({ rule: { id } }: Coverage): boolean => id === finding.rule || id === anyRule;
  const fitting = coverages.filter((coverage) => isOf(coverage) && coverage.covers(finding));
  return (
    fitting.find(({ owner }) => owner.kind === 'line' || owner.kind === 'next-line') ??
    fitting.find(({ owner }) => owner.kind === 'start') ??
    fitting[0]
  );
}

function coveragesOf(source: SourceText, comments: readonly SuppressionComment[]): readonly Coverage[] {
  return comments.flatMap((owner, index) => {
    const rest = comments.slice(index + 1);
    return owner.rules.flatMap((rule) => coverageOf(source, owner, rule, rest) ?? []);
  });
}

function coverageOf(
  source: SourceText,
  owner: SuppressionComment,
  rule: NamedRule,
  later: readonly SuppressionComment[],
): Coverage | undefined {
  const common = { owner, rule, closing: undefined };
  if (owner.kind === 'file') return { ...common, covers: () => true };
  if (owner.kind === 'start') return blockCoverage(source, owner, rule, later);
  if (owner.kind === 'next-line') {
    const line = nextCodeLine(source, owner.comment);
    return { ...common, covers: ({ range }) => range.start.line === line };
  }
  if (owner.kind !== 'line') return undefined;
  const { line } = source.getLineAndCharacterOfPosition(owner.comment.start);
  return { ...common, covers: ({ range }) => range.start.line === line || range.end.line === line };
}

/** A block ends at the first comment that ends its rule, at the next that ends all, or with the file. */
function blockCoverage(
  source: SourceText,
  owner: SuppressionComment,
  rule: NamedRule,
  later: readonly SuppressionComment[],
): Coverage {
  const closing = later.find(
    ({ kind, rules }) => kind === 'end' && (rules.length === 0 || rules.some(({ id }) => id === rule.id)),
  );
  const end = closing?.comment.start ?? source.end;
  return {
    owner,
    rule,
    closing,
    covers: ({ span }) => span.start >= owner.comment.end && span.start < end,
  };
}

/** Zero-based line of the first code after a comment; further comments and blank lines are passed over. */
function nextCodeLine(source: SourceText, comment: Span): number {
  const lines = source.getLineStarts();
  let line = source.getLineAndCharacterOfPosition(comment.end).line + 1;
  while (line < lines.length) {
    const rest = afterComments(source, lines[line] ?? source.end);
    const reached = source.getLineAndCharacterOfPosition(rest).line;
    if (rest < source.end && !isLineBreak(source.text, rest)) return reached;
    line = reached + 1;
  }
  return line;
}

/** Skips blanks and comments, in JSX with their braces, from a position to the end of its line or to code. */
function afterComments(source: SourceText, from: number): number {
  let at = from;
  for (;;) {
    while (at < source.end && /[^\S\r\n]/.test(source.text[at] ?? '')) at++;
    const comment = commentStarting(source, at);
    if (comment === undefined) return at;
    at = comment.end;
  }
}

function commentStarting(source: SourceText, at: number): Span | undefined {
  const first = source.text[at];
  if (first === '/' || !isTree(source)) {
    const comment = commentAt(source, at);
    return comment?.start === at ? comment : undefined;
  }
  if (first !== '{') return undefined;
  const inner = source.text.slice(at + 1).search(/\S/) + at + 1;
  const comment = source.text.startsWith('/*', inner) ? commentAt(source, inner) : undefined;
  return comment && emptyJsxAround(source, comment);
}

function isLineBreak(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}
