import type { TextEdit } from '../../../shared/src/finding.ts';
import { spanOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import type { Answer } from '../semantics/answer-forms.ts';
import { caughtIn } from '../semantics/caught-errors.ts';
import { propertyNameText, unwrap } from '../semantics/nodes.ts';
import { beforeStatementEdits } from './before-statement.ts';
import { isKnownToLog } from './generic-answer.ts';
import { insertion } from './handling.ts';
import { loggerAt } from './logging.ts';
import { linesAtEnd } from './block-lines.ts';
import { quoted, styleOf } from './style.ts';

/** Makes an answer in a catch say that the request failed, and logs the error if nothing does. Undefined where it cannot. */
export function failingAnswerEdits(answer: Answer, words: string): readonly TextEdit[] | undefined {
  const status = statusEdits(answer);
  if (status === undefined) return undefined;
  const clause = clauseAround(answer.node);
  const caught = clause && caughtIn(clause);
  const logged =
    caught && !isKnownToLog(caught, answer, [])
      ? beforeStatementEdits(answer.node, loggerAt(answer.node).report(words, caught.name))
      : [];
  return [...logged, ...bodyEdits(answer, words), ...status];
}

/** Where a failure ends: a catch, or the block of `if (error)`. */
type FailurePlace = ts.CatchClause | ts.IfStatement;

/**
 * Lets code answer where it failed, where a later answer would say the opposite. What is returned to a platform is thrown on,
 * since each of them answers 500 then.
 */
export function stopEdits(place: FailurePlace, later: Answer, words: string): readonly TextEdit[] | undefined {
  const tree = place.getSourceFile();
  if (later.by !== 'object') return throwOnEdits(place);
  const lines = answerLines(later, quoted(tree, words));
  return lines && endingEdits(place, lines);
}

/** Throws on what was caught, or what `if (error)` asked for. */
export function throwOnEdits(place: FailurePlace): readonly TextEdit[] | undefined {
  const name = ts.isCatchClause(place) ? caughtIn(place)?.name : nameAsked(place);
  return name === undefined ? undefined : endingEdits(place, [`throw ${name}`]);
}

function nameAsked({ expression }: ts.IfStatement): string | undefined {
  const name = unwrap(expression);
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** Statements, without semicolons, behind the last one; a bare `return` at the end gives way. */
function endingEdits(place: FailurePlace, statements: readonly string[]): readonly TextEdit[] | undefined {
  const block = ts.isCatchClause(place) ? place.block : place.thenStatement;
  const last = ts.isBlock(block) ? block.statements.at(-1) : undefined;
  if (last === undefined || !ts.isBlock(block)) return undefined;
  const { semicolon } = styleOf(place.getSourceFile());
  const lines = statements.map((line) => `${line}${semicolon}`);
  const isLeft = ts.isReturnStatement(last) && last.expression === undefined && lines.length === 1;
  return isLeft ? [{ span: spanOf(last), text: lines.join('') }] : linesAtEnd(block, lines);
}

function answerLines({ node }: Answer, words: string): readonly string[] | undefined {
  let root: ts.Node = node;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return undefined;
  const isReply = root.text === 'reply';
  return [`${root.text}.${isReply ? 'code(500).send' : 'status(500).json'}({ error: ${words} })`, 'return'];
}

function clauseAround(node: ts.Node): ts.CatchClause | undefined {
  let current: ts.Node = node;
  while (!ts.isSourceFile(current) && !ts.isCatchClause(current)) current = current.parent;
  return ts.isCatchClause(current) ? current : undefined;
}

function statusEdits({ node, statusNode, by }: Answer): readonly TextEdit[] | undefined {
  if (statusNode && !ts.isObjectLiteralExpression(unwrap(statusNode)))
    return ts.isNumericLiteral(unwrap(statusNode)) ? [{ span: spanOf(statusNode), text: '500' }] : undefined;
  if (ts.isObjectLiteralExpression(node) || by === 'helper') return undefined;
  if (by === 'object') return ts.isCallExpression(node) ? chainedStatus(node) : undefined;
  return initStatus(node);
}

/** `res.json(x)` becomes `res.status(500).json(x)`; Fastify's `reply` says `code`. */
function chainedStatus({ expression }: ts.CallExpression): readonly TextEdit[] | undefined {
  const callee = unwrap(expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  let root = callee.expression;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  if (callee.name.text === 'end') return undefined;
  return [insertion(root.end, `.${root.getText() === 'reply' ? 'code' : 'status'}(500)`)];
}

function initStatus(node: ts.CallExpression | ts.NewExpression): readonly TextEdit[] | undefined {
  const [body, init] = node.arguments ?? [];
  if (body === undefined) return undefined;
  const isContext =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isLower(node.expression);
  if (init === undefined) return [insertion(body.end, isContext ? ', 500' : ', { status: 500 }')];
  const options = unwrap(init);
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const [first] = options.properties;
  return [first ? insertion(first.getStart(), 'status: 500, ') : { span: spanOf(options), text: '{ status: 500 }' }];
}

/** `c.json(…)` takes a number, `NextResponse.json(…)` an object. */
const isLower = ({ expression }: ts.PropertyAccessExpression): boolean => /^[a-z]/.test(expression.getText());

function bodyEdits(answer: Answer, words: string): readonly TextEdit[] {
  const [content] = answer.contents;
  if (content === undefined || answer.by === 'helper') return [];
  const tree = content.getSourceFile();
  const body = unwrap(content);
  const text = quoted(tree, words);
  if (ts.isStringLiteralLike(body)) return [{ span: spanOf(body), text }];
  if (!ts.isObjectLiteralExpression(body)) return [{ span: spanOf(content), text: `{ error: ${text} }` }];
  const flag = body.properties.find((property) => isTrueFlag(property));
  const head = flag ? `${flag.name?.getText() ?? 'success'}: false, ` : '';
  return [{ span: spanOf(content), text: `{ ${head}error: ${text} }` }];
}

const isTrueFlag = (property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) &&
  property.initializer.kind === ts.SyntaxKind.TrueKeyword &&
  /^(?:success|ok|valid)$/.test(propertyNameText(property.name) ?? '');
