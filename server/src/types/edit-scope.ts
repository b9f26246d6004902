import { ts } from '../engine/syntax.ts';
import type { TextChange } from '../engine/text-change.ts';

export type BodiedFunction =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

/** A function whose body, braces excluded, holds all of an edit. Positions are of the text before the edit. */
export interface EditedFunction {
  readonly node: BodiedFunction;
  readonly pos: number;
  readonly end: number;
  readonly touchesReturn: boolean;
}

/** Innermost first. */
export function functionsAround(file: ts.SourceFile, change: TextChange): readonly EditedFunction[] {
  const found: EditedFunction[] = [];
  let node: ts.Node | undefined = file;
  while (node !== undefined) {
    if (isBodied(node) && holds(node, file, change)) {
      const touchesReturn = hasReturnIn(node, change.start, change.end);
      found.unshift({ node, pos: node.pos, end: node.end, touchesReturn });
    }
    node = childAround(node, change);
  }
  return found;
}

/** Whether an edit in the span may change the type of what a return statement of the function itself returns. */
export function hasReturnIn(fn: BodiedFunction, start: number, end: number): boolean {
  const visit = (node: ts.Node): boolean | undefined => {
    if (node.end < start || node.pos > end || (node !== fn && ts.isFunctionLike(node))) return undefined;
    if (!ts.isReturnStatement(node)) return ts.forEachChild(node, visit);
    return node.getStart() <= end && !keepsItsType(node.expression, start, end);
  };
  return visit(fn) ?? false;
}

/** The span lies in a part of the expression that has no say in its type: within `<div>…</div>`, before `as Order`. */
function keepsItsType(expression: ts.Expression | undefined, start: number, end: number): boolean {
  if (expression === undefined) return false;
  const isInside = (part: ts.Node): boolean => part.getStart() < start && end < part.end;
  const isIn = (part: ts.Expression): boolean => part.pos <= start && end <= part.end && keepsItsType(part, start, end);
  if (ts.isParenthesizedExpression(expression)) return isIn(expression.expression);
  if (ts.isConditionalExpression(expression)) return isIn(expression.whenTrue) || isIn(expression.whenFalse);
  if (ts.isBinaryExpression(expression)) return logical.has(expression.operatorToken.kind) && isIn(expression.right);
  if (ts.isAsExpression(expression))
    return !ts.isConstTypeReference(expression.type) && isInside(expression.expression);
  return (
    (ts.isJsxElement(expression) ||
      ts.isJsxSelfClosingElement(expression) ||
      ts.isJsxFragment(expression) ||
      ts.isTemplateExpression(expression)) &&
    isInside(expression)
  );
}

const logical: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Edits in its body cannot change its type. */
export function hasFixedReturnType(fn: BodiedFunction): boolean {
  return fn.type !== undefined || ts.isConstructorDeclaration(fn) || ts.isSetAccessor(fn);
}

/** Runs where it stands, so that its body takes part in the control flow around it. */
export function isInvokedInPlace(fn: BodiedFunction): boolean {
  if (!ts.isFunctionExpression(fn) && !ts.isArrowFunction(fn)) return false;
  if (fn.asteriskToken !== undefined || isAsync(fn)) return false;
  let callee: ts.Node = fn;
  while (ts.isParenthesizedExpression(callee.parent)) callee = callee.parent;
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee;
}

export function isAsync(fn: BodiedFunction): boolean {
  return fn.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** What the node assigns to, if it does. */
export function assignmentTarget(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment ? node.left : undefined;
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const changes = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return changes ? node.operand : undefined;
  }
  return ts.isForInStatement(node) || ts.isForOfStatement(node) ? node.initializer : undefined;
}

/** Specifiers of the imports and requires in a piece of text, enough to tell that they are the same in another one. */
export function dynamicImports(text: string): string {
  return (text.match(/\b(?:import|require)\s*\(\s*['"`][^'"`]*/g) ?? []).join();
}

function isBodied(node: ts.Node): node is BodiedFunction {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && ts.isBlock(node.body);
}

function holds(fn: BodiedFunction, file: ts.SourceFile, change: TextChange): boolean {
  const body = fn.body;
  return body !== undefined && body.getStart(file) < change.start && change.end < body.end;
}

function childAround(node: ts.Node, change: TextChange): ts.Node | undefined {
  return ts.forEachChild(node, (child) =>
    child.pos <= change.start && change.end <= child.end && (child.pos < change.start || change.end < child.end)
      ? child
      : undefined,
  );
}
