import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from './nodes.ts';

export type Exit = ts.ReturnStatement | ts.ThrowStatement | ts.BreakOrContinueStatement;

/** Whether an exit takes the place of anything: a value that is returned, or an error that may still be on its way. */
export function replacesNothing(exit: Exit, { tryBlock, catchClause }: ts.TryStatement): boolean {
  const isBare = !ts.isThrowStatement(exit) && !(ts.isReturnStatement(exit) && exit.expression);
  if (!isBare || catchClause === undefined || holdsThrow(catchClause.block)) return false;
  return !returnsValue(tryBlock) && !returnsValue(catchClause.block);
}

const holdsThrow = (block: ts.Block): boolean => /\bthrow\b/.test(block.getText());

const returnsValue = (block: ts.Block): boolean =>
  exitsOf(block).some((exit) => ts.isReturnStatement(exit) && exit.expression !== undefined);

/** What leaves a `finally` block before its end, and so takes the place of how the `try` ended. */
export function exitsOf(block: ts.Block): readonly Exit[] {
  const found: Exit[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return;
    // What is thrown here meets its own catch; a finally inside is looked at by itself.
    if (ts.isTryStatement(node)) {
      visitTry(node);
      return;
    }
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) found.push(node);
    else if (ts.isBreakOrContinueStatement(node) && !staysInside(node, block)) found.push(node);
    ts.forEachChild(node, visit);
  };
  const visitTry = ({ tryBlock, catchClause }: ts.TryStatement): void => {
    const before = found.length;
    visit(tryBlock);
    if (catchClause) {
      const caught = found.splice(before);
      found.push(...caught.filter((exit) => !ts.isThrowStatement(exit)));
      visit(catchClause.block);
    }
  };
  visit(block);
  return found;
}

function staysInside({ kind, label, parent }: ts.BreakOrContinueStatement, block: ts.Block): boolean {
  for (let node: ts.Node = parent; node !== block; node = node.parent) {
    if (label) {
      if (ts.isLabeledStatement(node) && node.label.text === label.text) return true;
    } else if (ts.isIterationStatement(node, false)) return true;
    else if (kind === ts.SyntaxKind.BreakStatement && ts.isSwitchStatement(node)) return true;
  }
  return false;
}
