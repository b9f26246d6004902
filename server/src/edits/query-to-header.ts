import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { valueOf } from '../semantics/request-addresses.ts';
import { propertyEdits } from './environment/property-edit.ts';
import { insertion } from './handling.ts';
import { quoted } from './style.ts';

/** Takes a value out of the query of a `fetch` and puts it into a header. Undefined where the call is not written in one place. */
export function headerEdits(value: ts.Node): readonly TextEdit[] | undefined {
  const span = ts.findAncestor(value, ts.isTemplateSpan);
  const template = span?.parent;
  const call = template?.parent;
  if (span === undefined || template === undefined || call === undefined) return undefined;
  if (!ts.isCallExpression(call) || call.expression.getText() !== 'fetch' || call.arguments[0] !== template)
    return undefined;
  const removed = withoutParameter(template, span);
  const added = removed && withHeader(call, headerFor(removed.name, value));
  return removed && added && [removed.edit, ...added];
}

/** The parameter with the sign before it, or behind it where it is the first of several. */
function withoutParameter(template: ts.TemplateExpression, span: ts.TemplateSpan) {
  const at = template.templateSpans.indexOf(span);
  const before = at === 0 ? template.head : template.templateSpans[at - 1]?.literal;
  const tree = template.getSourceFile();
  const sign = before && /([?&])([\w.-]{1,40})=$/.exec(before.text);
  const start = tree.text.lastIndexOf('${', span.expression.getStart(tree));
  const end = span.literal.getStart(tree) + 1;
  const [, mark, name] = sign ?? [];
  const next = span.literal.text.charAt(0);
  if (mark === undefined || name === undefined || (next !== '' && next !== '&' && next !== '#')) return undefined;
  const isFirstOfSeveral = mark === '?' && next === '&';
  const from = start - name.length - (isFirstOfSeveral ? 1 : 2);
  return { name, edit: { span: { start: from, end: isFirstOfSeveral ? end + 1 : end }, text: '' } };
}

function headerFor(parameter: string, value: ts.Node): string {
  const tree = value.getSourceFile();
  const text = value.getText(tree);
  // As in the address, what is not there is sent as the word for it, and fails as before.
  return /key|secret|password/i.test(parameter)
    ? `${quoted(tree, 'X-API-Key')}: \`\${${text}}\``
    : `Authorization: \`Bearer \${${text}}\``;
}

function withHeader(call: ts.CallExpression, header: string): readonly TextEdit[] | undefined {
  const [address, init] = call.arguments;
  if (address === undefined) return undefined;
  if (init === undefined) return [insertion(address.end, `, { headers: { ${header} } }`)];
  const options = unwrap(init);
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const headers = valueOf(options, 'headers');
  if (headers === undefined) return propertyEdits(options, `headers: { ${header} }`);
  const literal = unwrap(headers);
  return ts.isObjectLiteralExpression(literal) ? propertyEdits(literal, header) : undefined;
}
