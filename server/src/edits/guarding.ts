import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import {
  calleeWords,
  enclosingFunction,
  type FunctionNode,
  functionName,
  hasModifier,
  isAsync,
  isFunctionNode,
  propertyNameText,
  returnedExpressions,
  unwrap,
} from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { FunctionPlace } from '../semantics/promise-functions.ts';
import { awaitValueEdits } from './await-value.ts';
import type { EditContext } from './collections.ts';
import { freeName } from './free-name.ts';
import { catchEdits } from './handling.ts';
import { reportsAt } from './reporting.ts';
import { indentationAt, styleOf } from './style.ts';
import { canTry, tryEdits } from './try-catch.ts';

/** Reports what a function rejects with, where it is given to somebody who does not look. */
export function guardEdits(value: FunctionPlace, ctx: EditContext): readonly TextEdit[] | undefined {
  const node = ts.isExpression(value) ? unwrap(value) : value;
  if (isFunctionNode(node)) return isAsync(node) ? guardBody(node, ctx) : guardReturned(node, ctx);
  if (ts.isShorthandPropertyAssignment(node)) return guardName(node, node.name, ctx);
  return ts.isIdentifier(node) || isMethodOfName(node) ? guardName(node, node, ctx) : undefined;
}

/** `service.load`, whose owner is named. */
const isMethodOfName = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) &&
  (ts.isIdentifier(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword);

/** The whole body goes into a `try`; what it returns is awaited there, so that the catch sees it. */
function guardBody(fn: FunctionNode, ctx: EditContext): readonly TextEdit[] | undefined {
  const { body } = fn;
  if (body === undefined || !canTry(fn)) return undefined;
  if (!ts.isBlock(body)) return guardExpression(body, ctx);
  const returned = returnedExpressions(fn).filter((each) => mayBePromise(each, ctx));
  // A `return` inside nested brackets of edits would be moved twice.
  const error = freeName(['error', 'reason', 'caught'], fn) ?? 'error';
  const clause = {
    error,
    lines: reportsAt(body, `${subjectOf(fn)} failed`, error),
  };
  return [...tryEdits(fn, clause), ...returned.flatMap(awaitValueEdits)];
}

function mayBePromise(expression: ts.Expression, { semantics }: EditContext): boolean {
  if (ts.isAwaitExpression(unwrap(expression))) return false;
  const answer = semantics.thenables.isThenable(expression);
  return answer === 'yes' || answer === 'maybe';
}

/** `() => save(order)`, `async () => await save(order)`. */
function guardExpression(body: ts.Expression, ctx: EditContext): readonly TextEdit[] | undefined {
  const inner = unwrap(body);
  const parts = operandsOf(inner);
  if (parts !== undefined) {
    const edits = parts.filter((part) => mayBePromise(part, ctx)).map((part) => guardExpression(part, ctx));
    return edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []);
  }
  const promise = ts.isAwaitExpression(inner) ? unwrap(inner.expression) : inner;
  if (ctx.semantics.thenables.isThenable(promise) !== 'yes') return undefined;
  if (ctx.snapshot.oracle(promise.getSourceFile().fileName)?.isPromise(promise) === 'no') return undefined;
  return catchEdits([{ promise, shape: 'promise' }], {
    subjectOf: () => plain(calleeWords(promise)),
    isSure: () => true,
    also: [],
  });
}

/** `open && save()`, `isNew ? create() : save()`. */
function operandsOf(node: ts.Expression): readonly ts.Expression[] | undefined {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  const isAnd = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isAnd ? [node.right] : undefined;
}

/** Without `async` a `try` sees nothing: the promise itself is given a handler. */
function guardReturned(fn: FunctionNode, ctx: EditContext): readonly TextEdit[] | undefined {
  const promises = returnedExpressions(fn).filter((each) => mayBePromise(each, ctx));
  const edits = promises.map((promise) => guardExpression(promise, ctx));
  return edits.length === 0 || edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []);
}

