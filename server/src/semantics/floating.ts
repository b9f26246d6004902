import { ts } from '../engine/syntax.ts';
import { isFunctionExpression, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { chainCall, promiseStatic, type ThenableQuestions } from './thenables.ts';
import type { Tri } from '../types/oracle.ts';

/** A promise that nobody waits for and whose rejection nobody handles. */
export interface FloatingPromise {
  /** The part of the statement that is the promise. */
  readonly promise: ts.Expression;
  readonly shape: 'promise' | 'array';
}

interface Questions {
  readonly thenables: ThenableQuestions;
  /** Whether the value can be a promise of the platform, by its type alone. */
  isPromiseByType(expression: ts.Expression): Tri;
  /** Whether the value can be null or undefined, by its type alone. */
  isNullishByType(expression: ts.Expression): Tri;
  /** Whether a handler given to `.then` or `.catch` can be called, by types. */
  handlerIsCallable(handler: ts.Expression): Tri;
}

const assignments: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/**
 * The promises that float when the expression's value is dropped. `void p`, a rejection handler, an assignment and an
 * await handle one; operands that are never reached make none.
 */
export function floatingPromises(expression: ts.Expression, questions: Questions): readonly FloatingPromise[] {
  const node = unwrap(expression);
  if (ts.isVoidExpression(node)) return [];
  if (ts.isBinaryExpression(node)) return ofBinary(node, questions);
  if (ts.isConditionalExpression(node)) {
    const taken = constantTruth(node.condition);
    return [
      ...(taken === false ? [] : floatingPromises(node.whenTrue, questions)),
      ...(taken === true ? [] : floatingPromises(node.whenFalse, questions)),
    ];
  }
  if (isHandled(node, questions)) return [];
  return ofValue(expression, node, questions);
}

function ofValue(expression: ts.Expression, node: ts.Expression, { thenables }: Questions): readonly FloatingPromise[] {
  const answer = ts.isAwaitExpression(node) ? 'no' : thenables.isThenable(expression);
  if (answer === 'yes' || answer === 'maybe') return [{ promise: node, shape: 'promise' }];
  const array = thenables.isThenableArray(expression);
  return array === 'yes' || array === 'maybe' ? [{ promise: node, shape: 'array' }] : [];
}

function ofBinary(node: ts.BinaryExpression, questions: Questions): readonly FloatingPromise[] {
  const operator = node.operatorToken.kind;
  if (assignments.has(operator)) return [];
  const left = floatingPromises(node.left, questions);
  if (operator === ts.SyntaxKind.CommaToken) return [...left, ...floatingPromises(node.right, questions)];
  if (!isLogical(operator)) return [];
  if (!rightIsReached(node)) return left;
  const right = floatingPromises(node.right, questions);
  // Where the type of the whole has no promise in it, the left operand never lets the right one be made.
  const isMade = right.length === 0 || !isBare(node.right, right) || isMadeByType(node, questions);
  return isMade ? [...left, ...right] : left;
}

function isMadeByType(node: ts.BinaryExpression, questions: Questions): boolean {
  const whole = questions.isPromiseByType(node);
  const isFallback = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isFallback && whole === 'unknown' ? questions.isNullishByType(node.left) !== 'no' : whole !== 'no';
}

const isBare = (operand: ts.Expression, promises: readonly FloatingPromise[]): boolean =>
  promises[0]?.promise === unwrap(operand) && promises[0].shape === 'promise';

const isLogical = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken;

function rightIsReached(node: ts.BinaryExpression): boolean {
  if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return !isNeverNullish(node.left);
  const truth = constantTruth(node.left);
  return node.operatorToken.kind === ts.SyntaxKind.BarBarToken ? truth !== true : truth !== false;
}

/** A rejection handler anywhere at the end of the chain; `finally` passes on what its receiver does. */
function isHandled(node: ts.Expression, questions: Questions): boolean {
  const chain = chainCall(node);
  if (chain === undefined) return false;
  const { method, receiver, call } = chain;
  if (method === 'then' && isThrownToProcess(receiver, call)) return true;
  if (method === 'finally') {
    const inner = unwrap(receiver);
    return chainCall(inner) !== undefined && isHandled(inner, questions);
  }
  const at = method === 'catch' ? 0 : 1;
  // Behind a spread nobody knows which argument is the handler.
  if (call.arguments.slice(0, at + 1).some(ts.isSpreadElement)) return false;
  const handler = call.arguments[at];
  return handler !== undefined && canBeCalled(handler, questions);
}

/** `Promise.resolve().then(() => { throw error; })`: whoever writes this wants the process to hear the error. */
function isThrownToProcess(receiver: ts.Expression, { arguments: [handler] }: ts.CallExpression): boolean {
  const start = unwrap(receiver);
  if (!ts.isCallExpression(start) || promiseStatic(start) !== 'resolve') return false;
  if (handler === undefined || !isFunctionExpression(handler) || !ts.isBlock(handler.body)) return false;
  const [only, ...others] = handler.body.statements;
  return only !== undefined && ts.isThrowStatement(only) && others.length === 0;
}

function canBeCalled(handler: ts.Expression, questions: Questions): boolean {
  const node = unwrap(handler);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return !throwsAgain(node);
  if (ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.NullKeyword) return false;
  if (ts.isIdentifier(node) && node.text === 'undefined') return false;
  const callable = questions.handlerIsCallable(handler);
  return callable === 'always' || callable === 'unknown';
}

/** `.catch((error) => { log(error); throw error; })` hands the rejection on. */
function throwsAgain(handler: ts.ArrowFunction | ts.FunctionExpression): boolean {
  return ts.isBlock(handler.body) && handler.body.statements.some(ts.isThrowStatement);
}

/** The truth of a literal or of a `const` that holds one; undefined when it depends on the run. */
export function constantTruth(expression: ts.Expression): boolean | undefined {
  const node = constantOf(expression);
  if (node === undefined) return undefined;
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return true;
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return false;
    default:
  }
  if (ts.isNumericLiteral(node)) return Number(node.text) !== 0;
  if (ts.isStringLiteralLike(node)) return node.text !== '';
  if (ts.isIdentifier(node) && node.text === 'undefined') return false;
  return ts.isBinaryExpression(node) ? truthOfLogical(node) : undefined;
}

