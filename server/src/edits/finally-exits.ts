import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/**
 * Puts the last statement of a `finally` behind its `try`, so that it is reached when all went well, and only then. Undefined
 * where nothing that follows would be reached, or where it needs what the block declares.
 */
export function moveBehindTryEdits(exit: ts.Node): readonly TextEdit[] | undefined {
  const block = exit.parent;
  if (!ts.isBlock(block) || !ts.isTryStatement(block.parent) || block.parent.finallyBlock !== block) return undefined;
  const statement = block.parent;
  if (block.statements.at(-1) !== exit || block.statements.some(ts.isVariableStatement)) return undefined;
  if (!ts.isBlock(statement.parent) && !ts.isSourceFile(statement.parent)) return undefined;
  const { catchClause, tryBlock } = statement;
  if (!runsThrough(tryBlock) && (catchClause === undefined || !runsThrough(catchClause.block))) return undefined;
  const tree = exit.getSourceFile();
  const text = exit.getText(tree);
  const lead = styleOf(tree).lineEnd + indentationAt(tree, statement.getStart(tree));
  const only = block.statements.length === 1;
  // A `finally` with nothing left in it goes; a `try` cannot stand alone, so there has to be a `catch`.
  if (only && catchClause === undefined) return undefined;
  if (only && catchClause && !/\/[/*]/.test(tree.text.slice(block.getStart(tree), exit.getStart(tree))))
    return [{ span: { start: catchClause.end, end: block.end }, text: lead + text }];
  const before = block.statements.at(-2)?.end ?? exit.pos;
  return [{ span: { start: before, end: exit.end }, text: '' }, insertion(statement.end, lead + text)];
}

/** Whether the end of a block can be reached, as far as its last statement tells. */
function runsThrough(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  if (last === undefined) return true;
  if (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isBreakOrContinueStatement(last)) return false;
  return !hasExit(last) || ts.isExpressionStatement(last) || ts.isVariableStatement(last);
}

function hasExit(node: ts.Node): boolean {
  if (isFunctionNode(node)) return false;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  return ts.forEachChild(node, (child) => hasExit(child) || undefined) ?? false;
}
