import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { linesAtEnd } from './block-lines.ts';
import { caughtAround, caughtName } from './caught-names.ts';
import { insertion } from './handling.ts';
import { reportsAt } from './reporting.ts';
import { indentationAt, styleOf } from './style.ts';

/** Tells the log, and the user where the file does so elsewhere, of what an empty `catch` caught. */
export function logCaughtEdits(clause: ts.CatchClause, subject: string): readonly TextEdit[] | undefined {
  const caught = caughtName(clause);
  return caught && [...caught.edits, ...linesAtEnd(clause.block, reportsAt(clause, `${subject} failed`, caught.name))];
}

/** Lets the error go on to the caller, in place of what the `catch` returns; logged first where nobody has. */
export function rethrowEdits(clause: ts.CatchClause, subject: string): readonly TextEdit[] | undefined {
  const caught = caughtName(clause);
  if (caught === undefined) return undefined;
  const { semicolon } = styleOf(clause.getSourceFile());
  const last = clause.block.statements.at(-1);
  const isLogged = clause.block.statements.some((statement) => !ts.isReturnStatement(statement));
  const lines = [
    ...(isLogged ? [] : reportsAt(clause, `${subject} failed`, caught.name)),
    `throw ${caught.name}${semicolon}`,
  ];
  const isReturn = last !== undefined && ts.isReturnStatement(last);
  return [...caught.edits, ...(isReturn ? replacedBy(last, lines) : linesAtEnd(clause.block, lines))];
}

function replacedBy(statement: ts.Statement, lines: readonly string[]): readonly TextEdit[] {
  const tree = statement.getSourceFile();
  const start = statement.getStart(tree);
  const base = indentationAt(tree, start);
  return [{ span: { start, end: statement.end }, text: lines.join(styleOf(tree).lineEnd + base) }];
}

/** Leaves the function at the end of the `catch`, before it goes on to say that all went well. */
export function leaveEdits(clause: ts.CatchClause): readonly TextEdit[] {
  return linesAtEnd(clause.block, [`return${styleOf(clause.getSourceFile()).semicolon}`]);
}

/** Room for the reason why nobody needs to hear of it. */
export function sayWhyEdits(block: ts.Block): readonly TextEdit[] {
  return linesAtEnd(block, ['// Ignored on purpose: …']);
}

/** Tells the log of what was caught, before another error is thrown. */
export function logCaughtBeforeEdits(thrown: ts.Node, subject: string): readonly TextEdit[] | undefined {
  const caught = caughtAround(thrown);
  let statement = thrown;
  while (!ts.isThrowStatement(statement) && !ts.isSourceFile(statement)) statement = statement.parent;
  if (caught === undefined || ts.isSourceFile(statement)) return undefined;
  const tree = thrown.getSourceFile();
  const start = statement.getStart(tree);
  const lead = styleOf(tree).lineEnd + indentationAt(tree, start);
  const lines = reportsAt(thrown, `${subject} failed`, caught.name);
  return [...caught.edits, insertion(start, lines.map((line) => line + lead).join(''))];
}
