import { ts } from '../../engine/syntax.ts';
import type { Answer } from '../../semantics/answer-forms.ts';
import type { TextEdit } from '../../../../shared/src/finding.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import type { AnswerQuestions } from '../../semantics/answers.ts';
import { type FunctionNode, propertyNameText, unwrap } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { requestPathOf } from '../../semantics/taint/requests.ts';
import { importedFromPackage } from '../imports.ts';
import { isNodeResponse, leavingOf, nodeAnswer } from './answering-by-hand.ts';
import { indentationAt, quoted } from '../style.ts';
import { thrownRefusal } from './thrown-refusal.ts';

const words = 'Invalid request';

/** How a handler turns a request away. */
export interface Refusal {
  /** Statements without semicolons. */
  readonly lines: readonly string[];
  /** What the file needs for them. */
  readonly edits: readonly TextEdit[];
}

/**
 * As the handler does already for another reason, else in the form of its framework. Undefined where neither is known.
 *
 * @param at where the statements are to stand
 */
export function refusalIn(handler: FunctionNode, at: ts.Node, answers: AnswerQuestions): Refusal | undefined {
  if (isOfNest(handler)) return nestRefusal(handler);
  const thrown = thrownRefusal(handler, at, words);
  const lines =
    copiedRefusal(handler, at, answers, thrown !== undefined) ?? (thrown ? [thrown] : usualRefusal(handler));
  return lines && { lines, edits: [] };
}

/** NestJS answers by what is thrown. */
function nestRefusal(handler: FunctionNode): Refusal | undefined {
  const tree = handler.getSourceFile();
  const exception = importedFromPackage(tree, nest, 'BadRequestException');
  return exception && { lines: [`throw new ${exception.name}(${quoted(tree, words)})`], edits: exception.edits };
}

const isOfNest = (handler: FunctionNode): boolean =>
  handler.parameters.some((parameter) => ts.getDecorators(parameter)?.length) &&
  moduleFactsOf(handler.getSourceFile()).loads.some(({ specifier }) => specifier === nest);

const nest = '@nestjs/common';

/** @param isOfClient an answer for the server's own failures is no model */
function copiedRefusal(
  handler: FunctionNode,
  at: ts.Node,
  answers: AnswerQuestions,
  isOfClient: boolean,
): readonly string[] | undefined {
  const all = handler.body ? answers.answersIn(handler.body).filter(isFailure) : [];
  const failures = all.filter((each) => !isOfClient || rank(each) < 2);
  for (const answer of [...failures].sort((one, other) => rank(one) - rank(other))) {
    const written = copied(answer, at);
    const { parent } = answer.node;
    if (written === undefined) continue;
    if (ts.isReturnStatement(parent)) return [`return ${written}`];
    if (ts.isExpressionStatement(parent)) return [written, leavingOf(handler)];
  }
  return undefined;
}

/** An answer of 400 first, then what else blames the client, then the server's own failures. */
const rank = ({ status = 0 }: Answer): number => (status === 400 ? 0 : status < 500 ? 1 : 2);

const isFailure = (answer: Answer): boolean =>
  answer.status === undefined ? isFailedAction(answer) : answer.status >= 400;

