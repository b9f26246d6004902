import { ts } from '../../engine/syntax.ts';
import type { AnswerQuestions } from '../answers.ts';
import { isFunctionNode } from '../nodes.ts';

/**
 * Whether a handler that has read a value comes by a place whenever it answers with success: no condition, loop or callback lies
 * between them, and nothing before it ends the work in another way than by turning the request away.
 *
 * @param from what was read before
 */
export function isAlwaysReached(place: ts.Node, from: ts.Node, answers: AnswerQuestions): boolean {
  let node: ts.Node = place;
  for (; !isFunctionNode(node.parent); node = node.parent) {
    const { parent } = node;
    if (isElementOf(parent, from)) return true;
    if (hasStatements(parent)) {
      if (!parent.statements.every((each) => isPassed(each, node, from, answers))) return false;
      if (isWithin(from, parent)) return true;
    }
    if (ts.isSourceFile(parent) || isConditional(node, parent)) return false;
  }
  return node.parent.pos <= from.pos && from.end <= node.parent.end && isFunctionNode(node.parent);
}

/** Of `for (const item of items)` each element comes by. */
const isElementOf = (loop: ts.Node, from: ts.Node): boolean =>
  ts.isForOfStatement(loop) && loop.initializer.pos <= from.pos && from.end <= loop.initializer.end;

const hasStatements = (node: ts.Node): node is ts.Block | ts.CaseOrDefaultClause =>
  ts.isBlock(node) || ts.isCaseOrDefaultClause(node);

function isConditional(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return parent.expression !== node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent))
    return parent.right === node && /^(?:&&|\?\?)=?$/.test(parent.operatorToken.getText());
  if (ts.isForOfStatement(parent)) return parent.expression !== node;
  if (ts.isTryStatement(parent)) return parent.tryBlock !== node;
  return ts.isIterationStatement(parent, false) || ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent);
}

/** Whether a statement before the place, and after what was read, goes on to it or turns the request away. */
function isPassed(statement: ts.Statement, place: ts.Node, from: ts.Node, answers: AnswerQuestions): boolean {
  if (statement.end <= from.pos || statement.pos >= place.pos) return true;
  let passes = true;
  const visit = (node: ts.Node): void => {
    if (!passes || isFunctionNode(node)) return;
    if (ts.isContinueStatement(node) || (ts.isBreakStatement(node) && !ts.isCaseOrDefaultClause(node.parent)))
      passes = isWithin(loopOf(node), statement);
    else if (ts.isReturnStatement(node) && node.pos >= from.end) passes = turnsAway(node, answers);
    else ts.forEachChild(node, visit);
  };
  visit(statement);
  return passes;
}

/** What a `continue` or `break` leaves. */
const loopOf = (node: ts.Node): ts.Node | undefined =>
  ts.findAncestor(node, (each) => ts.isIterationStatement(each, false));

const isWithin = (inner: ts.Node | undefined, outer: ts.Node): boolean =>
  inner !== undefined && outer.pos <= inner.pos && inner.end <= outer.end;

/** `return res.status(400).json(…)`, `res.status(400).json(…); return;`, `return { error: 'No name' }`. */
export function turnsAway(statement: ts.ReturnStatement, answers: AnswerQuestions): boolean {
  const { expression, parent } = statement;
  const before = ts.isBlock(parent) ? parent.statements[parent.statements.indexOf(statement) - 1] : undefined;
  const told = expression ?? before;
  if (told === undefined) return false;
  const [answer] = answers.answersIn(told);
  if (answer?.status !== undefined) return answer.status >= 400;
  return /^\(?\{\s*(?:success:\s*false|ok:\s*false|error)\b/.test(told.getText());
}