function truthOfLogical(node: ts.BinaryExpression): boolean | undefined {
  const left = constantTruth(node.left);
  if (node.operatorToken.kind === ts.SyntaxKind.BarBarToken) return left === false ? constantTruth(node.right) : left;
  if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return left === true ? constantTruth(node.right) : left;
  return undefined;
}

function isNeverNullish(expression: ts.Expression): boolean {
  const node = constantOf(expression);
  if (node === undefined) {
    const last = unwrap(expression);
    if (ts.isBinaryExpression(last) && last.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      return isNeverNullish(last.right);
    }
    return ts.isPostfixUnaryExpression(last) || ts.isPrefixUnaryExpression(last) || ts.isTemplateExpression(last);
  }
  if (node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')) return false;
  return !ts.isBinaryExpression(node);
}

function constantOf(expression: ts.Expression): ts.Expression | undefined {
  const node = unwrap(expression);
  if (!ts.isIdentifier(node)) return isConstant(node) ? node : undefined;
  const binding = scopesOf(node.getSourceFile()).bindingOf(node);
  if (binding === undefined) return node.text === 'undefined' ? node : undefined;
  const declaration = binding.kind === 'const' ? binding.declarations[0] : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.type) return undefined;
  const initial = declaration.initializer && unwrap(declaration.initializer);
  return initial && isConstant(initial) ? initial : undefined;
}

const isConstant = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isBinaryExpression(node) && isLogical(node.operatorToken.kind));

/** The promise at the head of a chain: `p` in `p.then(f).finally(g)`. */
export function chainHead(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  const chain = chainCall(node);
  return chain ? chainHead(chain.receiver) : node;
}
