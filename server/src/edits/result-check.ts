import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { missingDataAt } from '../semantics/missing-data.ts';
import { outermost } from '../semantics/result-parts.ts';
import { dataUses, type IgnoredError } from '../semantics/results.ts';
import { chainCall, promiseStatic } from '../semantics/thenables.ts';
import { insertion } from './handling.ts';
import { answerAt, type ResultAnswer } from './result-answer.ts';
import { errorNameFor, subjectOf } from './result-names.ts';
import { catchCheck, handlerCheck } from './result-handlers.ts';
import { boundAs, type CheckContext, checkLines, conditionOf, errorIn, type ResultCheck } from './taken-error.ts';
import { indentationAt, styleOf } from './style.ts';

/** Takes the error of a result where it is dropped, and answers it in the way of the function around it. */
export function resultCheck(ignored: IgnoredError, ctx: CheckContext): ResultCheck | undefined {
  if (ignored.told.isEither === true) return undefined;
  const { parent } = outermost(ignored.source);
  if (ts.isAwaitExpression(parent)) return checkOfValue(outermost(parent), ignored, ctx);
  if (ts.isArrayLiteralExpression(parent)) return checkOfElement(parent, ignored, ctx);
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)) {
    const chain = chainCall(parent.parent);
    if (chain?.method === 'catch') return catchCheck(chain.call, ignored, ctx);
    return chain?.method === 'then' ? handlerCheck(chain.call, ignored, ctx) : undefined;
  }
  return ignored.told.isSync === true ? checkOfValue(outermost(ignored.source), ignored, ctx) : undefined;
}

function checkOfValue(value: ts.Expression, ignored: IgnoredError, ctx: CheckContext): ResultCheck | undefined {
  const { parent } = value;
  if (ts.isExpressionStatement(parent)) return checkOfStatement(parent, value, ignored, ctx);
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== value) return undefined;
  return checkOfName(parent, parent.name, ignored, ctx);
}

/** `await save();` becomes `const { error } = await save();`, with a look at it. */
function checkOfStatement(
  statement: ts.ExpressionStatement,
  value: ts.Expression,
  ignored: IgnoredError,
  ctx: CheckContext,
): ResultCheck | undefined {
  const isInBlock = ts.isBlock(statement.parent) || ts.isSourceFile(statement.parent);
  if (!isInBlock && !(ts.isIfStatement(statement.parent) && isOnOneLine(statement))) return undefined;
  const answer = answerOf(statement, ignored, ctx);
  const edits = (): readonly TextEdit[] | undefined => {
    const error = errorNameFor(ignored, ctx.results);
    if (error === undefined) return undefined;
    const { field } = ignored.told;
    const pattern = field === '0' ? `[${error}]` : `{ ${boundAs(field, error)} }`;
    const start = statement.getStart();
    const taken = { span: { start, end: value.getStart() }, text: `const ${pattern} = ` };
    const look = { statement, error, ignored, answer };
    return isInBlock ? [taken, insertion(statement.end, lookAfter(look, ''))] : inBlock(taken, look);
  };
  return { answer: answer.id, edits };
}

const isOnOneLine = (statement: ts.Statement): boolean => !statement.getText().includes('\n');

const answerOf = (statement: ts.Statement, ignored: IgnoredError, ctx: CheckContext): ResultAnswer =>
  answerAt(
    statement,
    {
      subject: subjectOf(ignored),
      isPlain: ignored.told.isPlain === true,
      isSpared: () => isSpared(statement, ignored, ctx),
    },
    ctx.facts,
  );

/**
 * A page's own reading that falls back on something where there is no data: what it threw would be new to callers in other files,
 * of whom nobody knows whether they listen.
 */
function isSpared(statement: ts.Statement, { effect, told, parts }: IgnoredError, ctx: CheckContext): boolean {
  if (ctx.facts.runtime !== 'browser' || effect !== 'read' || ctx.isExpected(statement)) return false;
  const uses = dataUses(told, parts);
  return uses.length > 0 && missingDataAt(uses) === 'empty';
}

interface Look {
  readonly statement: ts.Statement;
  /** The expression that holds the error. */
  readonly error: string;
  readonly ignored: IgnoredError;
  readonly answer: ResultAnswer;
}

/** The look at the error that follows a statement. */
function lookAfter({ statement, error, ignored, answer }: Look, indent: string): string {
  const tree = statement.getSourceFile();
  const { lineEnd } = styleOf(tree);
  const lines = checkLines(tree, conditionOf(error, ignored), answer.lines(error), baseOf(statement) + indent);
  return lineEnd + lines.join(lineEnd);
}

function baseOf(statement: ts.Statement): string {
  const owner = ts.isIfStatement(statement.parent) ? statement.parent : statement;
  return indentationAt(statement.getSourceFile(), owner.getStart());
}

/** `if (isNew) await save();` gets braces. */
function inBlock(taken: TextEdit, look: Look): readonly TextEdit[] {
  const { statement } = look;
  const { lineEnd, indent } = styleOf(statement.getSourceFile());
  const base = baseOf(statement);
  return [
    { span: { start: statement.pos, end: taken.span.end }, text: ` {${lineEnd}${base}${indent}${taken.text}` },
    insertion(statement.end, `${lookAfter(look, indent)}${lineEnd}${base}}`),
  ];
}

/** A declaration takes the error beside the data, or has it in its name. */
function checkOfName(
  declaration: ts.VariableDeclaration,
  name: ts.BindingName,
  ignored: IgnoredError,
  ctx: CheckContext,
): ResultCheck | undefined {
  const list = declaration.parent;
  const statement = list.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  if (!ts.isVariableStatement(statement)) return undefined;
  if (!ts.isBlock(statement.parent) && !ts.isSourceFile(statement.parent)) return undefined;
  const answer = answerOf(statement, ignored, ctx);
  const edits = (): readonly TextEdit[] | undefined => {
    const taken = errorIn(name, ignored, ctx);
    const look = taken && lookAfter({ statement, error: taken.error, ignored, answer }, '');
    return taken && look !== undefined ? [...taken.edits, insertion(statement.end, look)] : undefined;
  };
  return { answer: answer.id, edits };
}

/** `const [{ data: a }, b] = await Promise.all([…])`. */
function checkOfElement(
  list: ts.ArrayLiteralExpression,
  ignored: IgnoredError,
  ctx: CheckContext,
): ResultCheck | undefined {
  const call = list.parent;
  if (!ts.isCallExpression(call) || promiseStatic(call) === undefined || !ts.isAwaitExpression(call.parent))
    return undefined;
  const declaration = outermost(call.parent).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name)) return undefined;
  const at = list.elements.findIndex((element) => unwrap(element) === unwrap(ignored.source));
  const element = declaration.name.elements[at];
  return element && ts.isBindingElement(element) ? checkOfName(declaration, element.name, ignored, ctx) : undefined;
}