/** `return { error: 'Not found' }`, `return { success: false, message }` of a server action. */
function isFailedAction({ contents: [content] }: Answer): boolean {
  if (content === undefined || !ts.isObjectLiteralExpression(content)) return false;
  const text = content.getText();
  return /^\{\s*error\b/.test(text) || /\b(?:success|ok)\s*:\s*false\b/.test(text);
}

/** The answer's text with other words, on one line; undefined where it leans on what is not there yet. */
function copied({ node, statusNode, contents }: Answer, at: ts.Node): string | undefined {
  const tree = node.getSourceFile();
  const [content] = contents;
  const body = content && unwrap(content);
  if (body === undefined) return undefined;
  const answer = ts.isObjectLiteralExpression(body) ? bodyText(body) : plainText(body);
  if (answer === undefined) return undefined;
  const edits = [{ node: body, text: answer }, ...(statusNode ? [{ node: statusNode, text: '400' }] : [])];
  let text = '';
  let from = node.getStart(tree);
  for (const edit of edits.sort((one, other) => one.node.pos - other.node.pos)) {
    text += tree.text.slice(from, edit.node.getStart(tree)) + edit.text;
    from = edit.node.end;
  }
  text += tree.text.slice(from, node.end);
  return standsAt(node, at, body) ? laidOut(text, tree, node) : undefined;
}

/** `fail('Not found', 404)` */
const plainText = (body: ts.Expression): string | undefined =>
  ts.isStringLiteralLike(body) || ts.isTemplateExpression(body) ? quoted(body.getSourceFile(), words) : undefined;

const telling = /^(?:error|message|msg|detail|reason|title|statusMessage)$/i;

/** `{ success: false, error: 'Invalid request' }` */
function bodyText(body: ts.ObjectLiteralExpression): string | undefined {
  const parts: string[] = [];
  let isTold = false;
  for (const property of body.properties) {
    const name = propertyNameText(property.name);
    if (name === undefined || ts.isSpreadAssignment(property)) return undefined;
    const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
    if (telling.test(name) && !isTold && !(value && ts.isObjectLiteralExpression(value))) {
      isTold = true;
      parts.push(`${name}: ${quoted(body.getSourceFile(), words)}`);
    } else if (value && isFixed(value)) parts.push(property.getText());
  }
  return isTold ? `{ ${parts.join(', ')} }` : undefined;
}

const isFixed = (value: ts.Expression): boolean =>
  value.kind === ts.SyntaxKind.FalseKeyword || value.kind === ts.SyntaxKind.NullKeyword;

/** Whether all names outside the answer's body mean the same there. */
function standsAt(node: ts.Node, at: ts.Node, body: ts.Node): boolean {
  const scopes = scopesOf(node.getSourceFile());
  let stands = true;
  const visit = (each: ts.Node): void => {
    if (each === body || !stands) return;
    if (ts.isIdentifier(each) && !isLabel(each)) {
      const binding = scopes.bindingOf(each);
      const isEarlier = binding?.declarations.every((declaration) => isBefore(declaration, at)) ?? true;
      stands = isEarlier && scopes.lookup(each.text, at) === binding;
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return stands;
}

/** At the top of the file, a parameter, or in a statement before. */
function isBefore(declaration: ts.Node, at: ts.Node): boolean {
  if (declaration.end <= at.getStart()) return true;
  return scopesOf(declaration.getSourceFile()).lookup(declaration.getText(), at) !== undefined && isAtTop(declaration);
}

function isAtTop(declaration: ts.Node): boolean {
  let node: ts.Node = declaration;
  while (!ts.isStatement(node) && !ts.isSourceFile(node)) node = node.parent;
  return ts.isSourceFile(node.parent);
}

const isLabel = (name: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(name.parent) && name.parent.name === name) ||
  (ts.isPropertyAssignment(name.parent) && name.parent.name === name);

const longest = 100;

/** On one line where it fits, else as it was laid out. */
function laidOut(text: string, tree: ts.SourceFile, node: ts.Node): string {
  const short = text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/,? \}/g, ' }')
    .replace(/\( /g, '(')
    .replace(/,? \)/g, ')');
  const base = indentationAt(tree, node.getStart(tree));
  if (base.length + short.length <= longest) return short;
  return text.replaceAll(`\n${base}`, '\n');
}

/** In the form of the framework that calls the handler. */
function usualRefusal(handler: FunctionNode): readonly string[] | undefined {
  const tree = handler.getSourceFile();
  const paths = handler.parameters.map((parameter) => [parameter, requestPathOf(parameter)] as const);
  const body = `{ error: ${quoted(tree, words)} }`;
  const named = (path: string): string | undefined => {
    const name = paths.find(([, each]) => each === path)?.[0].name;
    return name && ts.isIdentifier(name) ? name.text : undefined;
  };
  const response = named('response.Node()');
  if (response && isNodeResponse(handler, response))
    return [...nodeAnswer(handler, response, words), leavingOf(handler)];
  if (response) return nodeRefusal(handler, response, body);
  const hono = named('request.Hono()');
  if (hono) return [`return ${hono}.json(${body}, 400)`];
  const koa = named('request.Koa()');
  if (koa) return [`${koa}.status = 400`, `${koa}.body = ${body}`, 'return'];
  const known = new Set(paths.map(([, path]) => path));
  if (known.has('request.Lambda()')) return [`return { statusCode: 400, body: JSON.stringify(${body}) }`];
  if (known.has('request.Web()') || known.has('request.Loader()')) return [webRefusal(tree, body)];
  return known.has('request.Anything()') ? [`throw new Error(${quoted(tree, words)})`] : undefined;
}

/** Pages of other sites read an answer only with the headers that the file has ready for it. */
function webRefusal(tree: ts.SourceFile, body: string): string {
  const isCrossOrigin = scopesOf(tree).lookup('corsHeaders', tree) !== undefined;
  const type = `${quoted(tree, 'Content-Type')}: ${quoted(tree, 'application/json')}`;
  if (isCrossOrigin)
    return `return new Response(JSON.stringify(${body}), { status: 400, headers: { ...corsHeaders, ${type} } })`;
  const answer = /\bimport\b[^;]*\bNextResponse\b/.test(tree.text) ? 'NextResponse' : 'Response';
  return `return ${answer}.json(${body}, { status: 400 })`;
}

/** Fastify calls the status a code. */
function nodeRefusal(handler: FunctionNode, response: string, body: string): readonly string[] {
  if (/^(?:reply|rep)$/.test(response)) return [`return ${response}.code(400).send(${body})`];
  const isReturned = new RegExp(String.raw`return ${response}\.(?:status|json|send)`).test(
    handler.getSourceFile().text,
  );
  const answer = `${response}.status(400).json(${body})`;
  return isReturned ? [`return ${answer}`] : [answer, leavingOf(handler)];
}