/** `save` becomes `() => { save().catch(…); }`: others who call it go on hearing of its failure. */
function guardName(
  node: ts.Expression | ts.ShorthandPropertyAssignment,
  name: ts.Expression,
  ctx: EditContext,
): readonly TextEdit[] | undefined {
  const functions = ctx.semantics.promiseFunctions.promiseFunctionOf(node)?.functions ?? [];
  const [fn, ...others] = functions;
  if (fn === undefined || others.length > 0 || !isAsync(fn)) return undefined;
  if (ts.isIdentifier(name) && isOnlyHandedOn(fn, name)) return guardBody(fn, ctx);
  const parameters = parametersOf(fn, node);
  if (parameters === undefined) return undefined;
  const names = parameters.map((parameter) => parameter.name.getText()).join(', ');
  const tree = node.getSourceFile();
  const { lineEnd, indent, semicolon, isTypeScript } = styleOf(tree);
  const base = indentationAt(tree, node.getStart(tree));
  const words = name.getText(tree);
  const reports = reportsAt(node, `${plain(words)} failed`, 'error');
  const key = ts.isShorthandPropertyAssignment(node) ? `${words}: ` : '';
  const text = [
    `${key}(${declaredIn(parameters, node)}) => {`,
    `${base}${indent}${words}(${names}).catch((error${isTypeScript ? ': unknown' : ''}) => {`,
    ...reports.map((line) => `${base}${indent}${indent}${line}`),
    `${base}${indent}})${semicolon}`,
    `${base}}`,
  ].join(lineEnd);
  return [{ span: { start: node.getStart(tree), end: node.end }, text }];
}

/** Nobody in the file calls it, so that no caller waits to hear of a failure. */
function isOnlyHandedOn(fn: FunctionNode, name: ts.Identifier): boolean {
  if (fn.getSourceFile() !== name.getSourceFile()) return false;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined || binding.declarations.some(isExported)) return false;
  return binding.references.every((reference) => {
    const { parent } = reference;
    if (ts.isCallExpression(parent)) return parent.expression !== reference;
    return ts.isJsxExpression(parent) || ts.isPropertyAssignment(parent);
  });
}

function isExported(declaration: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

/** Undefined where a new function would have parameters whose types nobody gives. */
function parametersOf(
  fn: FunctionNode,
  node: ts.Expression | ts.ShorthandPropertyAssignment,
): readonly ts.ParameterDeclaration[] | undefined {
  const wanted = fn.parameters.filter(({ questionToken, initializer }) => !questionToken && !initializer);
  if (wanted.some(({ dotDotDotToken, name }) => dotDotDotToken || !ts.isIdentifier(name))) return undefined;
  if (wanted.length > 0 && ts.isShorthandPropertyAssignment(node)) return undefined;
  return wanted;
}

/** Overloads give an argument no types: there the function's own are written, as far as the file knows them. */
function declaredIn(parameters: readonly ts.ParameterDeclaration[], { parent }: ts.Node): string {
  const isArgument = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  const hasTypes = ({ type }: ts.ParameterDeclaration): boolean => type?.getSourceFile() === parent.getSourceFile();
  return parameters
    .map((each) =>
      isArgument && hasTypes(each) ? `${each.name.getText()}: ${each.type?.getText() ?? ''}` : each.name.getText(),
    )
    .join(', ');
}

/** What a log line says has failed. */
function subjectOf(fn: FunctionNode): string {
  const own = functionName(fn)?.text ?? (ts.isMethodDeclaration(fn) ? propertyNameText(fn.name) : undefined);
  if (own !== undefined) return own;
  const receiver = receiverWords(fn);
  if (receiver !== undefined) return receiver;
  for (let outer = enclosingFunction(fn); outer; outer = enclosingFunction(outer)) {
    const name = functionName(outer)?.text;
    if (name !== undefined) return `async work in ${name}`;
  }
  return 'async work';
}

function receiverWords({ parent }: FunctionNode): string | undefined {
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) return parent.parent.name.getText();
  if (ts.isPropertyAssignment(parent)) return propertyNameText(parent.name);
  if (ts.isBinaryExpression(parent)) return plain(parent.left.getText());
  if (!ts.isCallExpression(parent)) return undefined;
  const [first] = parent.arguments;
  const event = first && ts.isStringLiteralLike(first) && first.text.length < 40 ? ` of ${first.text}` : '';
  return `${plain(calleeWords(parent.expression))} callback${event}`;
}

const plain = (words: string): string =>
  words
    .replaceAll(/\(…?\)/g, '')
    .replaceAll('…', '...')
    .replaceAll(/\s+/g, ' ');
