import type { Shape } from '../shape.ts';

/** What a column of a table takes. */
export interface Column {
  readonly shape: Shape;
  /** A row may do without. */
  readonly isOptional: boolean;
  /** The compiler is not told, and lets anything stand there. */
  readonly isUntyped?: true;
}
