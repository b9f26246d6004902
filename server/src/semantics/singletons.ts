import { ts } from '../engine/syntax.ts';
import { isFallback, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * `X.only ??= new X()`, `if (!X.only) X.only = new X()`: made by whoever asks first, as a rule when the program starts.
 * What its constructor throws is no failure of those who ask later. So is what a call gives that a module keeps, as in
 * `if (!settings) settings = read()`; a property may be one request's.
 */
export function isMadeOnce(made: ts.NewExpression | ts.CallExpression): boolean {
  const assignment = outermost(made).parent;
  if (!ts.isBinaryExpression(assignment) || unwrap(assignment.right) !== made) return false;
  if (!(ts.isNewExpression(made) ? isKept(assignment.left) : isVariableOfModule(assignment.left))) return false;
  switch (assignment.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return true;
    case ts.SyntaxKind.EqualsToken:
      return standsInFor(assignment) || isWhereMissing(assignment);
    default:
      return false;
  }
}

/** A property, or a variable of the module: it outlives the call. */
const isKept = (target: ts.Expression): boolean => ts.isPropertyAccessExpression(target) || isVariableOfModule(target);

function isVariableOfModule(target: ts.Expression): boolean {
  const binding = ts.isIdentifier(target) ? scopesOf(target.getSourceFile()).bindingOf(target) : undefined;
  return binding?.declarations.some(isOfModule) === true;
}

function isOfModule(declaration: ts.Node): boolean {
  if (!ts.isVariableDeclaration(declaration)) return false;
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
}

/** `X.only ?? (X.only = new X())`. */
function standsInFor(assignment: ts.BinaryExpression): boolean {
  const { parent } = outermost(assignment);
  return isFallback(parent) && unwrap(parent.right) === assignment && isSame(parent.left, assignment.left);
}

/** `if (X.only == null) { X.only = new X(); }`. */
function isWhereMissing(assignment: ts.BinaryExpression): boolean {
  const statement = outermost(assignment).parent;
  if (!ts.isExpressionStatement(statement)) return false;
  const branch = ts.isBlock(statement.parent) ? statement.parent : statement;
  const around = branch.parent;
  return ts.isIfStatement(around) && around.thenStatement === branch && isMissing(around.expression, assignment.left);
}

function isMissing(condition: ts.Expression, target: ts.Expression): boolean {
  const test = unwrap(condition);
  if (ts.isPrefixUnaryExpression(test))
    return test.operator === ts.SyntaxKind.ExclamationToken && isSame(test.operand, target);
  if (!ts.isBinaryExpression(test) || !isSame(test.left, target)) return false;
  const { kind } = test.operatorToken;
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isEqual && /^(null|undefined)$/.test(test.right.getText());
}

const isSame = (one: ts.Expression, other: ts.Expression): boolean => unwrap(one).getText() === other.getText();

function outermost(node: ts.Expression): ts.Expression {
  let outer = node;
  while (ts.isExpression(outer.parent) && unwrap(outer.parent) === unwrap(node)) outer = outer.parent;
  return outer;
}
