import { severities, type Range, type Severity } from '../../../shared/src/finding.ts';
import {
  shownPath,
  totalsOf,
  type CheckResult,
  type ReportedFile,
  type ReportedFinding,
  type Totals,
} from './check-result.ts';
import { blanksFor, printable, quantity, width } from './plain-text.ts';

export interface PrettyOptions {
  readonly color: boolean;
}

type Paint = (style: Style, text: string) => string;
type Style = Severity | 'bold' | 'dim';

const escapes: Readonly<Record<Style, string>> = {
  error: '31',
  warning: '33',
  information: '36',
  hint: '2',
  bold: '1',
  dim: '2',
};

/** Widest excerpt of a line of code, in UTF-16 units. */
const widestExcerpt = 160;

/** For people: every finding with its line of code and its fixes, then one line that sums up. */
export function pretty(result: CheckResult, options: PrettyOptions): string {
  const paint: Paint = options.color
    ? (style, text) => `\u001b[${escapes[style]}m${text}\u001b[0m`
    : (_style, text) => text;
  const blocks = result.files.flatMap((file) => [
    ...file.findings.map((finding) => findingBlock(result, file, finding, paint)),
    ...file.limits.map((limit) => `${paint('bold', printable(shownPath(result, file.file)))}  ${printable(limit)}`),
  ]);
  return [...blocks, ...result.limits.map(printable), summary(result, paint)].join('\n\n') + '\n';
}

function findingBlock(result: CheckResult, file: ReportedFile, finding: ReportedFinding, paint: Paint): string {
  const { line, character } = finding.range.start;
  const place = `${printable(shownPath(result, file.file))}:${line + 1}:${character + 1}`;
  return [
    `${paint('bold', place)}  ${paint(finding.severity, finding.severity)}  ${paint('dim', finding.rule)}`,
    ...(holdsSecret(result, finding) ? [] : excerpt(file.text, finding, paint)),
    `  ${printable(finding.message)}`,
    ...finding.related.map((each) => `  ${paint('dim', relatedLine(result, each))}`),
    ...finding.fixes.map(
      (fix) => `  ${paint('dim', `fix${fix.safety === 'safe' ? ' (safe)' : ''}:`)} ${printable(fix.title)}`,
    ),
  ].join('\n');
}

function relatedLine(result: CheckResult, related: ReportedFinding['related'][number]): string {
  const { line, character } = related.range.start;
  return `${printable(shownPath(result, related.file))}:${line + 1}:${character + 1} ${printable(related.message)}`;
}

/** Reports are kept and sent around: no line that may hold a secret goes into one. */
function holdsSecret({ rules }: CheckResult, { rule }: ReportedFinding): boolean {
  return rules.some(({ meta }) => meta.id === rule && meta.family === 'secrets');
}

/** The first line of the span with a mark under it. */
function excerpt(text: string | undefined, { range, severity }: ReportedFinding, paint: Paint): readonly string[] {
  const line = text === undefined ? undefined : lineOf(text, range.start.line);
  if (line === undefined || line.length > widestExcerpt) return [];
  const number = String(range.start.line + 1);
  const before = blanksFor(line.slice(0, range.start.character));
  const marked = width(line.slice(range.start.character, endOnLine(range, line)));
  return [
    `  ${paint('dim', `${number} │`)} ${printable(line)}`,
    `  ${paint('dim', `${' '.repeat(number.length)} │`)} ${before}${paint(severity, '~'.repeat(Math.max(marked, 1)))}`,
  ];
}

function endOnLine(range: Range, line: string): number {
  return range.end.line === range.start.line ? range.end.character : line.trimEnd().length;
}

function lineOf(text: string, line: number): string | undefined {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}

function summary(result: CheckResult, paint: Paint): string {
  const totals = totalsOf(result);
  const checked = `${quantity(result.filesChecked, 'file')} checked`;
  const shown = severities.filter((severity) => severity !== 'hint' && totals.bySeverity[severity] > 0);
  const counts = shown.map((severity) => paint(severity, counted(totals, severity))).join(', ');
  const further = [
    result.fixed > 0 ? `${quantity(result.fixed, 'finding')} mended` : '',
    totals.baselined > 0 ? `${totals.baselined} in the baseline` : '',
    totals.suppressed > 0 ? `${totals.suppressed} ignored with a reason` : '',
    totals.safelyFixable > 0 ? `${totals.safelyFixable} can be mended by --fix` : '',
  ].filter((part) => part !== '');
  const line = [`${counts === '' ? nothing(totals) : counts} in ${checked}`, ...further].join('; ');
  return `${line}.${staleLine(result)}`;
}

/** What the baseline holds is still there to mend. */
function nothing({ baselined }: Totals): string {
  return baselined > 0 ? 'Nothing new' : 'Nothing to mend';
}

function staleLine({ baseline }: CheckResult): string {
  if (baseline === undefined || baseline.stale === 0) return '';
  const findings = quantity(baseline.stale, 'finding');
  return `\nThe baseline holds ${findings} that ${baseline.stale === 1 ? 'is' : 'are'} gone: \`temper baseline --prune\` takes ${baseline.stale === 1 ? 'it' : 'them'} out.`;
}

function counted(totals: Totals, severity: Severity): string {
  const count = totals.bySeverity[severity];
  return severity === 'information' ? `${count} to decide` : quantity(count, severity);
}
