import { ts } from '../engine/syntax.ts';
import type { CallNode } from './callees.ts';
import { type FunctionNode, memberName, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

type Literal = string | number | boolean;

/** Parameters that a call gives a literal, and which one. */
export type Literals = ReadonlyMap<Binding, Literal>;

/** Undefined where the call gives none, which is nearly always. */
export function literalsGiven(call: CallNode, fn: FunctionNode): Literals | undefined {
  const given = ts.isTaggedTemplateExpression(call) ? [] : (call.arguments ?? []);
  const literals = new Map<Binding, Literal>();
  for (const [at, { name, dotDotDotToken }] of fn.parameters.entries()) {
    const argument = given[at];
    if (argument === undefined || ts.isSpreadElement(argument) || dotDotDotToken) break;
    const literal = literalOf(unwrap(argument));
    const binding = ts.isIdentifier(name) ? scopesOf(name.getSourceFile()).bindingOf(name) : undefined;
    if (literal !== undefined && binding !== undefined) literals.set(binding, literal);
  }
  return literals.size === 0 ? undefined : literals;
}

/** Whether a condition holds once the literals are put in: `String(status).startsWith('2')` for 200. */
export function truthGiven(condition: ts.Expression, literals: Literals): boolean | undefined {
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const truth = truthGiven(node.operand, literals);
    return truth === undefined ? undefined : !truth;
  }
  if (ts.isBinaryExpression(node)) return truthOfBinary(node, literals);
  if (ts.isCallExpression(node)) return truthOfCall(node, literals);
  const value = valueOf(node, literals);
  return value === undefined ? undefined : Boolean(value);
}

/** `if (!isLoud) return;` for false: nothing behind it is reached. */
export function isLastGiven(node: ts.Node, literals: Literals | undefined): boolean {
  if (literals === undefined || !ts.isIfStatement(node)) return false;
  const truth = truthGiven(node.expression, literals);
  const taken = truth === undefined ? undefined : truth ? node.thenStatement : node.elseStatement;
  const last = taken && ts.isBlock(taken) ? taken.statements.at(-1) : taken;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

function truthOfBinary({ left, right, operatorToken: { kind } }: ts.BinaryExpression, literals: Literals) {
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    const decisive = kind === ts.SyntaxKind.BarBarToken;
    const truths = new Set([truthGiven(left, literals), truthGiven(right, literals)]);
    if (truths.has(decisive)) return decisive;
    return truths.has(undefined) ? undefined : !decisive;
  }
  const [one, other] = [valueOf(left, literals), valueOf(right, literals)];
  return one === undefined || other === undefined ? undefined : comparisons.get(kind)?.(one, other);
}

const comparisons: ReadonlyMap<ts.SyntaxKind, (one: Literal, other: Literal) => boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, (one, other) => one === other],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, (one, other) => one !== other],
  [ts.SyntaxKind.LessThanToken, (one, other) => one < other],
  [ts.SyntaxKind.LessThanEqualsToken, (one, other) => one <= other],
  [ts.SyntaxKind.GreaterThanToken, (one, other) => one > other],
  [ts.SyntaxKind.GreaterThanEqualsToken, (one, other) => one >= other],
]);

/** `text.startsWith('2')`, with a text that is known. */
function truthOfCall(node: ts.CallExpression, literals: Literals): boolean | undefined {
  const callee = unwrap(node.expression);
  const [argument] = node.arguments;
  if (!ts.isPropertyAccessExpression(callee) || argument === undefined) return undefined;
  const [text, part] = [valueOf(callee.expression, literals), valueOf(argument, literals)];
  if (typeof text !== 'string' || typeof part !== 'string') return undefined;
  if (callee.name.text === 'startsWith') return text.startsWith(part);
  return callee.name.text === 'endsWith' ? text.endsWith(part) : undefined;
}

function valueOf(expression: ts.Expression, literals: Literals): Literal | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return valueOfName(node, literals);
  if (ts.isTypeOfExpression(node)) return typeGiven(node, literals);
  if (ts.isCallExpression(node)) return textOf(node, literals);
  return literalOf(node);
}

/** What the function writes over may be another value by then. */
function valueOfName(name: ts.Identifier, literals: Literals): Literal | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined || binding.writes.some(({ pos }) => pos < name.pos)) return undefined;
  return literals.get(binding);
}

function typeGiven(node: ts.TypeOfExpression, literals: Literals): Literal | undefined {
  const value = valueOf(node.expression, literals);
  return value === undefined ? undefined : typeof value;
}

/** `String(status)`, `status.toString()`. */
function textOf(node: ts.CallExpression, literals: Literals): Literal | undefined {
  const callee = unwrap(node.expression);
  const [argument] = node.arguments;
  const source =
    ts.isIdentifier(callee) && callee.text === 'String'
      ? argument
      : ts.isPropertyAccessExpression(callee) && memberName(callee) === 'toString' && argument === undefined
        ? callee.expression
        : undefined;
  const value = source && valueOf(source, literals);
  return value === undefined ? undefined : String(value);
}

function literalOf(node: ts.Expression): Literal | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  return node.kind === ts.SyntaxKind.FalseKeyword ? false : undefined;
}
