import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { type FinalSettling, finalSettlings } from '../semantics/executors.ts';
import { guardOf } from '../semantics/guards.ts';
import {
  enclosingFunction,
  type FunctionNode,
  isAsync,
  isFunctionNode,
  isGenerator,
  returnedExpressions,
} from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { ThenableQuestions } from '../semantics/thenables.ts';
import { asyncEdit } from './awaiting.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';
import { reindented } from './reindent.ts';

type Executor = ts.FunctionExpression | ts.ArrowFunction;

/** An executor whose body can stand in the function round it. */
export interface Lift {
  readonly executor: Executor;
  readonly body: ts.Block;
  readonly settlings: readonly FinalSettling[];
  /** Returns the promise, and becomes async. */
  readonly outer: FunctionNode;
  /** What gives way to the body: the `return` statement, or what stands behind an arrow. */
  readonly replaced: ts.ReturnStatement | ts.Expression;
}

export function liftOf(promise: ts.NewExpression, executor: Executor, thenables: ThenableQuestions): Lift | undefined {
  const outer = enclosingFunction(promise);
  const replaced = placeOf(promise, outer);
  const { body } = executor;
  if (outer === undefined || replaced === undefined || !ts.isBlock(body)) return undefined;
  if (!canBeAsync(outer, promise, thenables) || usesOwnThis(executor)) return undefined;
  const settlings = finalSettlings(executor);
  if (settlings === undefined || settlings.some((each) => leavesTry(each, thenables))) return undefined;
  return clashes(body, promise) ? undefined : { executor, body, settlings, outer, replaced };
}

function placeOf(promise: ts.NewExpression, outer: FunctionNode | undefined): Lift['replaced'] | undefined {
  const { parent } = promise;
  if (ts.isReturnStatement(parent) && ts.isBlock(parent.parent)) return guardOf(parent) ? undefined : parent;
  return outer && outer.body === promise ? promise : undefined;
}

function canBeAsync(outer: FunctionNode, promise: ts.NewExpression, thenables: ThenableQuestions): boolean {
  if (isGenerator(outer) || ts.isConstructorDeclaration(outer) || ts.isAccessor(outer)) return false;
  if (promise.typeArguments && outer.type === undefined && closeParen(outer) === undefined) return false;
  if (isAsync(outer)) return true;
  const named = outer.type === undefined || /^Promise\b/.test(outer.type.getText());
  return named && returnedExpressions(outer).every((each) => thenables.isThenable(each) === 'yes');
}

function usesOwnThis(executor: Executor): boolean {
  if (ts.isArrowFunction(executor)) return false;
  const visit = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isIdentifier(node) && (node.text === 'arguments' || node.text === executor.name?.text)) ||
    (ts.forEachChild(node, visit) ?? false);
  return ts.forEachChild(executor.body, visit) ?? false;
}

/** Resolved with a promise inside a `try`: returned there, it would look as if the `catch` watched over it. */
function leavesTry({ statement, argument }: FinalSettling, thenables: ThenableQuestions): boolean {
  return (
    argument !== undefined &&
    guardOf(statement) !== undefined &&
    thenables.isThenable(argument) !== 'no' &&
    !ts.isAwaitExpression(argument) &&
    !isPlainRead(argument)
  );
}

const isPlainRead = (node: ts.Expression): boolean => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);

/** A name of the body that means something else outside of it already. */
function clashes(body: ts.Block, promise: ts.Node): boolean {
  const scopes = scopesOf(body.getSourceFile());
  return declaredNames(body).some((name) => scopes.lookup(name, promise) !== undefined || scopes.globals.has(name));
}

function declaredNames(body: ts.Block): readonly string[] {
  const names: string[] = [];
  const add = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name);
  };
  for (const statement of body.statements) {
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) add(name);
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.push(statement.name.text);
  }
  return names;
}

