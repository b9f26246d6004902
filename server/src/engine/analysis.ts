import type { JsonObject, Severity, Span } from '../../../shared/src/finding.ts';
import { type Config, levelOf, overriddenFacts } from './config.ts';
import type { ReportKeeper } from './kept-reports.ts';
import type { AnyRule, Report } from './rule.ts';
import { type FailureListener, RuleFailures } from './rule-failures.ts';
import type { FileFacts, Snapshot } from './snapshot.ts';
import { sourceText, type SourceText } from './source-text.ts';
import type { ts } from './syntax.ts';

export interface AnalyzeOptions {
  readonly rules: readonly AnyRule[];
  readonly config: Config;
  /** `text` runs only what needs neither types nor flow; `flow` runs all. */
  readonly tier: 'text' | 'flow';
  /** False in Restricted Mode: comments of the workspace hide nothing. */
  readonly suppressions: boolean;
  /** Workspace folder; fingerprints are made of paths relative to it. */
  readonly root: string;
  /** As `2027-01-31`: suppressions may end on a date. */
  readonly today: string;
  readonly ruleFailed?: FailureListener;
  /** Without it every statement is looked at. */
  readonly kept?: ReportKeeper;
}

/** One run over one version of a file. */
export interface Analysis {
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly options: AnalyzeOptions;
  readonly source: SourceText;
  /** Worked out when somebody asks: of code they take the tree. */
  readonly facts: FileFacts;
  readonly failures: RuleFailures;
  /** Brought up to date for somebody who looks at it, which is most of what a keystroke costs. Undefined for what is no code. */
  tree(): ts.SourceFile | undefined;
}

/** What a rule reported, before its level, fingerprint and offers are worked out. */
export interface Reported {
  readonly rule: AnyRule;
  /** Undefined for what was found in the text. */
  readonly node: ts.Node | undefined;
  readonly span: Span;
  readonly data: JsonObject;
  readonly report: Omit<Report, 'span'>;
}

/** Undefined for what cannot be read. */
export function analysisOf(snapshot: Snapshot, file: string, options: AnalyzeOptions): Analysis | undefined {
  // Code is parsed anyway where all rules run: its text need not be read twice.
  const text = (options.tier === 'flow' ? snapshot.tree(file)?.text : undefined) ?? snapshot.text(file);
  return text === undefined ? undefined : analysisOfText(snapshot, sourceText(file, text), options);
}

export function analysisOfText(snapshot: Snapshot, source: SourceText, options: AnalyzeOptions): Analysis {
  const file = source.fileName;
  return {
    file,
    snapshot,
    options,
    source,
    facts: factsWhenAsked(() => overriddenFacts(options.config, file, snapshot.factsOf(file))),
    failures: new RuleFailures(options.ruleFailed),
    tree: () => snapshot.tree(file),
  };
}

export function severityOf({ options, file, facts }: Analysis, { rule, report }: Reported): Severity | 'off' {
  return levelOf(options.config, rule.meta, file, facts, report.severity ?? rule.meta.severity);
}

function factsWhenAsked(ask: () => FileFacts): FileFacts {
  let known: FileFacts | undefined;
  const facts = (): FileFacts => (known ??= ask());
  return {
    get fileClass() {
      return facts().fileClass;
    },
    get runtime() {
      return facts().runtime;
    },
  };
}
