import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionExpression } from '../semantics/nodes.ts';
import { outermost } from '../semantics/result-parts.ts';
import type { IgnoredError } from '../semantics/results.ts';
import { swallowedByHandler } from '../semantics/swallowing.ts';
import { chainCall } from '../semantics/thenables.ts';
import { insertion } from './handling.ts';
import { reportsAt } from './reporting.ts';
import { errorNameFor, subjectOf } from './result-names.ts';
import { indentationAt, styleOf } from './style.ts';
import { throwingEdits } from './throwing-query.ts';
import { boundAs, type CheckContext, checkLines, conditionOf, errorIn, type ResultCheck } from './taken-error.ts';

type Handler = ts.ArrowFunction | ts.FunctionExpression;

/** Looks at the error where the callback of `.then` takes the result. */
export function handlerCheck(
  then: ts.CallExpression,
  ignored: IgnoredError,
  ctx: CheckContext,
): ResultCheck | undefined {
  const [handler] = then.arguments;
  if (handler === undefined || !isFunctionExpression(handler)) return undefined;
  const isHeard = isHeardAfter(then);
  if ((!isHeard && !isLeft(then)) || isUntypedPattern(handler, ctx)) return undefined;
  const edits = (): readonly TextEdit[] | undefined => {
    const taken = errorOf(handler, ignored, ctx);
    if (taken === undefined) return undefined;
    const { error } = taken;
    const tree = then.getSourceFile();
    const leave = `return${styleOf(tree).semicolon}`;
    const lines = isHeard ? [thrown(error, then, ignored)] : [...reported(error, then, ignored), leave];
    const look = lookIn(then, indentationAt(tree, handler.getStart(tree)), ignored, { error, lines });
    const first = bodyEdits(handler, look, isLeft(then));
    return first && [...taken.edits, ...first];
  };
  return { answer: isHeard ? 'catch' : 'report', edits };
}

/**
 * `save().catch(…);`: a handler that does something gets the error thrown to it, an empty one makes way for one that looks at the result.
 */
export function catchCheck(
  caught: ts.CallExpression,
  ignored: IgnoredError,
  ctx: CheckContext,
): ResultCheck | undefined {
  const [handler] = caught.arguments;
  const callee = caught.expression;
  if (handler === undefined || !ts.isPropertyAccessExpression(callee)) return undefined;
  const { parent } = outermost(caught);
  if (!isDropped(ts.isAwaitExpression(parent) ? parent : caught)) return undefined;
  const isHeard = !isFunctionExpression(handler) || doesSomething(handler.body);
  // A query that can throw by itself does so for the handler that is there, which the type of a query lacks after `.then`.
  if (isHeard && throwingEdits(ignored) !== undefined) return undefined;
  const edits = (): readonly TextEdit[] | undefined => {
    const error = errorNameFor(ignored, ctx.results);
    if (error === undefined) return undefined;
    const tree = caught.getSourceFile();
    const { lineEnd } = styleOf(tree);
    const start = callee.name.getStart(tree);
    const base = indentationAt(tree, start);
    const lines = isHeard ? [thrown(error, caught, ignored)] : reported(error, caught, ignored);
    const pattern = patternOf(error, tree, ignored, ctx);
    const body = lookIn(caught, base, ignored, { error, lines });
    const look = [`then((${pattern}) => {`, ...body, `${base}})`].join(lineEnd);
    const lead = tree.text.slice(ignored.source.end, start);
    return [isHeard ? insertion(start, look + lead) : { span: { start, end: caught.end }, text: look }];
  };
  return { answer: isHeard ? 'catch' : 'report', edits };
}

/** Not `() => {}`, `() => undefined`, `() => null`. */
const doesSomething = (body: ts.ConciseBody): boolean =>
  ts.isBlock(body) ? body.statements.length > 0 : !/^(?:undefined|null|void 0|false)$/.test(body.getText());

/** The look at the error, one level deeper than the line that its callback starts on. */
function lookIn(
  call: ts.CallExpression,
  base: string,
  ignored: IgnoredError,
  { error, lines }: { readonly error: string; readonly lines: readonly string[] },
): readonly string[] {
  const tree = call.getSourceFile();
  return checkLines(tree, conditionOf(error, ignored), lines, base + styleOf(tree).indent);
}

