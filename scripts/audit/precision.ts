import { severities, type Severity } from '../../shared/src/finding.ts';
import { judgements, type Judgement, type Verdict } from './verdicts.ts';

/** What CONTRIBUTING.md asks of a rule that is an error or a warning. */
export const wantedVerdicts = 30;
export const wantedPrecision = 0.9;

export interface GradedRule {
  readonly id: string;
  readonly severity: Severity;
}

type Counts = Readonly<Record<Judgement, number>>;

/**
 * Precision by rule and by the severity that findings have today, and which rules still have to earn their grade. What
 * rules report no longer, and what nobody compared with them since, says nothing of the precision that users meet.
 */
export function precisionReport(all: readonly Verdict[], rules: readonly GradedRule[]): string {
  const verdicts = all.flatMap(asGradedNow);
  const rows = groupsOf(verdicts).map(({ rule, severity, own }) => row([`\`${rule}\``, severity, ...figures(own)]));
  const wanting = rules.filter(isLoud).flatMap((rule) => lacking(rule, verdicts));
  const asked = `${wantedVerdicts} verdicts on its errors and warnings, ${percent(wantedPrecision)} of them right`;
  return [
    '# Precision on real projects',
    '',
    `${all.length} verdicts in ${new Set(all.map(({ repository }) => repository)).size} repositories.`,
    'The table counts findings that rules report today, at the severity that they have today.',
    leftOut(all),
    '',
    row(['rule', 'severity', 'verdicts', ...judgements, 'precision']),
    row(['---', '---', '---', ...judgements.map(() => '---'), '---']),
    ...rows,
    '',
    `An error or a warning needs ${asked}.`,
    '',
    ...(wanting.length === 0 ? ['Every such rule has them.'] : wanting),
    '',
  ].join('\n');
}

const asGradedNow = (verdict: Verdict): readonly Verdict[] =>
  verdict.now === undefined || verdict.now === 'silent' ? [] : [{ ...verdict, severity: verdict.now }];

function leftOut(all: readonly Verdict[]): string {
  const gone = all.filter(({ now }) => now === 'silent');
  const missed = gone.filter(({ verdict }) => verdict === 'right').length;
  const open = all.filter(({ now }) => now === undefined).length;
  return `Left out: ${gone.length} that are no longer reported, ${missed} of them right, and ${open} that were not compared with today's rules.`;
}

function isLoud({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}

function lacking({ id, severity }: GradedRule, verdicts: readonly Verdict[]): readonly string[] {
  const own = verdicts.filter((verdict) => verdict.rule === id && isLoud(verdict));
  const { right } = countsOf(own);
  const reasons = [
    ...(own.length < wantedVerdicts ? [`${own.length} of ${wantedVerdicts} verdicts`] : []),
    ...(own.length > 0 && right < wantedPrecision * own.length ? [`${percent(right / own.length)} right`] : []),
  ];
  return reasons.length === 0 ? [] : [`- \`${id}\` (${severity}): ${reasons.join(', ')}`];
}

interface Group {
  readonly rule: string;
  readonly severity: Severity;
  readonly own: readonly Verdict[];
}

function groupsOf(verdicts: readonly Verdict[]): readonly Group[] {
  const rules = [...new Set(verdicts.map(({ rule }) => rule))].sort();
  return rules.flatMap((rule) =>
    severities
      .map((severity) => ({
        rule,
        severity,
        own: verdicts.filter((each) => each.rule === rule && each.severity === severity),
      }))
      .filter(({ own }) => own.length > 0),
  );
}

function figures(verdicts: readonly Verdict[]): readonly string[] {
  const counts = countsOf(verdicts);
  return [verdicts.length, ...judgements.map((each) => counts[each]), percent(counts.right / verdicts.length)].map(
    String,
  );
}

function countsOf(verdicts: readonly Verdict[]): Counts {
  const count = (wanted: Judgement): number => verdicts.filter(({ verdict }) => verdict === wanted).length;
  return { right: count('right'), harmless: count('harmless'), wrong: count('wrong') };
}

function percent(share: number): string {
  // Never rounded up to a grade that was missed.
  return `${Math.floor(share * 100)} %`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
