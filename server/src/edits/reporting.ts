import type { ts } from '../engine/syntax.ts';
import { loggerAt } from './logging.ts';
import { styleOf } from './style.ts';
import { tellUserAt } from './telling-users.ts';

/** The statements that tell of a failure: to the log and, where the file does so elsewhere, to the user. */
export function reportsAt(node: ts.Node, message: string, error: string): readonly string[] {
  const { semicolon } = styleOf(node.getSourceFile());
  const told = tellUserAt(node);
  const calls = [loggerAt(node).report(message, error), ...(told === undefined ? [] : [told])];
  return calls.map((call) => `${call}${semicolon}`);
}
