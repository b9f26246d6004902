import type { Finding, FixOffer, Range, Severity, SuppressedFinding } from '../../../shared/src/finding.ts';
import { severities } from '../../../shared/src/finding.ts';
import { pathIn } from '../engine/globs.ts';
import type { AnyRule } from '../engine/rule.ts';

export interface ReportedEdit {
  readonly range: Range;
  readonly text: string;
}

export interface ReportedFileEdit {
  readonly file: string;
  readonly edits: readonly ReportedEdit[];
}

export interface ReportedFix extends FixOffer {
  /** Left out of a sensitive fix, and where a fix cannot be made after all. */
  readonly edits?: readonly ReportedFileEdit[];
}

export interface ReportedFinding extends Finding {
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedFile {
  readonly file: string;
  /** For excerpts; may be left out. */
  readonly text?: string;
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Left out because the baseline holds them. */
  readonly baselined: readonly ReportedFinding[];
  /** Limits met, in plain words. */
  readonly limits: readonly string[];
}

/** What was checked, in terms of version control. */
export interface VersionControl {
  readonly uri: string;
  readonly branch?: string;
  readonly revision?: string;
  /** Whether `root` is the repository's own. */
  readonly isRoot: boolean;
}

/** The baseline that a run was held against. */
export interface BaselineUse {
  readonly file: string;
  /** Findings that it holds and that are gone. */
  readonly stale: number;
}

/** One run over a number of files: what the formatters write down. */
export interface CheckResult {
  readonly version: string;
  /** Absolute folder, with forward slashes, that files are shown relative to. */
  readonly root: string;
  /** Those with anything to say, sorted by path. */
  readonly files: readonly ReportedFile[];
  readonly filesChecked: number;
  /** Limits of the run as a whole, in plain words. */
  readonly limits: readonly string[];
  readonly rules: readonly AnyRule[];
  readonly exitCode: number;
  /** Findings mended by `--fix`. */
  readonly fixed: number;
  /** Where there is one. */
  readonly baseline?: BaselineUse;
  readonly versionControl?: VersionControl;
}

export interface Totals {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  readonly baselined: number;
  /** Findings whose preferred fix may run in bulk. */
  readonly safelyFixable: number;
}

export function totalsOf(result: CheckResult): Totals {
  const findings = result.files.flatMap((file) => file.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    bySeverity: {
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
    },
    suppressed: result.files.reduce((sum, file) => sum + file.suppressed.length, 0),
    baselined: result.files.reduce((sum, file) => sum + file.baselined.length, 0),
    safelyFixable: findings.filter((finding) => finding.fixes.some((fix) => fix.safety === 'safe' && !fix.sensitive))
      .length,
  };
}

/** Whether a severity is at or over a threshold. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** The path people read: relative where the file is below the root. */
export function shownPath(result: CheckResult, file: string): string {
  return pathIn(result.root, file);
}
