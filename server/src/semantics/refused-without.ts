import { ts } from '../engine/syntax.ts';
import { answersNo, saysNo } from './letting-in.ts';
import { isFunctionNode } from './nodes.ts';

/**
 * `if (SECRET) { …check… }` where whoever comes without the secret is refused all the same: by what stands at the end, by the `else`,
 * or since the check alone gives a value to what was empty before.
 */
export function isRefusedWithout(node: ts.IfStatement): boolean {
  const { thenStatement, elseStatement } = node;
  if (elseStatement !== undefined) return answersNo(elseStatement) || isAtEnd(node);
  return isAtEnd(node) || goesOnWhenWrong(thenStatement) || fillsWhatIsEmpty(thenStatement, node);
}

/** `try { if (verify(token, KEY).internal) return next(); } catch {}`: whoever is not let in here comes to the next check. */
function goesOnWhenWrong(thenStatement: ts.Statement): boolean {
  const only = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  const [attempt] = only;
  if (only.length !== 1 || attempt === undefined || !ts.isTryStatement(attempt) || !attempt.catchClause) return false;
  const { block } = attempt.catchClause;
  return (
    !/\b(?:return|throw|exit)\b/.test(block.getText()) && returnsIn(attempt.tryBlock).some((each) => !saysNo(each))
  );
}

/** What is right leaves inside, so that only the rest comes to the end, which says no. */
function isAtEnd(node: ts.IfStatement): boolean {
  const last = lastBehind(node);
  return last !== undefined && saysNo(last) && returnsIn(node.thenStatement).some((each) => !saysNo(each));
}

/** The statement that everything behind comes to in the end. */
function lastBehind(node: ts.Statement): ts.Statement | undefined {
  for (let current: ts.Node = node; !isFunctionNode(current) && !ts.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    const last = ts.isBlock(parent) ? parent.statements.at(-1) : undefined;
    if (last !== undefined && last !== current && (ts.isReturnStatement(last) || ts.isThrowStatement(last)))
      return last;
  }
  return undefined;
}

function returnsIn(root: ts.Node): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    if (ts.isReturnStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** `let user = null; if (KEY) user = jwt.verify(token, KEY);` and nothing else gives it a value. */
function fillsWhatIsEmpty(thenStatement: ts.Statement, node: ts.IfStatement): boolean {
  const filled = assignedIn(thenStatement).filter(({ left }) => ts.isIdentifier(left));
  return filled.some(({ left, right }) => {
    const name = left.getText();
    return isCheck(right) && isEmptyBefore(name, node) && !isGivenElsewhere(name, node);
  });
}

const isCheck = (node: ts.Expression): boolean => /\b\w*(?:verify|verified|constructEvent)\w*\(/i.test(node.getText());

function assignedIn(root: ts.Node): readonly ts.BinaryExpression[] {
  const found: ts.BinaryExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function isEmptyBefore(name: string, node: ts.Node): boolean {
  let isEmpty = false;
  const visit = (each: ts.Node): void => {
    if (each.pos >= node.pos) return;
    if (ts.isVariableDeclaration(each) && each.name.getText() === name) isEmpty = isNothing(each.initializer);
    ts.forEachChild(each, visit);
  };
  visit(bodyAround(node));
  return isEmpty;
}

const isNothing = (initializer: ts.Expression | undefined): boolean =>
  initializer === undefined || /^(?:null|undefined|false)\b/.test(initializer.getText());

const isGivenElsewhere = (name: string, node: ts.IfStatement): boolean =>
  assignedIn(bodyAround(node)).some(
    ({ left, pos, right }) =>
      left.getText() === name && !isNothing(right) && (pos < node.pos || pos >= node.thenStatement.end),
  );

function bodyAround(node: ts.Node): ts.Node {
  let current = node;
  while (!isFunctionNode(current) && !ts.isSourceFile(current)) current = current.parent;
  return current;
}
