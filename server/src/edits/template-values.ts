import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { memberName, propertyNameText, rootOf, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { optionEdits } from './option-edits.ts';
import { sourceWithin } from './wrapped-source.ts';

/** How engines write a place for a value, escaped for HTML. */
const places: ReadonlyMap<string, (name: string) => string> = new Map([
  ['ejs', (name: string) => `<%= ${name} %>`],
  ['nunjucks', (name: string) => `{{ ${name} }}`],
  ['handlebars', (name: string) => `{{${name}}}`],
  ['mustache', (name: string) => `{{${name}}}`],
  ['pug', (name: string) => `#{${name}}`],
]);

/** A value in the text of a template, and the call that fills the template. */
export interface ValueInTemplate {
  readonly span: ts.TemplateSpan;
  readonly name: string;
  readonly place: string;
  /** The call that is given the values, and which of its arguments they are. */
  readonly filling: ts.CallExpression;
  readonly at: number;
}

/** `ejs.render(`<h1>${title}</h1>`, data)`: undefined where the text as a whole comes from outside, or where the place lies within the engine's own code. */
export function valueInTemplate(flow: Flow): ValueInTemplate | undefined {
  const { given, sink } = flow;
  const call = sink.node;
  if (!ts.isCallExpression(call) || call.arguments[0] !== given || !ts.isTemplateExpression(given)) return undefined;
  const value = sourceWithin(flow);
  const span = given.templateSpans.find(({ expression }) => expression === value);
  const place = places.get(rootOf(call.expression).getText().toLowerCase());
  const name = value && nameOf(value);
  const filling = fillingOf(call);
  if (!span || !place || name === undefined || !filling || isInCode(given, span)) return undefined;
  const at = filling === call ? 1 : 0;
  return isFree(filling.arguments[at], name) ? { span, name, place: place(name), filling, at } : undefined;
}

export function templateValueEdits({
  span,
  name,
  place,
  filling,
  at,
}: ValueInTemplate): readonly TextEdit[] | undefined {
  const words = span.expression.getText();
  const filled = optionEdits(filling, [at], words === name ? name : `${name}: ${words}`);
  // From `${` to `}`.
  const start = span.expression.getFullStart() - 2;
  return filled && [{ span: { start, end: span.literal.getStart() + 1 }, text: place }, ...filled];
}

const nameOf = (value: ts.Expression): string | undefined => {
  const node = unwrap(value);
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
};

/** `ejs.render(text, data)` itself, or the call of what `Handlebars.compile(text)` gives. */
function fillingOf(call: ts.CallExpression): ts.CallExpression | undefined {
  const name = memberName(unwrap(call.expression)) ?? '';
  if (name.startsWith('render')) return call;
  const { parent } = call;
  return name === 'compile' && ts.isCallExpression(parent) && parent.expression === call ? parent : undefined;
}

/** Whether the data say nothing of the name yet. */
function isFree(data: ts.Expression | undefined, name: string): boolean {
  const node = data && unwrap(data);
  if (node === undefined) return true;
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every((each) => !ts.isSpreadAssignment(each) && propertyNameText(each.name) !== name)
  );
}

/** `<% if (${kind}) %>`: a place within a place. */
function isInCode({ head, templateSpans }: ts.TemplateExpression, span: ts.TemplateSpan): boolean {
  let before = head.text;
  for (const each of templateSpans) {
    if (each === span) break;
    before += each.literal.text;
  }
  const opened = before.match(/<%|\{\{|\{%|#\{/g)?.length ?? 0;
  const closed = before.match(/%>|\}\}|%\}|\}(?!\})/g)?.length ?? 0;
  return opened > closed;
}
