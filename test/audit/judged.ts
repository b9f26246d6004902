import type { Candidate } from '../../scripts/audit/sample.ts';
import type { Verdict } from '../../scripts/audit/verdicts.ts';

export function verdict(more: Partial<Verdict> = {}): Verdict {
  return {
    repository: 'acme/shop',
    commit: 'cdad6a3',
    file: 'src/orders.ts',
    line: 12,
    rule: 'floating-promise',
    severity: 'error',
    verdict: 'right',
    reason: 'The order is lost and nobody hears it.',
    ...more,
  };
}

export function candidate(more: Partial<Candidate> = {}): Candidate {
  const { verdict: _verdict, reason: _reason, ...judged } = verdict();
  return { ...judged, message: 'If `save()` rejects, nobody hears it.', context: [], ...more };
}
