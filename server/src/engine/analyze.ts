import type { FileFindings, Finding } from '../../../shared/src/finding.ts';
import { analysisOf, type Analysis, type AnalyzeOptions, type Reported } from './analysis.ts';
import { analyzeChunks } from './analyze-chunks.ts';
import { findingsOf } from './make-findings.ts';
import type { AnyRule } from './rule.ts';
import type { Snapshot } from './snapshot.ts';
import { suppressionReports } from './suppression-reports.ts';
import { applySuppressions, mayHoldOwn, mayHoldSuppressions } from './suppressions.ts';
import { textReports } from './text-reports.ts';
import { isOn, looksInTier, treeReports } from './tree-reports.ts';

export type { AnalyzeOptions } from './analysis.ts';

/**
 * Everything that rules find in a file of any kind. Yields between functions so that a newer edit can preempt it. Undefined for what
 * cannot be read.
 */
export function* analyzeFile(
  snapshot: Snapshot,
  file: string,
  options: AnalyzeOptions,
): Generator<void, FileFindings | undefined> {
  const analysis = analysisOf(snapshot, file, options);
  if (analysis === undefined) return yield* analyzeChunks(snapshot, file, options);
  const inText = yield* textReports(analysis);
  const inTree = yield* treeReports(analysis);
  const found = hideSuppressed(analysis, findingsOf(analysis, [...inText, ...inTree]));
  return { file, ...found, limits: analysis.failures.limits() };
}

/** Runs the analysis to its end. */
export function analyzeWhole(snapshot: Snapshot, file: string, options: AnalyzeOptions): FileFindings | undefined {
  const analysis = analyzeFile(snapshot, file, options);
  for (let step = analysis.next(); ; step = analysis.next()) if (step.done) return step.value;
}

function hideSuppressed(
  analysis: Analysis,
  findings: readonly Finding[],
): Pick<FileFindings, 'findings' | 'suppressed'> {
  const { source, options } = analysis;
  const mayHold = findings.length > 0 ? mayHoldSuppressions(source.text) : mayHoldOwn(source.text);
  if (!options.suppressions || !mayHold) return { findings, suppressed: [] };
  const tree = analysis.tree();
  const applied = applySuppressions(tree ?? source, findings, options.today);
  const reports = suppressionReports(applied, {
    rules: options.rules.map((rule) => rule.meta),
    ran: new Set(options.rules.filter((rule) => ranWhole(rule, analysis)).map(({ meta }) => meta.id)),
    today: options.today,
  });
  const reported = reports.flatMap(({ rule: id, span, data }): readonly Reported[] => {
    const rule = options.rules.find(({ meta }) => meta.id === id);
    return rule ? [{ rule, node: tree, span, data, report: {} }] : [];
  });
  const own = findingsOf(analysis, reported);
  const all = [...applied.findings, ...own].sort((a, b) => a.span.start - b.span.start);
  return { findings: all, suppressed: applied.suppressed };
}

/** Of a rule that did only a part of its work, or broke off, nobody knows what its suppressions would hide. */
function ranWhole(rule: AnyRule, analysis: Analysis): boolean {
  const looksAtText = rule.checkText !== undefined;
  const looksAtCode = rule.check !== undefined && analysis.tree() !== undefined;
  const isWhole = looksAtCode ? looksInTier(rule, analysis.options.tier) : looksAtText;
  return isWhole && isOn(rule, analysis) && !analysis.failures.has(rule);
}
