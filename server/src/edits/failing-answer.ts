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
import { indentationAt, quoted, styleOf } from './style.ts';

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

/**
 * Lets a catch answer by itself that the request failed, where a later answer would say the opposite. What is returned to a
 * platform is thrown on, since each of them answers 500 then.
 */
export function stopEdits(clause: ts.CatchClause, later: Answer, words: string): readonly TextEdit[] | undefined {
  const tree = clause.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const caught = caughtIn(clause);
  const lines =
    later.by === 'object' ? answerLines(later, quoted(tree, words)) : caught ? [`throw ${caught.name}`] : undefined;
  const last = clause.block.statements.at(-1);
  if (lines === undefined || last === undefined) return undefined;
  const base = indentationAt(tree, clause.parent.getStart(tree)) + indent;
  return [insertion(last.end, lines.map((line) => `${lineEnd}${base}${line}${semicolon}`).join(''))];
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
