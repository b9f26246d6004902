import { ts } from '../../engine/syntax.ts';

const Kind = ts.SyntaxKind;

export const equalities: ReadonlySet<number> = new Set([
  Kind.EqualsEqualsEqualsToken,
  Kind.EqualsEqualsToken,
  Kind.ExclamationEqualsEqualsToken,
  Kind.ExclamationEqualsToken,
]);

export const orderings: ReadonlySet<number> = new Set([
  Kind.LessThanToken,
  Kind.LessThanEqualsToken,
  Kind.GreaterThanToken,
  Kind.GreaterThanEqualsToken,
]);

export const isComparing = (operator: number): boolean => equalities.has(operator) || orderings.has(operator);
