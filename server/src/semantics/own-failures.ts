import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { type FunctionNode, isFunctionNode, propertyNameText, unwrap } from './nodes.ts';

/**
 * Whether a call runs functions of the project alone that catch all they do and give the failure back, as `{ ok: false, error }`: no
 * `catch` around the call hears of it.
 */
export function givesFailureBack(call: ts.Expression, callees: CalleeQuestions): boolean {
  const node = unwrap(call);
  if (!ts.isCallExpression(node)) return false;
  const { functions, paths } = callees.bySyntax(node);
  return paths.length === 0 && functions.length > 0 && functions.every(catchesAndAnswers);
}

const known = new WeakMap<FunctionNode, boolean>();

function catchesAndAnswers(fn: FunctionNode): boolean {
  const before = known.get(fn);
  if (before !== undefined) return before;
  const answers = fn.body !== undefined && ts.isBlock(fn.body) && fn.body.statements.some(isWholeWork);
  known.set(fn, answers);
  return answers;
}

/** The last `try` of a function, or one before its last `return`; what stands before it are questions about what was given. */
const isWholeWork = (statement: ts.Statement, at: number, all: readonly ts.Statement[]): boolean =>
  ts.isTryStatement(statement) &&
  statement.catchClause !== undefined &&
  givesBack(statement.catchClause.block) &&
  all.slice(at + 1).every((each) => ts.isReturnStatement(each));

/** Returns what says that it failed, and throws nowhere. */
function givesBack(block: ts.Block): boolean {
  let answers = false;
  let throws = false;
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    if (ts.isThrowStatement(node)) throws = true;
    if (ts.isReturnStatement(node) && node.expression && saysFailure(node.expression)) answers = true;
    ts.forEachChild(node, visit);
  };
  visit(block);
  return answers && !throws;
}

function saysFailure(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((each) => {
    const name = propertyNameText(each.name) ?? '';
    if (name === 'error' || name === 'reason') return true;
    return (
      /^(?:ok|success|sent)$/.test(name) &&
      ts.isPropertyAssignment(each) &&
      each.initializer.kind === ts.SyntaxKind.FalseKeyword
    );
  });
}
