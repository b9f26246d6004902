import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { precisionReport } from '../../scripts/audit/precision.ts';
import type { Verdict } from '../../scripts/audit/verdicts.ts';
import { verdict } from './judged.ts';

function verdicts(count: number, more: Partial<Verdict> = {}): readonly Verdict[] {
  return Array.from({ length: count }, (_, line) => verdict({ line, now: more.severity ?? 'error', ...more }));
}

const rules = [
  { id: 'floating-promise', severity: 'error' },
  { id: 'query-never-run', severity: 'warning' },
  { id: 'late-awaited-promise', severity: 'information' },
] as const;

describe('precision', () => {
  it('is told by rule and severity', () => {
    const report = precisionReport(
      [...verdicts(2), ...verdicts(1, { verdict: 'harmless' }), ...verdicts(1, { severity: 'hint', verdict: 'wrong' })],
      rules,
    );
    assert.match(report, /^\| `floating-promise` \| error \| 3 \| 2 \| 1 \| 0 \| 66 % \|$/m);
    assert.match(report, /^\| `floating-promise` \| hint \| 1 \| 0 \| 0 \| 1 \| 0 % \|$/m);
    assert.match(report, /4 verdicts in 1 repositor/);
  });

  it('counts at the severity that findings have today, and leaves out those that are gone', () => {
    const report = precisionReport(
      [
        ...verdicts(3, { now: 'warning', verdict: 'wrong' }),
        ...verdicts(2, { now: 'silent', verdict: 'wrong' }),
        ...verdicts(1, { now: 'silent' }),
        verdict(),
      ],
      rules,
    );
    assert.match(report, /^\| `floating-promise` \| warning \| 3 \| 0 \| 0 \| 3 \| 0 % \|$/m);
    assert.doesNotMatch(report, /\| `floating-promise` \| error/);
    assert.match(report, /^Left out: 3 that are no longer reported, 1 of them right, and 1 that were not compared/m);
    assert.match(report, /7 verdicts in 1 repositor/);
  });

  it('asks for thirty verdicts of what is an error or a warning, whatever was less', () => {
    const report = precisionReport([...verdicts(29), ...verdicts(9, { severity: 'hint' })], rules);
    assert.match(report, /^- `floating-promise` \(error\): 29 of 30 verdicts$/m);
    assert.match(report, /^- `query-never-run` \(warning\): 0 of 30 verdicts$/m);
    assert.doesNotMatch(report, /- `late-awaited-promise`/);
  });

  it('asks for nine of ten', () => {
    const known = verdicts(60, { rule: 'query-never-run', severity: 'warning' });
    const nearly = [...known, ...verdicts(53), ...verdicts(6, { verdict: 'harmless' })];
    assert.match(precisionReport(nearly, rules), /^- `floating-promise` \(error\): 89 % right$/m);
    assert.match(precisionReport([...nearly, ...verdicts(1)], rules), /Every such rule has them\./);
  });
});
