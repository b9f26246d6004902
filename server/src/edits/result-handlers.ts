import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionExpression } from '../semantics/nodes.ts';
import { outermost } from '../semantics/result-parts.ts';
import type { IgnoredError } from '../semantics/results.ts';
import { chainCall } from '../semantics/thenables.ts';
import { insertion } from './handling.ts';
import { reportsAt } from './reporting.ts';
import { errorNameFor, subjectOf } from './result-names.ts';
import { indentationAt, styleOf } from './style.ts';
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
  if (!isHeard && !isDropped(then)) return undefined;
  const edits = (): readonly TextEdit[] | undefined => {
    const taken = errorOf(handler, ignored, ctx);
    const first = taken && bodyEdits(handler, linesOf(taken.error, then, ignored, isHeard), isDropped(then));
    return first && [...taken.edits, ...first];
  };
  return { answer: isHeard ? 'catch' : 'report', edits };
}

function linesOf(error: string, then: ts.CallExpression, ignored: IgnoredError, isHeard: boolean): readonly string[] {
  const tree = then.getSourceFile();
  const { semicolon, indent } = styleOf(tree);
  const thrown = `throw ${ignored.told.isPlain ? `new Error(${error}.message)` : error}${semicolon}`;
  const lines = isHeard ? [thrown] : [...reportsAt(then, `${subjectOf(ignored)} failed`, error), `return${semicolon}`];
  const [handler = then] = then.arguments;
  return checkLines(tree, conditionOf(error, ignored), lines, indentationAt(tree, handler.getStart(tree)) + indent);
}

/** A `.catch` further down the chain hears what the callback throws. */
function isHeardAfter(then: ts.CallExpression): boolean {
  for (let node: ts.Expression = then; ;) {
    const { parent } = outermost(node);
    if (ts.isAwaitExpression(parent)) return true;
    const chain =
      ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && chainCall(parent.parent);
    if (!chain) return false;
    if (chain.method === 'catch') return true;
    node = chain.call;
  }
}

function isDropped(then: ts.CallExpression): boolean {
  const { parent } = outermost(then);
  return ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);
}

function errorOf(handler: Handler, ignored: IgnoredError, ctx: CheckContext) {
  const [parameter] = handler.parameters;
  if (parameter) return parameter.type && !isAny(parameter.type) ? undefined : errorIn(parameter.name, ignored, ctx);
  const error = errorNameFor(ignored, ctx.results);
  const tree = handler.getSourceFile();
  const open = tree.text.lastIndexOf('(', handler.parameters.pos);
  if (error === undefined || open < handler.getStart(tree)) return undefined;
  const { field } = ignored.told;
  const type = styleOf(tree).isTypeScript && !ctx.isTyped() ? `: { ${field}: unknown }` : '';
  return { error, edits: [insertion(open + 1, `{ ${boundAs(field, error)} }${type}`)] };
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
