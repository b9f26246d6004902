import { performance } from 'node:perf_hooks';
import { analyzeWhole, type AnalyzeOptions } from '../../engine/analyze.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { timedRules } from '../../engine/timed-rules.ts';
import type { TimedRules } from './worker-protocol.ts';

/** Checks a file once more, from its first statement to its last, and notes what each rule takes. */
export function timeRules(snapshot: Snapshot, file: string, options: AnalyzeOptions): Omit<TimedRules, 'types'> {
  const { rules, times } = timedRules(options.rules, () => performance.now());
  const start = performance.now();
  const findings = analyzeWhole(snapshot, file, { ...options, rules })?.findings ?? [];
  const milliseconds = performance.now() - start;
  const tiers = new Map(rules.map(({ meta }) => [meta.id, meta.needs]));
  return {
    rules: times().map((time) => ({
      ...time,
      tier: tiers.get(time.rule) ?? 'flow',
      findings: findings.filter(({ rule }) => rule === time.rule).length,
    })),
    milliseconds,
    memory: process.memoryUsage().heapUsed,
  };
}
