import { ts } from '../../engine/syntax.ts';

/**
 * TypeScript 7 numbers kinds of nodes as 6 does, except for the few that only one of them has: from each place on, by how
 * many those of 6 are ahead. What lies beyond is JSDoc, about which nobody asks.
 */
const aheadFrom: readonly (readonly [number, number])[] = [
  [310, Number.NaN],
  [308, 2],
  [303, 1],
  [140, 0],
  [139, Number.NaN],
  [6, 1],
  [0, 0],
];

const own: ReadonlyMap<number, ts.SyntaxKind> = new Map(
  Object.values(ts.SyntaxKind).flatMap((kind) => (typeof kind === 'number' ? [[kind, kind]] : [])),
);

/** The kind in the numbers of TypeScript 6; undefined for those that only 7 has. */
export function kindOf(native: number): ts.SyntaxKind | undefined {
  const ahead = aheadFrom.find(([from]) => native >= from)?.[1] ?? Number.NaN;
  return own.get(native + ahead);
}
