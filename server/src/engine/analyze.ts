import type {
  FileFindings,
  Finding,
  FixOffer,
  JsonObject,
  NodeAddress,
  Severity,
} from '../../../shared/src/finding.ts';
import { semanticsOf } from '../semantics/semantics.ts';
import { type Config, levelOf, optionsOf, overriddenFacts, projectFactsOf } from './config.ts';
import { enclosingSymbol, fingerprinter } from './fingerprint.ts';
import { placeAt, spanOf } from './places.ts';
import { dropOutranked } from './precedence.ts';
import type { AnyRule, Report, Visitors } from './rule.ts';
import { type FailureListener, RuleFailures } from './rule-failures.ts';
import type { FileFacts, Snapshot } from './snapshot.ts';
import { suppressionReports } from './suppression-reports.ts';
import { applySuppressions } from './suppressions.ts';
import { ts } from './syntax.ts';
import { walk } from './walk.ts';

export interface AnalyzeOptions {
  readonly rules: readonly AnyRule[];
  readonly config: Config;
  /** `text` runs only the rules that need neither types nor flow; `flow` runs all. */
  readonly tier: 'text' | 'flow';
  /** False in Restricted Mode: comments of the workspace hide nothing. */
  readonly suppressions: boolean;
  /** Workspace folder; fingerprints are made of paths relative to it. */
  readonly root: string;
  /** As `2027-01-31`: suppressions may end on a date. */
  readonly today: string;
  readonly ruleFailed?: FailureListener;
}

interface Analysis {
  readonly snapshot: Snapshot;
  readonly tree: ts.SourceFile;
  readonly facts: FileFacts;
  readonly options: AnalyzeOptions;
  readonly failures: RuleFailures;
}

/** What a rule reported, before its level, fingerprint and offers are worked out. */
interface Reported {
  readonly rule: AnyRule;
  readonly node: ts.Node;
  readonly data: JsonObject;
  readonly report: Report;
}

/**
 * One walk for all rules. Yields between functions so that a newer edit can preempt it. Undefined for what is no code.
 */
export function* analyzeFile(
  snapshot: Snapshot,
  file: string,
  options: AnalyzeOptions,
): Generator<void, FileFindings | undefined> {
  const tree = snapshot.tree(file);
  if (tree === undefined) return undefined;
  const facts = overriddenFacts(options.config, file, snapshot.factsOf(file));
  const failures = new RuleFailures(options.ruleFailed);
  const analysis: Analysis = { snapshot, tree, facts, options, failures };
  const running = options.rules.filter((rule) => runs(rule, analysis));
  const reported = yield* reportsOf(analysis, running);
  const found = hideSuppressed(analysis, running, findingsOf(analysis, reported));
  return { file, ...found, limits: failures.limits() };
}

function* reportsOf(analysis: Analysis, running: readonly AnyRule[]): Generator<void, readonly Reported[]> {
  const reported: Reported[] = [];
  const owners = new Map<Visitors, AnyRule>();
  for (const rule of running) {
    const visitors = analysis.failures.guard(rule, () => visitorsOf(rule, analysis, reported));
    if (visitors !== undefined) owners.set(visitors, rule);
  }
  yield* walk(analysis.tree, [...owners.keys()], (visitors, error) => {
    const rule = owners.get(visitors);
    if (rule !== undefined) analysis.failures.add(rule, error);
  });
  return reported;
}

/** Runs the analysis to its end. */
export function analyzeWhole(snapshot: Snapshot, file: string, options: AnalyzeOptions): FileFindings | undefined {
  const analysis = analyzeFile(snapshot, file, options);
  for (let step = analysis.next(); ; step = analysis.next()) if (step.done) return step.value;
}

function runs(rule: AnyRule, { options, tree, facts }: Analysis): boolean {
  if (options.tier === 'text' && rule.meta.needs !== 'text') return false;
  return levelOf(options.config, rule.meta, tree.fileName, facts, 'error') !== 'off';
}

function visitorsOf(rule: AnyRule, { snapshot, tree, facts, options }: Analysis, reported: Reported[]): Visitors {
  return rule.check({
    file: tree.fileName,
    tree,
    facts,
    snapshot,
    semantics: semanticsOf(snapshot, projectFactsOf(options.config)),
    options: optionsOf(options.config, rule.meta.id, tree.fileName),
    showsHints: levelOf(options.config, rule.meta, tree.fileName, facts, 'hint') !== 'off',
    report: (node, data, report = {}) => {
      if (!isBroken(tree, node)) reported.push({ rule, node, data, report });
    },
  });
}

