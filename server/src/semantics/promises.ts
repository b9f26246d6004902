import type { RelatedPlace } from '../../../shared/src/finding.ts';
import type { ts } from '../engine/syntax.ts';

/** Why a promise can reject, told from the outside in: each place is one step nearer to what throws. */
export interface RejectionReason {
  /** Ends a sentence that starts with "because": "`charge` throws when the card is declined". */
  readonly because: string;
  readonly steps: readonly RelatedPlace[];
}

export type Rejection =
  { readonly kind: 'never'; readonly because: string } | { readonly kind: 'may'; readonly reason: RejectionReason };

export interface PromiseQuestions {
  /** Whether the expression's value is a thenable: by syntax and provenance first, then by types. */
  isThenable(expression: ts.Expression): 'yes' | 'maybe' | 'no' | 'unknown';
  /** Asked of thenables only. */
  rejectionOf(expression: ts.Expression): Rejection;
}
