import type { TextEdit } from '../../../../shared/src/finding.ts';
import type { ts } from '../../engine/syntax.ts';

/** A module's own way to a variable. */
export interface EnvReader {
  /** What it exports for that, or `default`. */
  readonly exported: string;
  /** Whether it checks all that it lists at once, when it is loaded. */
  readonly isSchema: boolean;
  /** @param name what the export is called in the file that uses it */
  expression(name: string, variable: string, user: ts.SourceFile): string;
  /** What the module needs before it knows the variable. */
  edits(variable: string): readonly TextEdit[];
}
