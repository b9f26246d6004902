import { ts } from '../../engine/syntax.ts';
import { isLogCall } from '../log-calls.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { literalBehind } from './literal-places.ts';
import { sinkAt } from './placed-sinks.ts';
import type { Sink } from './sinks.ts';

type CallNode = ts.CallExpression | ts.NewExpression;

/** Texts in which a line break begins something new: logs, headers of mails, cookies. */
export const lineSinks = (node: CallNode): readonly Sink[] =>
  ts.isNewExpression(node) ? ofHeaders(node) : [...ofLog(node), ...ofHeaders(node), ...ofMail(node)];

/** A text that the console is given is written as it is; what is inside of an object is written with its quotes. */
function ofLog(node: ts.CallExpression): readonly Sink[] {
  const callee = node.expression.getText();
  if (/^(?:fs(?:\.promises)?|fsp)\.appendFile(?:Sync)?$/.test(callee)) {
    const [file, line] = node.arguments;
    return file && line && /log/i.test(file.getText()) ? sinkAt('log', node, line, `${callee}()`) : [];
  }
  if (!callee.startsWith('console.') || !isLogCall(node)) return [];
  return node.arguments.flatMap((given) => sinkAt('log', node, given, `${callee}()`));
}

/** `res.setHeader('Set-Cookie', …)`, `headers.append('Content-Disposition', …)`, `new Response(body, { headers: { … } })`. */
function ofHeaders(node: CallNode): readonly Sink[] {
  const [first, second] = node.arguments ?? [];
  const method = ts.isNewExpression(node) ? '' : (memberName(unwrap(node.expression)) ?? '');
  if (first === undefined) return [];
  if (
    /^(?:setHeader|header|set|append|appendHeader)$/.test(method) &&
    second !== undefined &&
    ts.isStringLiteralLike(first) &&
    !isQuery(node)
  )
    return headerSinks(node, first.text, second);
  const isAnswer = ts.isNewExpression(node) || /^(?:json|writeHead|next|redirect|text|html)$/.test(method);
  return isAnswer ? [first, second].flatMap((each) => (each ? ofHeaderLiteral(node, each) : [])) : [];
}

/** `url.searchParams.set('location', city)` */
const isQuery = ({ expression }: CallNode): boolean =>
  ts.isPropertyAccessExpression(expression) && /(?:params|query|search)$/i.test(expression.expression.getText());

function ofHeaderLiteral(node: CallNode, given: ts.Expression): readonly Sink[] {
  const options = literalBehind(given);
  const headers = options?.properties.find((each) => propertyNameText(each.name) === 'headers');
  const inside = headers && ts.isPropertyAssignment(headers) ? literalBehind(headers.initializer) : options;
  return (inside?.properties ?? []).flatMap((property) => {
    const name = propertyNameText(property.name);
    return name !== undefined && ts.isPropertyAssignment(property) ? headerSinks(node, name, property.initializer) : [];
  });
}

function headerSinks(node: CallNode, name: string, value: ts.Expression): readonly Sink[] {
  if (/^location$/i.test(name)) return sinkAt('redirect', node, value, name);
  const known = /^(?:set-cookie|content-disposition)$/i.test(name);
  return known ? sinkAt('header', node, value, name) : [];
}

const mailHeader = /^(?:Subject|To|From|Cc|Bcc|Reply-To): ?/im;

/** A mail that is put together by hand: what stands before the empty line are its headers. */
function ofMail(node: ts.CallExpression): readonly Sink[] {
  const lines = joinedLines(node);
  if (lines !== undefined) return lines.flatMap((line) => sinkAt('header', node, line, mailWords));
  return node.arguments.flatMap((given) => {
    const text = templateBehind(given);
    return text !== undefined && isMail(text) && !isLogCall(node)
      ? headerHoles(text).flatMap((hole) => sinkAt('header', node, hole, mailWords))
      : [];
  });
}

const mailWords = 'the headers of the mail';

/** The lines of `['To: …', 'Subject: …', '', body].join('\r\n')` up to the empty one. */
function joinedLines(node: ts.CallExpression): readonly ts.Expression[] | undefined {
  const callee = unwrap(node.expression);
  if (memberName(callee) !== 'join' || !ts.isPropertyAccessExpression(callee)) return undefined;
  const list = unwrap(callee.expression);
  const written = ts.isIdentifier(list) ? initialOf(list) : list;
  if (written === undefined || !ts.isArrayLiteralExpression(written)) return undefined;
  const { elements } = written;
  if (elements.filter((each) => mailHeader.test(each.getText().slice(1))).length < 2) return undefined;
  const end = elements.findIndex((each) => ts.isStringLiteralLike(each) && each.text.trim() === '');
  return end < 0 ? elements : elements.slice(0, end);
}

function templateBehind(given: ts.Expression): ts.TemplateExpression | undefined {
  const node = unwrap(given);
  const written = ts.isIdentifier(node) ? initialOf(node) : node;
  return written !== undefined && ts.isTemplateExpression(written) ? written : undefined;
}

/** It begins with a header, has another one, and says what it is about. */
function isMail(text: ts.TemplateExpression): boolean {
  const written = [text.head, ...text.templateSpans.map(({ literal }) => literal)]
    .map((each) => each.text)
    .join('\u0000');
  const lines = written.split(/\r?\n/).filter((line) => mailHeader.test(line));
  return mailHeader.test(text.head.text) && lines.length > 1 && /^Subject:/im.test(written);
}

function headerHoles({ head, templateSpans }: ts.TemplateExpression): readonly ts.Expression[] {
  const holes: ts.Expression[] = [];
  let before = head.text;
  for (const { expression, literal } of templateSpans) {
    if (/\r?\n\r?\n/.test(before)) break;
    holes.push(expression);
    before += literal.text;
  }
  return holes;
}

function initialOf(name: ts.Identifier): ts.Expression | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || binding.writes.length > 0 || declaration === undefined) return undefined;
  return ts.isVariableDeclaration(declaration) && declaration.initializer ? unwrap(declaration.initializer) : undefined;
}