function thrown(error: string, call: ts.CallExpression, { told }: IgnoredError): string {
  return `throw ${told.isPlain ? `new Error(${error}.message)` : error}${styleOf(call.getSourceFile()).semicolon}`;
}

const reported = (error: string, call: ts.CallExpression, ignored: IgnoredError): readonly string[] =>
  reportsAt(call, `${subjectOf(ignored)} failed`, error);

/** A `.catch` further down the chain hears what the callback throws, unless it does nothing about it. */
function isHeardAfter(then: ts.CallExpression): boolean {
  for (let node: ts.Expression = then; ;) {
    const chain = chainAfter(node);
    if (chain === undefined) return ts.isAwaitExpression(outermost(node).parent);
    if (chain.method === 'catch') return swallowedByHandler(chain.call) === undefined;
    node = chain.call;
  }
}

function chainAfter(node: ts.Expression): ReturnType<typeof chainCall> {
  const { parent } = outermost(node);
  return ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)
    ? chainCall(parent.parent)
    : undefined;
}

/** Nobody takes what it gives; a `.catch` or `.finally` behind it takes none. */
function isLeft(call: ts.CallExpression): boolean {
  const chain = chainAfter(call);
  return chain === undefined ? isDropped(call) : chain.method !== 'then' && isLeft(chain.call);
}

function isDropped(value: ts.Expression): boolean {
  const { parent } = outermost(value);
  return ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);
}

/** `({ data }) => …` where the compiler does not know what the call gives: another name in it would have no type either. */
function isUntypedPattern(handler: Handler, ctx: CheckContext): boolean {
  const [parameter] = handler.parameters;
  const isPattern = parameter !== undefined && !ts.isIdentifier(parameter.name) && parameter.type === undefined;
  return isPattern && styleOf(handler.getSourceFile()).isTypeScript && !ctx.isTyped();
}

function errorOf(handler: Handler, ignored: IgnoredError, ctx: CheckContext) {
  const [parameter] = handler.parameters;
  if (parameter) return parameter.type && !isAny(parameter.type) ? undefined : errorIn(parameter.name, ignored, ctx);
  const error = errorNameFor(ignored, ctx.results);
  const tree = handler.getSourceFile();
  const open = tree.text.lastIndexOf('(', handler.parameters.pos);
  if (error === undefined || open < handler.getStart(tree)) return undefined;
  return { error, edits: [insertion(open + 1, patternOf(error, tree, ignored, ctx))] };
}

/** `{ error }`, which has to say its type where the compiler does not know what the call gives. */
function patternOf(error: string, tree: ts.SourceFile, { told }: IgnoredError, ctx: CheckContext): string {
  const type = told.isPlain ? '{ message: string } | null' : 'unknown';
  const said = styleOf(tree).isTypeScript && !ctx.isTyped() ? `: { ${told.field}: ${type} }` : '';
  return `{ ${boundAs(told.field, error)} }${said}`;
}

const isAny = (type: ts.TypeNode): boolean => type.kind === ts.SyntaxKind.AnyKeyword;

function bodyEdits(
  handler: Handler,
  lines: readonly string[],
  isDroppedValue: boolean,
): readonly TextEdit[] | undefined {
  const tree = handler.getSourceFile();
  const { body } = handler;
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, handler.getStart(tree));
  const look = lines.join(lineEnd);
  if (!ts.isBlock(body)) {
    const given = isDroppedValue ? '' : 'return ';
    const before = `{${lineEnd}${look}${lineEnd}${base}${indent}${given}`;
    return [insertion(body.getStart(tree), before), insertion(body.end, `${semicolon}${lineEnd}${base}}`)];
  }
  const start = body.getStart(tree) + 1;
  const [first] = body.statements;
  if (first === undefined) return [{ span: { start, end: body.end - 1 }, text: `${lineEnd}${look}${lineEnd}${base}` }];
  const startsLine = tree.text.slice(start, first.getStart(tree)).includes('\n');
  return startsLine ? [insertion(start, lineEnd + look)] : undefined;
}