/** The body where the promise stood, `resolve(x)` as `return x`, `reject(e)` as `throw e`. */
export function liftEdits(lift: Lift): readonly TextEdit[] {
  const { executor, body, settlings, outer, replaced } = lift;
  const tree = executor.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const isStatement = ts.isReturnStatement(replaced);
  const base = indentationAt(tree, (isStatement ? replaced : outer).getStart(tree));
  const first = body.statements[0];
  const last = body.statements.at(-1);
  if (first === undefined || last === undefined) return [];
  const inner = isStatement ? base : base + indent;
  const start = first.getFullStart() + leadingSpace(first, tree);
  const end = trailingComments(last, body, tree);
  const before = isStatement ? '' : ` {${lineEnd}${inner}`;
  const after = isStatement ? '' : `${lineEnd}${base}}`;
  const settled = settlings.flatMap((settling) => settledEdits(settling, tree, semicolon));
  const lines = reindented(tree, { start, end }, indentationAt(tree, start), inner);
  return [
    ...(isAsync(outer) ? [] : [asyncEdit(outer)]),
    ...typeEdits(lift, tree),
    { span: { start: startOf(lift, tree), end: start }, text: before },
    ...settled,
    ...lines.filter((line) => !settled.some((edit) => isInside(line, edit))),
    { span: { start: end, end: replaced.end }, text: after },
  ];
}

const isInside = ({ span }: TextEdit, outer: TextEdit): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;

/** What stands between an arrow and its promise, a line break often, goes too. */
const startOf = ({ outer, replaced }: Lift, tree: ts.SourceFile): number =>
  ts.isReturnStatement(replaced) || !ts.isArrowFunction(outer)
    ? replaced.getStart(tree)
    : outer.equalsGreaterThanToken.end;

const leadingSpace = (first: ts.Statement, tree: ts.SourceFile): number =>
  /^\s*/.exec(first.getFullText(tree))?.[0].length ?? 0;

/** Comments behind the last statement stay with it. */
function trailingComments(last: ts.Statement, body: ts.Block, tree: ts.SourceFile): number {
  return last.end + tree.text.slice(last.end, body.end - 1).trimEnd().length;
}

function settledEdits(
  { kind, statement, argument, leave }: FinalSettling,
  tree: ts.SourceFile,
  semicolon: string,
): readonly TextEdit[] {
  const word = kind === 'resolve' ? 'return' : 'throw';
  const end = (leave ?? statement).end;
  if (argument === undefined) return [leaveEdit(statement, end, tree, semicolon)];
  return [
    { span: { start: statement.getStart(tree), end: argument.getStart(tree) }, text: `${word} ` },
    { span: { start: argument.end, end }, text: semicolon },
  ];
}

/** At the end of the function a `return` would say nothing. */
function leaveEdit(statement: ts.Statement, end: number, tree: ts.SourceFile, semicolon: string): TextEdit {
  const start = statement.getStart(tree);
  const block = statement.parent;
  const isEnd = ts.isBlock(block) && isFunctionNode(block.parent) && block.statements.at(-1)?.end === end;
  const isAlone = ts.isBlock(block) && block.statements[0] === statement;
  return isEnd && !isAlone && tree.text.slice(statement.pos, start).trim() === ''
    ? { span: { start: statement.pos, end }, text: '' }
    : { span: { start, end }, text: `return${semicolon}` };
}

/** `new Promise<Order>(…)` said what the function gives. */
function typeEdits({ outer, replaced }: Lift, tree: ts.SourceFile): readonly TextEdit[] {
  const promise = ts.isReturnStatement(replaced) ? replaced.expression : replaced;
  const paren = closeParen(outer);
  if (outer.type || paren === undefined || !promise || !ts.isNewExpression(promise) || !promise.typeArguments)
    return [];
  const types = promise.typeArguments.map((type) => type.getText(tree)).join(', ');
  return [insertion(paren.end, `: Promise<${types}>`)];
}

const closeParen = (fn: FunctionNode): ts.Node | undefined =>
  fn.getChildren().find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
