import type { FileEdit, TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { LostSignal } from '../semantics/framework-signals.ts';
import { majorVersionOf } from '../semantics/installed-versions.ts';
import { rethrowOf } from '../semantics/libraries/framework-signals.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { linesAtStart } from './block-lines.ts';
import { caughtName } from './caught-names.ts';
import { insertion } from './handling.ts';
import { importedFromPackage } from './imports.ts';
import { indentationAt, styleOf } from './style.ts';

/** The first thing that a `catch` does is to throw on what the framework threw at itself. */
export function passSignalEdits({ by, model }: LostSignal, snapshot: Snapshot): readonly FileEdit[] | undefined {
  if (!ts.isCatchClause(by)) return undefined;
  const tree = by.getSourceFile();
  const rethrow = rethrowOf(model.library, majorVersionOf(model.library, tree.fileName, snapshot));
  const caught = caughtName(by);
  if (rethrow === undefined || caught === undefined) return undefined;
  let line = rethrow.statement.replaceAll('$error', caught.name).replaceAll("'", styleOf(tree).quote);
  const edits: TextEdit[] = [...caught.edits];
  for (const exported of rethrow.imports?.names ?? []) {
    const imported = importedFromPackage(tree, rethrow.imports?.from ?? '', exported);
    if (imported === undefined) return undefined;
    edits.push(...imported.edits);
    line = line.replace(exported, imported.name);
  }
  return [{ file: tree.fileName, edits: [...edits, ...linesAtStart(by.block, [line + styleOf(tree).semicolon])] }];
}

/** Whether a signal is the last thing that a `try` does, and the `catch` never goes on behind it. */
export function canFollowTry({ at, by, wrapper }: LostSignal): boolean {
  const statement = at.parent;
  if (wrapper !== undefined || !ts.isCatchClause(by) || !isStatementOf(statement, at)) return false;
  const { tryBlock, finallyBlock } = by.parent;
  if (statement.parent !== tryBlock || tryBlock.statements.at(-1) !== statement || finallyBlock) return false;
  return (
    tryBlock.statements.length > 1 && leaves(by.block) && at.arguments.every((each) => isKnownOutside(each, tryBlock))
  );
}

const isStatementOf = (statement: ts.Node, call: ts.Expression): statement is ts.Statement =>
  (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) &&
  statement.expression === call;

function leaves({ statements }: ts.Block): boolean {
  const last = statements.at(-1);
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

/** Whether an expression names nothing that is declared inside a block. */
function isKnownOutside(node: ts.Node, block: ts.Block): boolean {
  if (ts.isIdentifier(node)) {
    const scope = scopesOf(node.getSourceFile()).bindingOf(node)?.scope;
    if (scope && scope.pos >= block.pos && scope.end <= block.end) return false;
  }
  return !ts.forEachChild(node, (child) => !isKnownOutside(child, block) || undefined);
}

/** Moves the statement behind the whole `try`. */
export function afterTryEdits({ at, by }: LostSignal): readonly TextEdit[] {
  const statement = at.parent;
  const tree = at.getSourceFile();
  const before = by.parent && ts.isCatchClause(by) ? by.parent : statement;
  const { lineEnd } = styleOf(tree);
  const moved = lineEnd + indentationAt(tree, before.getStart(tree)) + statement.getText(tree);
  return [{ span: { start: statement.getFullStart(), end: statement.end }, text: '' }, insertion(before.end, moved)];
}
