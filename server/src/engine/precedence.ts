import type { Finding } from '../../../shared/src/finding.ts';

type Placed = Pick<Finding, 'rule' | 'span'>;

/** The more specific rule first: where both fit one place, it alone speaks. */
export const outranks: readonly (readonly [winner: string, loser: string])[] = [
  ['query-never-run', 'floating-promise'],
  ['query-never-run', 'ignored-affected-rows'],
  ['floating-promise', 'ignored-affected-rows'],
  ['promise-in-condition', 'floating-promise'],
  ['async-promise-executor', 'async-callback-ignored'],
  ['async-route-without-catch', 'async-callback-ignored'],
  ['async-route-without-catch', 'floating-promise'],
  ['secret-in-client-bundle', 'hardcoded-secret'],
  ['hardcoded-secret', 'default-secret-fallback'],
  ['committed-env-file', 'secret-in-client-bundle'],
];

export const outrankedBy = (rule: string): readonly string[] =>
  outranks.filter(([winner]) => winner === rule).map(([, loser]) => loser);

/** One defect gets one finding: drops those that a more specific rule already reports at the same place. */
export function dropOutranked<F extends Placed>(findings: readonly F[]): readonly F[] {
  const dropped = new Set(outranks.flatMap((pair) => losers(findings, ...pair)));
  return dropped.size === 0 ? findings : findings.filter((finding) => !dropped.has(finding));
}

function losers<F extends Placed>(findings: readonly F[], winner: string, loser: string): readonly F[] {
  const winning = findings.filter((finding) => finding.rule === winner);
  return findings.filter((finding) => finding.rule === loser && winning.some((other) => atSamePlace(other, finding)));
}

/** A statement and its expression share the start or, without a semicolon, the end; a callback inside shares neither. */
function atSamePlace(one: Placed, other: Placed): boolean {
  return one.span.start === other.span.start || one.span.end === other.span.end;
}
