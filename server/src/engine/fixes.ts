import type { FileEdit, Finding } from '../../../shared/src/finding.ts';
import type { AnyRule } from './rule.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Builds a fix's edits from a finding of the snapshot's text. Undefined when the node is gone or the fix cannot be made.
 */
export declare function buildFix(
  snapshot: Snapshot,
  rules: readonly AnyRule[],
  finding: Finding,
  fixId: string,
): readonly FileEdit[] | undefined;

/** Edits of several findings of one file merged; a fix that overlaps an earlier one is left out. */
export declare function mergeFixes(edits: readonly (readonly FileEdit[])[]): readonly FileEdit[];

/** Applies edits to a text; edits must not overlap. */
export declare function applyEdits(text: string, edits: FileEdit['edits']): string;
