import { ts } from '../engine/syntax.ts';
import { type FailedValue, failedValue } from './failed-values.ts';
import { isAnd, enclosingFunction, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { outermost, usesOf } from './result-parts.ts';

/**
 * What happens where the data of a failed call is `null`. `closed`: the code sees that something is missing and leaves. `opens`: it takes
 * it for "there is none" and goes on to write. `throws`: it reads a property of `null`. `empty`: it goes on with nothing.
 */
export type MissingData = 'closed' | 'opens' | 'throws' | 'empty';

const maxDepth = 3;

export function missingDataAt(uses: readonly ts.Expression[], depth = 0): MissingData {
  const ways = new Set(uses.flatMap((use) => waysOf(use, depth)));
  for (const way of ['closed', 'opens'] as const) if (ways.has(way)) return way;
  // Who asks in one place whether there is anything asks for all places.
  return ways.has('throws') && !ways.has('guarded') ? 'throws' : 'empty';
}

/** `guarded`: the code knows that there may be nothing. */
type Way = MissingData | 'guarded';

function waysOf(use: ts.Expression, depth: number): readonly Way[] {
  const isMissing = (node: ts.Expression): boolean => node === use;
  const at = lastKnown(use, isMissing);
  if (at.value.kind === 'throws') return ['throws'];
  const { parent } = at.node;
  const { value } = at;
  if (ts.isCallExpression(parent) && nameOfCallee(parent) === 'isArray') return ['guarded'];
  if (value.kind === 'known' && ts.isIfStatement(parent) && parent.expression === at.node)
    return [afterIf(parent, Boolean(value.value))];
  if (value.kind === 'known' && ts.isConditionalExpression(parent) && parent.condition === at.node) return ['guarded'];
  if (ts.isIfStatement(parent) && parent.expression === at.node) return ['closed'];
  if (ts.isForOfStatement(parent) && parent.expression === at.node)
    return value.kind === 'known' && value.value === null ? ['throws'] : ['empty'];
  if (isAnd(parent)) return ['guarded'];
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isNothing(value) && depth < maxDepth)
    return [followed(usesOf(parent.name), depth)];
  if (isAssertion(parent, at.node)) return ['closed'];
  return [at.isAsked ? 'guarded' : 'empty'];
}

const isNothing = (value: FailedValue): boolean =>
  value.kind === 'known' && (value.value === null || value.value === undefined);

const followed = (uses: readonly ts.Expression[], depth: number): Way =>
  uses.length === 0 ? 'empty' : missingDataAt(uses, depth + 1);

/** The largest expression round a use whose value is known once the use is `null`. */
function lastKnown(
  use: ts.Expression,
  isMissing: (node: ts.Expression) => boolean,
): { readonly node: ts.Expression; readonly value: FailedValue; readonly isAsked: boolean } {
  let node = outermost(use);
  let value = failedValue(node, isMissing);
  let isAsked = false;
  for (;;) {
    const { parent } = node;
    if (!ts.isExpression(parent) || isFunctionNode(parent) || !mayGoOn(parent, node)) return { node, value, isAsked };
    isAsked ||= ts.isBinaryExpression(parent) || ts.isOptionalChain(parent);
    const next = outermost(parent);
    const nextValue = failedValue(next, isMissing);
    if (nextValue.kind === 'throws') return { node: next, value: nextValue, isAsked };
    const isCondition = ts.isIfStatement(next.parent) || ts.isConditionalExpression(next.parent);
    if (nextValue.kind === 'unknown' && !isCondition && !ts.isBinaryExpression(next)) return { node, value, isAsked };
    node = next;
    value = nextValue;
  }
}

function mayGoOn(parent: ts.Expression, node: ts.Expression): boolean {
  if (ts.isCallExpression(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  if (ts.isElementAccessExpression(parent)) return parent.expression === node;
  return ts.isPropertyAccessExpression(parent) || ts.isPrefixUnaryExpression(parent);
}

/** `assert(row)`, `invariant(row, …)`. */
const isAssertion = (parent: ts.Node, node: ts.Expression): boolean =>
  ts.isCallExpression(parent) &&
  parent.arguments.includes(node) &&
  /^(?:assert\w*|invariant|ensure\w*|expect)$/.test(nameOfCallee(parent));

function nameOfCallee({ expression }: ts.CallExpression): string {
  const callee = unwrap(expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
}

/** Which way an `if` goes on a failure. */
function afterIf(statement: ts.IfStatement, holds: boolean): Way {
  const taken = holds ? statement.thenStatement : statement.elseStatement;
  if (taken !== undefined) return writesIn(taken) ? 'opens' : 'closed';
  return leaves(statement.thenStatement) && writesAfter(statement) ? 'opens' : 'guarded';
}

/** Whether what follows is never reached from it. */
export function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
}

const writing = /^(?:insert|upsert|update|delete|rpc|invoke|upload|create\w*|send\w*|save\w*|signUp)$/;

function writesIn(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && writing.test(nameOfCallee(node))) return true;
  return ts.forEachChild(node, (child) => writesIn(child) || undefined) ?? false;
}

/** In the rest of the function. */
function writesAfter(statement: ts.Statement): boolean {
  const body = enclosingFunction(statement)?.body ?? statement.getSourceFile();
  const visit = (node: ts.Node): boolean => {
    if (node.end <= statement.end) return false;
    if (node.pos >= statement.end) return writesIn(node);
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(body);
}
