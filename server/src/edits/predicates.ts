import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isAsync, isFunctionExpression, unwrap } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { asyncEdit, type AwaitPlace, awaitPlace } from './awaiting.ts';
import { type CollectionCall, collectionCall, type EditContext, isPath, kindOf } from './collections.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';
import { mappedEdits } from './iterating.ts';
import { indentationAt, styleOf } from './style.ts';

/** Methods that need nothing but the answers themselves. */
const onAnswers = new Set(['some', 'every', 'findIndex', 'findLastIndex']);
const onItems = new Set(['filter', 'find', 'findLast']);

/** All answers first, by `Promise.all`, and then the same method on them. */
export function awaitPredicateEdits(call: ts.CallExpression, ctx: EditContext): readonly TextEdit[] | undefined {
  const parts = collectionCall(call);
  const place = awaitPlace(call, ctx.snapshot, ctx.facts);
  if (parts === undefined || place === undefined || parts.isOptional || call.arguments.length > 1) return undefined;
  const method = parts.name.text;
  const edits = onAnswers.has(method)
    ? inPlace(parts, ctx)
    : onItems.has(method)
      ? beforeStatement(parts, ctx)
      : undefined;
  return edits && withAsync(place, edits);
}

const withAsync = (place: AwaitPlace, edits: readonly TextEdit[]): readonly TextEdit[] =>
  place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;

/** `(await Promise.all(users.map(isActive))).some(Boolean)`. */
function inPlace(parts: CollectionCall, ctx: EditContext): readonly TextEdit[] | undefined {
  const mapped = mappedEdits(parts, kindOf(parts, ctx));
  if (mapped === undefined) return undefined;
  const { call, outer, name } = parts;
  const start = { start: outer.getStart(), end: call.getStart() };
  return [{ span: start, text: '(await Promise.all(' }, ...mapped, insertion(call.end, `)).${name.text}(Boolean)`)];
}

/** `const isKept = await Promise.all(users.map(…));` on a line before `users.filter((_, index) => isKept[index])`. */
function beforeStatement(parts: CollectionCall, ctx: EditContext): readonly TextEdit[] | undefined {
  const { call, outer, collection, callback } = parts;
  const statement = statementAround(outer);
  const answers = statement && freeName(answerNames(statement), call);
  if (statement === undefined || answers === undefined || !isPath(collection) || kindOf(parts, ctx) !== 'list')
    return undefined;
  if (scopesOf(call.getSourceFile()).lookup(answers, statement) !== undefined) return undefined;
  const tree = call.getSourceFile();
  const { lineEnd, semicolon } = styleOf(tree);
  const at = statement.getStart(tree);
  const all = `await Promise.all(${collection.getText(tree)}.map(${callback.getText(tree)}))`;
  const line = `const ${answers} = ${all}${semicolon}${lineEnd}${indentationAt(tree, at)}`;
  return [
    insertion(at, line),
    ...(outer === call ? [] : [{ span: { start: outer.getStart(tree), end: call.getStart(tree) }, text: '' }]),
    { span: { start: callback.getStart(tree), end: callback.end }, text: `(_, index) => ${answers}[index]` },
  ];
}

/** After the variable, so that two of them in one block do not meet. */
function answerNames(statement: ts.Statement): readonly string[] {
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.name : undefined;
  return declared && ts.isIdentifier(declared) ? [`${declared.text}Answers`] : ['answers', 'allAnswers'];
}

/** The declaration or return of a block whose first step the call is. */
function statementAround(node: ts.Expression): ts.Statement | undefined {
  let current: ts.Node = node;
  while (ts.isExpression(current.parent) && isFirstStep(current.parent, current)) current = current.parent;
  const { parent } = current;
  const statement = ts.isVariableDeclaration(parent) ? parent.parent.parent : parent;
  const isOnly = !ts.isVariableStatement(statement) || statement.declarationList.declarations.length === 1;
  const holds =
    ts.isVariableStatement(statement) || ts.isReturnStatement(statement) || ts.isExpressionStatement(statement);
  if (!isOnly || !holds) return undefined;
  return ts.isBlock(statement.parent) || ts.isSourceFile(statement.parent) ? statement : undefined;
}

function isFirstStep(parent: ts.Expression, node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent))
    return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === node && isPath(parent.left);
  return ts.isParenthesizedExpression(parent) || unwrap(parent) !== parent;
}

/** `reduce(async (sum, item) => sum + …)`: each round awaits what the one before gave. */
export function awaitReducerEdits(call: ts.CallExpression, ctx: EditContext): readonly TextEdit[] | undefined {
  const parts = collectionCall(call);
  const place = awaitPlace(call, ctx.snapshot, ctx.facts);
  const reducer = parts && unwrap(parts.callback);
  if (parts === undefined || place === undefined || !reducer || !isFunctionExpression(reducer) || !isAsync(reducer))
    return undefined;
  const carried = reducer.parameters[0]?.name;
  if (carried === undefined || !ts.isIdentifier(carried)) return undefined;
  const references = scopesOf(carried.getSourceFile()).bindingOf(carried)?.references ?? [];
  if (!references.every((reference) => isReadInside(reference, reducer))) return undefined;
  const waits = parts.outer === call ? [insertion(call.getStart(), needsParentheses(call) ? '(await ' : 'await ')] : [];
  const closes = waits.length > 0 && needsParentheses(call) ? [insertion(call.end, ')')] : [];
  const inner = ts.isBlock(reducer.body)
    ? firstLine(reducer.body, carried, reducer)
    : references.flatMap((reference) => [insertion(reference.getStart(), '(await '), insertion(reference.end, ')')]);
  return inner && withAsync(place, [...waits, ...inner, ...closes]);
}

function firstLine(
  body: ts.Block,
  carried: ts.Identifier,
  reducer: ts.FunctionExpression | ts.ArrowFunction,
): readonly TextEdit[] | undefined {
  const [first] = body.statements;
  const previous = freeName(['previous', 'before', 'soFar'], reducer);
  if (first === undefined || previous === undefined) return undefined;
  const tree = body.getSourceFile();
  const { lineEnd, semicolon } = styleOf(tree);
  const at = first.getStart(tree);
  return [
    { span: { start: carried.getStart(tree), end: carried.end }, text: previous },
    insertion(at, `const ${carried.text} = await ${previous}${semicolon}${lineEnd}${indentationAt(tree, at)}`),
  ];
}

function isReadInside(reference: ts.Identifier, reducer: ts.Node): boolean {
  const { parent } = reference;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  for (let node: ts.Node = parent; node !== reducer; node = node.parent) {
    if (ts.isFunctionLike(node)) return false;
  }
  return !(ts.isBinaryExpression(parent) && parent.left === reference && isAssignment(parent.operatorToken.kind));
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const needsParentheses = (call: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(call.parent) || ts.isElementAccessExpression(call.parent);
