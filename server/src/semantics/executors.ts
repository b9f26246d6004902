import { ts } from '../engine/syntax.ts';
import type { Binding } from './bindings.ts';
import { isFunctionNode } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A call of `resolve` or `reject` after which the executor has nothing left to do. */
export interface FinalSettling {
  readonly kind: 'resolve' | 'reject';
  /** `resolve(x);`, or `return resolve(x);`. */
  readonly statement: ts.ExpressionStatement | ts.ReturnStatement;
  readonly argument: ts.Expression | undefined;
  /** The `return;` that follows. */
  readonly leave: ts.ReturnStatement | undefined;
}

interface Walk {
  readonly settlers: ReadonlyMap<Binding, FinalSettling['kind']>;
  readonly found: FinalSettling[];
}

/**
 * All places where an executor settles its promise, if it does so on every path and as the last thing on it; undefined
 * as soon as one is otherwise: handed to a callback, followed by more work, or missing.
 */
export function finalSettlings(
  executor: ts.FunctionExpression | ts.ArrowFunction,
): readonly FinalSettling[] | undefined {
  const { body, parameters } = executor;
  if (!ts.isBlock(body)) return undefined;
  const settlers = new Map<Binding, FinalSettling['kind']>();
  for (const [at, parameter] of parameters.entries()) {
    const binding = ts.isIdentifier(parameter.name)
      ? scopesOf(executor.getSourceFile()).bindingOf(parameter.name)
      : undefined;
    if (binding === undefined || at > 1 || parameter.initializer || parameter.dotDotDotToken) return undefined;
    settlers.set(binding, at === 0 ? 'resolve' : 'reject');
  }
  const walk: Walk = { settlers, found: [] };
  if (!settlesAlways(body.statements, walk)) return undefined;
  const uses = [...settlers.keys()].reduce((sum, { references }) => sum + references.length, 0);
  return uses === walk.found.length && !leavesUnsettled(body, walk.found) ? walk.found : undefined;
}

/** Whether a list of statements at the end of the executor ends with the promise settled, whichever way it goes. */
function settlesAlways(statements: readonly ts.Statement[], walk: Walk): boolean {
  for (const [at, statement] of statements.entries()) {
    const next = statements[at + 1];
    const isLast = next === undefined;
    const leave = next && isBareReturn(next) ? next : undefined;
    const settling = settlingOf(statement, leave, walk);
    if (settling && (isLast || leave || ts.isReturnStatement(statement))) {
      walk.found.push(settling);
      return true;
    }
    if (ts.isThrowStatement(statement)) return true;
    const settles = branchesSettle(statement, walk);
    if (isLast) return settles;
  }
  return false;
}

/** Looks into the branches of a statement too when they do not all settle, since one that leaves is an end as well. */
function branchesSettle(statement: ts.Statement, walk: Walk): boolean {
  if (ts.isBlock(statement)) return settlesAlways(statement.statements, walk);
  if (ts.isIfStatement(statement)) {
    const then = settlesAlways([statement.thenStatement], walk);
    return statement.elseStatement ? settlesAlways([statement.elseStatement], walk) && then : false;
  }
  if (ts.isTryStatement(statement)) return trySettles(statement, walk);
  if (ts.isIterationStatement(statement, false)) settlesAlways([statement.statement], walk);
  return false;
}

/** What is thrown in a `try` is caught beside it, so that a `reject` there is no `throw`. */
function trySettles({ tryBlock, catchClause }: ts.TryStatement, walk: Walk): boolean {
  const inside: Walk = { ...walk, found: [] };
  const tried = settlesAlways(tryBlock.statements, inside);
  const caught = catchClause ? settlesAlways(catchClause.block.statements, walk) : true;
  walk.found.push(...inside.found.filter(({ kind }) => kind === 'resolve' || catchClause === undefined));
  return tried && caught;
}

function settlingOf(
  statement: ts.Statement,
  leave: ts.ReturnStatement | undefined,
  { settlers }: Walk,
): FinalSettling | undefined {
  if (!ts.isExpressionStatement(statement) && !ts.isReturnStatement(statement)) return undefined;
  const call = statement.expression;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const binding = scopesOf(statement.getSourceFile()).bindingOf(call.expression);
  const kind = binding && settlers.get(binding);
  const [argument, ...others] = call.arguments;
  if (kind === undefined || others.length > 0 || (argument && ts.isSpreadElement(argument))) return undefined;
  return kind === 'reject' && argument === undefined ? undefined : { kind, statement, argument, leave };
}

const isBareReturn = (statement: ts.Statement): statement is ts.ReturnStatement =>
  ts.isReturnStatement(statement) && statement.expression === undefined;

/** A `return` that does not belong to a settling, or one inside a loop that goes on after it settled. */
function leavesUnsettled(body: ts.Block, settlings: readonly FinalSettling[]): boolean {
  const known = new Set<ts.Node>(settlings.flatMap(({ statement, leave }) => (leave ? [statement, leave] : statement)));
  const visit = (node: ts.Node): boolean => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node)) return !known.has(node);
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(body) || settlings.some(goesOn);
}

/** `for (…) { resolve(x); }` settles and goes round again. */
function goesOn({ statement, leave }: FinalSettling): boolean {
  if (leave || ts.isReturnStatement(statement)) return false;
  for (let node: ts.Node = statement; !isFunctionNode(node); node = node.parent) {
    if (ts.isIterationStatement(node, false)) return true;
    const { parent } = node;
    if (ts.isBlock(parent) && parent.statements.at(-1) !== node) return true;
  }
  return false;
}
