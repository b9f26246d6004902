import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { FloatingPromise } from '../semantics/floating.ts';
import { chainCall } from '../semantics/thenables.ts';
import { asyncEdit, type AwaitPlace } from './awaiting.ts';
import { reportsAt } from './reporting.ts';
import { indentationAt, styleOf } from './style.ts';

/** Waits for each promise where it stands; arrays through `Promise.all`. */
export function awaitEdits(promises: readonly FloatingPromise[], place: AwaitPlace): readonly TextEdit[] {
  const edits = promises.flatMap(({ promise, shape }) =>
    shape === 'array' ? wrap(promise, 'await Promise.all(', ')') : wrap(...awaited(promise)),
  );
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

function awaited(promise: ts.Expression): readonly [ts.Expression, string, string] {
  return ts.isYieldExpression(promise) || ts.isArrowFunction(promise)
    ? [promise, 'await (', ')']
    : [promise, 'await ', ''];
}

export interface Report {
  /** What the log says has failed. */
  readonly subjectOf: (promise: FloatingPromise) => string;
  /** Whether it is a promise at all times, not on some paths. */
  readonly isSure: (promise: FloatingPromise) => boolean;
  /** Statements that follow the log line, without semicolons. */
  readonly also: readonly string[];
}

/** Reports the rejection of each promise with the logger in scope. */
export const catchEdits = (promises: readonly FloatingPromise[], report: Report): readonly TextEdit[] =>
  promises.flatMap((floating) =>
    handlerEdits(
      floating,
      report.isSure(floating),
      reporter(floating.promise, report.subjectOf(floating), report.also),
    ),
  );

/** Hands the rejection of each promise to a function that is in scope by that name. */
export const handOnEdits = (
  promises: readonly FloatingPromise[],
  name: string,
  isSure: Report['isSure'],
): readonly TextEdit[] => promises.flatMap((floating) => handlerEdits(floating, isSure(floating), name));

/** Gives a promise its rejection handler; an empty `.catch()` takes it, where there is one. */
function handlerEdits({ promise, shape }: FloatingPromise, isSure: boolean, handler: string): readonly TextEdit[] {
  const empty = shape === 'array' ? undefined : emptyCatch(promise);
  if (empty) return [{ span: empty, text: handler }];
  const lead = brokenChain(promise);
  const call = `${lead === undefined ? '' : styleOf(promise.getSourceFile()).lineEnd + lead}.catch(${handler})`;
  if (shape === 'array') return wrap(promise, 'Promise.all(', `)${call}`);
  if (!isSure) return wrap(promise, 'Promise.resolve(', `)${call}`);
  return needsParentheses(promise) ? wrap(promise, '(', `)${call}`) : [insertion(promise.end, call)];
}

/** What stands between the parentheses of `.catch()` and `.catch(undefined)`. */
function emptyCatch(promise: ts.Expression): TextEdit['span'] | undefined {
  const chain = chainCall(promise);
  if (chain?.method !== 'catch') return undefined;
  const [handler] = chain.call.arguments;
  if (handler) return { start: handler.getStart(), end: handler.end };
  const end = chain.call.end - 1;
  return { start: end, end };
}

/** A function that logs what it is given. */
export function reporter(
  promise: ts.Expression,
  subject: string,
  also: readonly string[] = [],
  lead: string | undefined = brokenChain(promise),
): string {
  const tree = promise.getSourceFile();
  const { lineEnd, indent, semicolon, isTypeScript } = styleOf(tree);
  const base = lead ?? indentationAt(tree, closedAlone(promise) ? promise.end - 1 : promise.getStart(tree));
  const parameter = isTypeScript ? '(error: unknown)' : '(error)';
  return [
    `${parameter} => {`,
    ...[...reportsAt(promise, `${subject} failed`, 'error'), ...also.map((each) => `${each}${semicolon}`)].map(
      (line) => `${base}${indent}${line}`,
    ),
    `${base}}`,
  ].join(lineEnd);
}

/** `})` on a line of its own: the handler is indented as that line is. */
function closedAlone(promise: ts.Expression): boolean {
  const text = promise.getText();
  return /^[\t ]*[)\]}]+$/.test(text.slice(text.lastIndexOf('\n') + 1));
}

/** The indentation of the last `.then` where a chain is written one call a line. */
function brokenChain(promise: ts.Expression): string | undefined {
  const chain = chainCall(promise);
  if (chain === undefined || !ts.isPropertyAccessExpression(chain.call.expression)) return undefined;
  const tree = promise.getSourceFile();
  const dot = chain.call.expression.name.getStart(tree) - 1;
  const lead = indentationAt(tree, dot);
  return tree.text.slice(0, dot).endsWith(`\n${lead}`) ? lead : undefined;
}

const needsParentheses = (promise: ts.Expression): boolean =>
  !ts.isLeftHandSideExpression(promise) || (ts.isNewExpression(promise) && promise.arguments === undefined);

/** Beyond so many characters an array is written one element a line. */
const shortArray = 60;

/** Statements that stand one after the other, each on its own line, become one wait for all. */
export function gatherEdits(
  statements: readonly ts.ExpressionStatement[],
  place: AwaitPlace,
): readonly TextEdit[] | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const tree = first.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, first.getStart(tree));
  const elements = statements.map((statement) => statement.expression.getText(tree));
  const inOneLine = elements.join(', ');
  const array =
    inOneLine.length <= shortArray
      ? inOneLine
      : `${lineEnd}${elements.map((element) => `${base}${indent}${element},${lineEnd}`).join('')}${base}`;
  const text = `await Promise.all([${array}])${semicolon}`;
  const edit: TextEdit = { span: { start: first.getStart(tree), end: last.end }, text };
  return place.makesAsync ? [asyncEdit(place.makesAsync), edit] : [edit];
}

export function wrap(node: ts.Expression, before: string, after: string): readonly TextEdit[] {
  const start = insertion(node.getStart(), before);
  return after === '' ? [start] : [start, insertion(node.end, after)];
}

export const insertion = (offset: number, text: string): TextEdit => ({ span: { start: offset, end: offset }, text });

/** Says out loud that nobody waits; what cannot fail needs no reason. */
export function voidEdits(statement: ts.ExpressionStatement, canReject: boolean): readonly TextEdit[] {
  const tree = statement.getSourceFile();
  const { expression } = statement;
  const simple =
    ts.isCallExpression(expression) || ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression);
  const rest = tree.text.slice(statement.end).split('\n', 1)[0] ?? '';
  const comment = canReject && rest.trim() === '' ? ' // not awaited on purpose: …' : '';
  const before = insertion(expression.getStart(tree), simple ? 'void ' : 'void (');
  const after = simple ? [] : [insertion(expression.end, ')')];
  return [before, ...after, ...(comment ? [insertion(statement.end, comment)] : [])];
}
