import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { Handler, HandlerRejection, Registration } from '../semantics/handlers.ts';
import { calleeWords, type FunctionNode, isAsync, isFunctionExpression, unwrap } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { loggerAt } from './logging.ts';
import { type NextParameter, nextParameter } from './next-parameter.ts';
import { styleOf } from './style.ts';
import { canTry, tryEdits } from './try-catch.ts';

/** A handler whose rejection nobody hears, at one place that registers it. */
export interface LostRejection {
  readonly registration: Registration;
  readonly handler: Handler;
  readonly rejection: HandlerRejection;
}

/** `orders.list.bind(orders)` is `orders.list`. */
export const handlerWords = (node: ts.Expression): string => calleeWords(node).replace(/\.bind\(…?\)$/, '');

/** What the function itself can do about its failure. */
export interface Mending {
  readonly id: 'next' | 'answer' | 'report';
  /** What is called in the catch, as a title names it. */
  readonly by: string;
  readonly edits: () => readonly TextEdit[];
}

export function mendingOf(lost: LostRejection): Mending | undefined {
  const { fn } = lost.rejection;
  const { tells } = lost.registration.model;
  if (fn.body === undefined || !allowsEmptyReturn(fn)) return undefined;
  if (tells === 'next' || tells === 'next-error') return mendingByNext(lost);
  if (!isAsync(fn) || !canTry(fn)) return undefined;
  const error = freeName(fn);
  const logger = loggerAt(fn.body);
  const { semicolon } = styleOf(fn.getSourceFile());
  const report = `${logger.report(`${subjectOf(lost)} failed`, error)}${semicolon}`;
  const response = tells === 'response' ? responseOf(lost) : undefined;
  if (tells === 'response' && response === undefined) return undefined;
  const answer = response
    ? [`if (!${response}.headersSent) ${response}.writeHead(500)${semicolon}`, `${response}.end()${semicolon}`]
    : [];
  return {
    id: response ? 'answer' : 'report',
    by: logger.name,
    edits: () => tryEdits(fn, { error, lines: [report, ...answer] }),
  };
}

function mendingByNext(lost: LostRejection): Mending | undefined {
  const { fn } = lost.rejection;
  const next = nextParameter(fn, nextIndex(lost));
  if (next === undefined) return undefined;
  if (!isAsync(fn)) return mendingOfReturns(fn, next);
  if (!canTry(fn)) return undefined;
  const error = freeName(fn);
  const { semicolon, isTypeScript } = styleOf(fn.getSourceFile());
  const needsError = lost.registration.model.tells === 'next-error' && isTypeScript;
  const given = needsError ? `${error} instanceof Error ? ${error} : new Error(String(${error}))` : error;
  const line = `${returnsAtEnd(fn) ? 'return ' : ''}${next.name}(${given})${semicolon}`;
  return { id: 'next', by: next.name, edits: () => [...next.edits, ...tryEdits(fn, { error, lines: [line] })] };
}

/** `(req, res) => find().then(…)`: the promise that is returned gets the handler. */
function mendingOfReturns(fn: FunctionNode, next: NextParameter): Mending | undefined {
  const { body } = fn;
  if (body === undefined || ts.isBlock(body) || !ts.isCallExpression(unwrap(body))) return undefined;
  return { id: 'next', by: next.name, edits: () => [...next.edits, insertion(body.end, `.catch(${next.name})`)] };
}

/** Error middleware has four parameters, and so has what `param` takes, in another order. */
function nextIndex({ registration: { call, model }, rejection: { fn } }: LostRejection): number {
  const at = model.at ?? 2;
  const isParam = ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'param';
  return at === 2 && fn.parameters.length === 4 && !isParam ? 3 : at;
}

function responseOf({ registration, rejection: { fn } }: LostRejection): string | undefined {
  const name = fn.parameters[registration.model.at ?? 1]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** The catch returns nothing, so a declared result must allow that. */
function allowsEmptyReturn({ type }: FunctionNode): boolean {
  return type === undefined || /\b(?:void|any|unknown|undefined)\b/.test(type.getText());
}

function returnsAtEnd({ body }: FunctionNode): boolean {
  const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined;
  return last !== undefined && ts.isReturnStatement(last) && last.expression !== undefined;
}

function freeName(fn: FunctionNode): string {
  return fn.parameters.some(({ name }) => ts.isIdentifier(name) && name.text === 'error') ? 'caught' : 'error';
}

/** What a log line says has failed. */
function subjectOf({ registration: { call }, handler: { argument } }: LostRejection): string {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return handlerWords(node).replaceAll(/\(…?\)/g, '');
  const [first] = call.arguments;
  return first && ts.isStringLiteralLike(first) && first.text.length < 40
    ? `Handling ${first.text}`
    : 'Handling a request';
}
