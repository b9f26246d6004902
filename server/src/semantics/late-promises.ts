import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { enclosingFunction, type FunctionNode, isAsync, isFunctionNode, returnedExpressions, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { promiseStatic, type ThenableQuestions } from './thenables.ts';

/** A promise in a variable that nobody looks at while something else is awaited. */
export interface LatePromise {
  readonly declaration: ts.VariableDeclaration & { readonly name: ts.Identifier };
  readonly initializer: ts.Expression;
  /** The first thing that is awaited meanwhile. */
  readonly meanwhile: ts.Expression;
  /** Where the variable is used for the first time. */
  readonly use: ts.Identifier;
}

interface Questions {
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
}

/** By syntax, except for what is awaited: that it takes time is asked of its callee. */
export function latePromise(declaration: ts.VariableDeclaration, questions: Questions): LatePromise | undefined {
  const { name, initializer } = declaration;
  const initial = initializer && unwrap(initializer);
  if (!ts.isIdentifier(name) || initial === undefined || !(ts.isCallExpression(initial) || ts.isNewExpression(initial)))
    return undefined;
  const fn = enclosingFunction(declaration);
  if (fn !== undefined && !isAsync(fn)) return undefined;
  const use = scopesOf(declaration.getSourceFile()).bindingOf(name)?.references[0];
  if (use === undefined || use.pos < declaration.end || enclosingFunction(use) !== fn) return undefined;
  const within = statementList(declaration);
  const meanwhile = within && awaitedBetween(within, declaration.end, use.getStart(), questions);
  return meanwhile
    ? { declaration: declaration as LatePromise['declaration'], initializer: initial, meanwhile, use }
    : undefined;
}

/** The block whose statements follow the declaration; a loop's own variable has none. */
function statementList(declaration: ts.VariableDeclaration): ts.Node | undefined {
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) ? statement.parent : undefined;
}

/** The first await between two offsets that takes time, in the same function. */
function awaitedBetween(node: ts.Node, start: number, end: number, questions: Questions): ts.Expression | undefined {
  if (node.end <= start || node.pos >= end || isFunctionNode(node) || ts.isClassLike(node)) return undefined;
  const isBetween = node.pos >= start && node.end <= end;
  if (ts.isAwaitExpression(node) && isBetween && takesTime(node.expression, questions)) return node.expression;
  const iterates = ts.isForOfStatement(node) && node.awaitModifier !== undefined && node.pos >= start;
  if (iterates && node.expression.end <= end) return node.expression;
  return ts.forEachChild(node, (child) => awaitedBetween(child, start, end, questions));
}

/** What Next has at hand when a request comes in; by types it is a member of the package as a whole. */
const atOnce = /^next(?:\/headers)?\.(?:cookies|headers|draftMode|connection)\(\)$/;

/** Nothing can reject unheard while only the queue of microtasks is worked off. */
export function takesTime(awaited: ts.Expression, questions: Questions): boolean {
  const node = unwrap(awaited);
  if (ts.isIdentifier(node)) {
    const started = startedIn(node);
    return started !== undefined && takesTime(started, questions);
  }
  if (ts.isNewExpression(node)) return true;
  if (!ts.isCallExpression(node)) return false;
  if (promiseStatic(node) === 'resolve' || promiseStatic(node) === 'reject') return false;
  if (questions.thenables.isThenable(node) === 'no') return false;
  const { functions, paths } = questions.callees.of(node);
  if (paths.some((path) => atOnce.test(path))) return false;
  return functions.length === 0 || functions.some((fn) => mayTakeTime(fn, questions));
}

/** The promise that a variable was started with. */
function startedIn(name: ts.Identifier): ts.Expression | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const declaration = binding?.kind === 'const' ? binding.declarations[0] : undefined;
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

/** An async function without an await is done at once. */
function mayTakeTime(fn: FunctionNode, { thenables }: Questions): boolean {
  if (!isAsync(fn) || fn.body === undefined) return true;
  return awaits(fn.body) || returnedExpressions(fn).some((expression) => thenables.isThenable(expression) !== 'no');
}

function awaits(node: ts.Node): boolean {
  if (isFunctionNode(node)) return false;
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
  return ts.forEachChild(node, awaits) ?? false;
}
