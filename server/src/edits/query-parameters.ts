import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';

/** How a driver's text names the values that are given beside it. */
export type PlaceholderStyle = 'numbered' | 'question';

/** A part of a statement that stands where a value may. */
interface ValueHole {
  readonly expression: ts.Expression;
  readonly before: string;
  readonly after: string;
}

const valuePosition = /(?:=|<>|<|>|\b(?:i?like|limit|offset|between|values\s*\(|in\s*\()|,)\s*$/i;
const quoted = /'([^']*)$/;

/**
 * Moves the holes of a statement of SQL into the list of values that goes with it: `query('… = $1', [id])`. Undefined where a
 * hole is no value but a name, such as that of a table or a column, as no driver takes those for parameters.
 */
export function parametrizedEdits(call: ts.CallExpression, style: PlaceholderStyle): readonly TextEdit[] | undefined {
  const [statement, second] = call.arguments;
  if (statement === undefined || !ts.isTemplateExpression(statement)) return undefined;
  if (second !== undefined && !ts.isArrowFunction(second) && !ts.isFunctionExpression(second)) return undefined;
  const holes = holesOf(statement);
  if (holes === undefined) return undefined;
  const text = textOf(statement, style);
  const values = holes.map(valueText).join(', ');
  return [{ span: { start: statement.getStart(), end: statement.end }, text: `\`${text}\`, [${values}]` }];
}

export const canParametrize = (call: ts.CallExpression): boolean => parametrizedEdits(call, 'question') !== undefined;

function holesOf(statement: ts.TemplateExpression): readonly ValueHole[] | undefined {
  const texts = [statement.head.text, ...statement.templateSpans.map(({ literal }) => literal.text)];
  const holes: ValueHole[] = [];
  for (const [at, { expression }] of statement.templateSpans.entries()) {
    const before = texts.slice(0, at + 1).join('');
    const after = texts[at + 1] ?? '';
    const open = openQuote(before);
    const isQuoted = open !== undefined && /^[^']*'/.test(after);
    const position = open === undefined ? before : before.slice(0, before.length - open.length - 1);
    if ((open !== undefined) !== isQuoted || !valuePosition.test(position) || /\.join\(/.test(expression.getText()))
      return undefined;
    holes.push({ expression, before: open ?? '', after: isQuoted ? after.slice(0, after.indexOf("'")) : '' });
  }
  return holes;
}

/** What stands between an opening quotation mark and the hole; undefined where none is open. */
const openQuote = (before: string): string | undefined =>
  (before.split("'").length - 1) % 2 === 1 ? quoted.exec(before)?.[1] : undefined;

function textOf(statement: ts.TemplateExpression, style: PlaceholderStyle): string {
  let text = rawOf(statement.head);
  for (const [at, { literal }] of statement.templateSpans.entries()) {
    const open = openQuote(text);
    let rest = rawOf(literal);
    if (open !== undefined) {
      text = text.slice(0, text.length - open.length - 1);
      rest = rest.slice(rest.indexOf("'") + 1);
    }
    text += (style === 'numbered' ? `$${String(at + 1)}` : '?') + rest;
  }
  return text;
}

/** As it is written, delimiters left out. */
function rawOf(part: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): string {
  const written = part.getText();
  return written.slice(1, ts.isTemplateTail(part) ? -1 : -2);
}

const valueText = ({ expression, before, after }: ValueHole): string =>
  before === '' && after === '' ? expression.getText() : `\`${before}\${${expression.getText()}}${after}\``;