/** A node over which the parser stumbled is half typed: what it seems to say may not be what it will say. */
function isBroken(tree: ts.SourceFile, node: ts.Node): boolean {
  if (parseErrorsOf(tree).length === 0) return false;
  return parseErrorsOf(tree).some(
    (error) => error.start <= node.end && error.start + error.length >= node.getStart(tree),
  );
}

/** The parser keeps its errors on the tree, though its public type does not say so. */
function parseErrorsOf(tree: ts.SourceFile): readonly { readonly start: number; readonly length: number }[] {
  return (tree as { parseDiagnostics?: readonly { start: number; length: number }[] }).parseDiagnostics ?? [];
}

function findingsOf(analysis: Analysis, reported: readonly Reported[]): readonly Finding[] {
  const { tree, options, failures } = analysis;
  const inOrder = [...reported].sort((a, b) => startOf(tree, a) - startOf(tree, b));
  const fingerprint = fingerprinter(relativeTo(options.root, tree.fileName));
  const made = inOrder.flatMap((item) => {
    const severity = severityOf(analysis, item);
    const print = fingerprint(item.rule.meta.id, enclosingSymbol(item.node));
    if (severity === 'off' || failures.has(item.rule)) return [];
    const finding = failures.guard(item.rule, () => findingOf(tree, item, severity, print));
    return finding === undefined ? [] : [{ rule: item.rule, finding }];
  });
  // A rule that broke off is silent altogether: half of its findings would look like all.
  const whole = made.filter(({ rule }) => !failures.has(rule));
  return dropOutranked(whole.map(({ finding }) => finding));
}

const startOf = (tree: ts.SourceFile, { node, report }: Reported): number => report.span?.start ?? node.getStart(tree);

function severityOf({ options, tree, facts }: Analysis, { rule, report }: Reported): Severity | 'off' {
  return levelOf(options.config, rule.meta, tree.fileName, facts, report.severity ?? rule.meta.severity);
}

function findingOf(tree: ts.SourceFile, item: Reported, severity: Severity, fingerprint: string): Finding {
  const { rule, node, data, report } = item;
  return {
    rule: rule.meta.id,
    severity,
    ...placeAt(tree, report.span ?? spanOf(node, tree)),
    message: rule.message(data),
    related: report.related ?? [],
    fixes: offersOf(rule, data),
    node: addressOf(tree, node),
    data,
    fingerprint,
  };
}

function offersOf(rule: AnyRule, data: JsonObject): readonly FixOffer[] {
  return rule.fixes
    .filter((fix) => fix.appliesTo?.(data) ?? true)
    .map((fix) => ({ id: fix.id, title: fix.title(data), safety: fix.safety, sensitive: fix.sensitive ?? false }));
}

function addressOf(tree: ts.SourceFile, node: ts.Node): NodeAddress {
  return { ...spanOf(node, tree), kind: ts.SyntaxKind[node.kind] };
}

function relativeTo(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function hideSuppressed(
  analysis: Analysis,
  running: readonly AnyRule[],
  findings: readonly Finding[],
): Pick<FileFindings, 'findings' | 'suppressed'> {
  const { tree, options, failures } = analysis;
  if (!options.suppressions) return { findings, suppressed: [] };
  const applied = applySuppressions(tree, findings, options.today);
  const reports = suppressionReports(applied, {
    rules: options.rules.map((rule) => rule.meta),
    // Of a rule that broke off nobody knows what its suppressions would hide.
    ran: new Set(running.filter((rule) => !failures.has(rule)).map((rule) => rule.meta.id)),
    today: options.today,
  });
  const reported = reports.flatMap(({ rule: id, span, data }): readonly Reported[] => {
    const rule = running.find(({ meta }) => meta.id === id);
    return rule ? [{ rule, node: tree, data, report: { span } }] : [];
  });
  const own = findingsOf(analysis, reported);
  const all = [...applied.findings, ...own].sort((a, b) => a.span.start - b.span.start);
  return { findings: all, suppressed: applied.suppressed };
}
