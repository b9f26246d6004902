import type { Finding } from '../../shared/src/finding.ts';
import type { Proof } from './proofs.ts';

export interface Tally {
  readonly fixes: Readonly<Record<string, { offered: number; proved: number; failed: number }>>;
  readonly findings: number;
  readonly errors: number;
  /** Errors that keep a proved fix which mends them, not one which only says that they are meant. */
  readonly errorsWithRealFix: number;
}

const onlySays: ReadonlySet<string> = new Set(['void', 'suppress']);

export function tallyOf(findings: readonly Finding[], proofs: readonly Proof[]): Tally {
  const fixes: Record<string, { offered: number; proved: number; failed: number }> = {};
  for (const { finding, fix, failures } of proofs) {
    const tally = (fixes[`${finding.rule} ${fix.id}`] ??= { offered: 0, proved: 0, failed: 0 });
    tally.offered += 1;
    if (failures.length === 0) tally.proved += 1;
    else tally.failed += 1;
  }
  const mended = new Set(
    proofs.filter(({ fix, failures }) => failures.length === 0 && !onlySays.has(fix.id)).map(({ finding }) => finding),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  return {
    fixes,
    findings: findings.length,
    errors: errors.length,
    errorsWithRealFix: errors.filter((finding) => mended.has(finding)).length,
  };
}

export function shownTally({ fixes, findings, errors, errorsWithRealFix }: Tally): string {
  const rows = Object.entries(fixes).map(([name, { offered, proved, failed }]) => [name, offered, proved, failed]);
  const share = errors === 0 ? '' : ` (${Math.round((errorsWithRealFix / errors) * 100)} %)`;
  return [
    ...[['fix', 'offered', 'proved', 'failed'], ...rows].map(([name, ...numbers]) => {
      return String(name).padEnd(28) + numbers.map((each) => String(each).padStart(9)).join('');
    }),
    `${findings} findings, ${errors} errors, of which ${errorsWithRealFix} keep a real fix${share}`,
  ].join('\n');
}
