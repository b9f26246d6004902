import type { FileFindings } from '../../../shared/src/finding.ts';
import type { Config } from './config.ts';
import type { AnyRule } from './rule.ts';
import type { Snapshot } from './snapshot.ts';

export interface AnalyzeOptions {
  readonly rules: readonly AnyRule[];
  readonly config: Config;
  /** `text` runs only the rules that need neither types nor flow; `flow` runs all. */
  readonly tier: 'text' | 'flow';
  /** False in Restricted Mode: comments of the workspace hide nothing. */
  readonly suppressions: boolean;
}

/** One walk for all rules. Yields between functions so that a newer edit can preempt it; returns undefined for no code. */
export declare function analyzeFile(
  snapshot: Snapshot,
  file: string,
  options: AnalyzeOptions,
): Generator<void, FileFindings | undefined>;

/** Runs the generator to its end. */
export declare function analyzeWhole(
  snapshot: Snapshot,
  file: string,
  options: AnalyzeOptions,
): FileFindings | undefined;
