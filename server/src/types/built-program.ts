import type { ts } from '../engine/syntax.ts';
import type { CheckerPort } from './checker-port.ts';
import type { BodiedFunction } from './edit-scope.ts';

/** A project's program as of one moment, of either backend. */
export interface BuiltProgram {
  readonly checker: CheckerPort;
  /** Folder of the lib.*.d.ts that it was built with. */
  readonly libFolder: string;
  /** False once its backend has moved on to another moment; it must not be asked any more. */
  readonly isCurrent: boolean;
  /** Questions about the file are about to come, of which none was answered yet. */
  foresee(file: ts.SourceFile): void;
  holds(path: string): boolean;
  /** Whether an edit of its body may have changed whether the function returns promises. */
  changesWhatItReturns(fn: BodiedFunction): boolean;
}
