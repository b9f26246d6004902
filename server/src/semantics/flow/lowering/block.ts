import { none } from '../ir.ts';
import type { Refinement, Variable } from './variable.ts';

/** Values written to each variable inside a `try` or `finally`. */
export type Writes = Map<Variable, number[]>;

export class BlockDraft {
  readonly index: number;
  readonly region: number;
  readonly preds: number[] = [];
  readonly succs: number[] = [];
  cond = none;
  /** By position of the predecessor. */
  refinements: (Refinement | undefined)[] | undefined;
  /** No predecessor will be added. */
  isSealed = false;
  isReachable = false;
  isLoop = false;
  defs: Map<Variable, number> | undefined;
  /** Variables that get another value here, so that what their members were is no longer known. */
  written: Set<Variable> | undefined;
  /** Phis whose operands are not known before all predecessors are. */
  incomplete: [variable: Variable, phi: number][] | undefined;
  /** A block that all paths to here pass, and when by the builder's clock: what is untouched since is as it was there. */
  passed = none;
  passedAt = 0;
  /** Of a `catch` or `finally`: it may begin after any of these. */
  entryWrites: Writes | undefined;
  /** After a `finally`: what it did not write is as at the end of this block, where the code before it ended. */
  resumes = none;
  resumeWrites: Writes | undefined;

  constructor(index: number, region: number) {
    this.index = index;
    this.region = region;
  }
}
