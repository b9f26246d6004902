import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { memberName, propertyNameText } from '../semantics/nodes.ts';
import { usesOf } from '../semantics/result-parts.ts';
import { type Statement, statementOf } from './statement.ts';

/**
 * How values are given beside a text: as a list after it, named `$1` or `?`; between the texts of a tagged template; as a
 * replacement among the options; or to what a prepared statement is run by.
 */
export type ParameterStyle = 'numbered' | 'question' | 'tagged' | 'replacements' | 'prepared';

/** A statement without its values, and these as code. */
interface Parametrized {
  readonly statement: Statement;
  readonly texts: readonly string[];
  readonly values: readonly string[];
}

/**
 * Moves the values out of a statement of SQL: `query('… = $1', [id])`. Undefined where one is no value but a name, such as
 * that of a table or a column, as no driver takes those for parameters.
 */
export function parametrizedEdits(call: ts.CallExpression, style: ParameterStyle): readonly TextEdit[] | undefined {
  const [given] = call.arguments;
  const statement = given && statementOf(given);
  const parametrized = statement && withoutValues(statement);
  return parametrized && ways[style](call, parametrized);
}

export const canParametrize = (call: ts.CallExpression, style: ParameterStyle): boolean =>
  parametrizedEdits(call, style) !== undefined;

type Way = (call: ts.CallExpression, parametrized: Parametrized) => readonly TextEdit[] | undefined;

const ways: Readonly<Record<ParameterStyle, Way>> = {
  numbered: (call, of) => {
    const known = listAfter(call);
    if (known === undefined || (known === 'none' && has(of, /\$\d/))) return undefined;
    const first = known === 'none' ? 1 : known.elements.length + 1;
    const text = joined(of, (at) => `$${String(first + at)}`);
    return [text, listEdit(call, known, [...elementsOf(known), ...of.values])];
  },
  question: (call, of) => {
    const known = listAfter(call);
    const values = known && interleaved(of, elementsOf(known));
    return values && [joined(of, () => '?'), listEdit(call, known, values)];
  },
  tagged: (call, of) => {
    const { statement, texts, values } = of;
    const tag = tagOf(call.expression);
    if (tag === undefined || statement.node !== call.arguments[0] || call.arguments.length > 1) return undefined;
    const types = call.typeArguments?.map((each) => each.getText()).join(', ');
    const text = texts.map((each, at) => (at === 0 ? '' : `\${${values[at - 1] ?? ''}}`) + inTemplate(each, statement));
    return [{ span: spanOf(call), text: `${tag}${types === undefined ? '' : `<${types}>`}\`${text.join('')}\`` }];
  },
  replacements: (call, of) => {
    const [given, options, ...others] = call.arguments;
    if (given === undefined || others.length > 0 || has(of, /\?|:\w/)) return undefined;
    const property = `replacements: [${of.values.join(', ')}]`;
    if (options === undefined)
      return [joined(of, () => '?'), { span: { start: given.end, end: given.end }, text: `, { ${property} }` }];
    if (!ts.isObjectLiteralExpression(options) || !takesReplacements(options)) return undefined;
    const [first] = options.properties;
    const at = first?.getStart() ?? options.getStart() + 1;
    return [joined(of, () => '?'), { span: { start: at, end: at }, text: first ? `${property}, ` : ` ${property} ` }];
  },
  prepared: (call, of) => {
    const run = runOf(call);
    const values = run && interleaved(of, run.arguments.map(textOf));
    const [first] = run?.arguments ?? [];
    if (run === undefined || values === undefined) return undefined;
    const span = { start: first?.getStart() ?? run.end - 1, end: run.arguments.at(-1)?.end ?? run.end - 1 };
    return [joined(of, () => '?'), { span, text: values.join(', ') }];
  },
};

const textOf = (node: ts.Node): string => node.getText();
const spanOf = (node: ts.Node): TextEdit['span'] => ({ start: node.getStart(), end: node.end });
const has = ({ texts }: Parametrized, pattern: RegExp): boolean => texts.some((each) => pattern.test(each));

function joined({ statement, texts }: Parametrized, placeholder: (at: number) => string): TextEdit {
  const { node, quote } = statement;
  const text = texts.reduce((whole, each, at) => whole + placeholder(at - 1) + each);
  return { span: spanOf(node), text: quote + text + quote };
}

const inTemplate = (text: string, { quote }: Statement): string =>
  quote === '`' ? text : text.replaceAll('\\' + quote, quote).replace(/`|\$\{/g, '\\$&');

/** Values that are given already keep their places among the new ones. */
function interleaved({ texts, values }: Parametrized, known: readonly string[]): readonly string[] | undefined {
  const counts = texts.map((each) => each.split('?').length - 1);
  if (counts.reduce((sum, each) => sum + each, 0) !== known.length) return undefined;
  let used = 0;
  return counts.flatMap((count, at) => {
    const own = known.slice(used, (used += count));
    const value = values[at];
    return value === undefined ? own : [...own, value];
  });
}

/** The list after the statement; undefined for anything else but a callback. */
function listAfter(call: ts.CallExpression): ts.ArrayLiteralExpression | 'none' | undefined {
  const [, second] = call.arguments;
  if (second === undefined || ts.isArrowFunction(second) || ts.isFunctionExpression(second)) return 'none';
  return ts.isArrayLiteralExpression(second) && !second.elements.some(ts.isSpreadElement) ? second : undefined;
}

type List = ts.ArrayLiteralExpression | 'none';

const elementsOf = (list: List): readonly string[] => (list === 'none' ? [] : list.elements.map(textOf));

function listEdit(call: ts.CallExpression, list: List, values: readonly string[]): TextEdit {
  const after = call.arguments[0]?.end ?? call.end;
  const text = `[${values.join(', ')}]`;
  return list === 'none' ? { span: { start: after, end: after }, text: `, ${text}` } : { span: spanOf(list), text };
}

/** `prisma.$queryRaw` for `prisma.$queryRawUnsafe`, `sql` for `sql.raw`. */
function tagOf(callee: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = callee.expression.getText();
  const { text: name } = callee.name;
  if (name === 'raw') return ts.isIdentifier(callee.expression) ? owner : undefined;
  return /^\$(?:query|execute)RawUnsafe$/.test(name) ? `${owner}.${name.slice(0, -'Unsafe'.length)}` : undefined;
}

const takesReplacements = ({ properties }: ts.ObjectLiteralExpression): boolean =>
  properties.every(
    ({ name }) => name !== undefined && !/^(?:replacements|bind)$/.test(propertyNameText(name) ?? 'bind'),
  );

const running: ReadonlySet<string> = new Set(['get', 'all', 'run', 'iterate']);

/** `db.prepare(…).get()`, or the only use of the constant that holds what is prepared. */
function runOf(call: ts.CallExpression): ts.CallExpression | undefined {
  const { parent } = call;
  const isNamed = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
  const uses = isNamed && ts.isIdentifier(parent.name) ? usesOf(parent.name) : [];
  const access = isNamed ? uses[0]?.parent : parent;
  if (uses.length > 1 || access === undefined || !ts.isPropertyAccessExpression(access)) return undefined;
  const run = access.parent;
  return running.has(memberName(access) ?? '') && ts.isCallExpression(run) && run.expression === access
    ? run
    : undefined;
}

/** A comma stands between values there, and between names elsewhere. */
const clause = /\b(select|from|order\s+by|group\s+by|values|in|set|limit|where|call)\b/gi;
const listsValues = /^(?:values|in|set|limit|where|call)$/i;
const valuePosition = /(?:=|<>|<|>|\b(?:i?like|limit|offset|between|values\s*\(|in\s*\()|,)\s*$/i;
const quoted = /'([^']*)$/;

function isValuePosition(before: string): boolean {
  if (!valuePosition.test(before)) return false;
  return !/,\s*$/.test(before) || listsValues.test([...before.matchAll(clause)].at(-1)?.[1] ?? '');
}

/** Quotes around a value go with it: `'%${name}%'` becomes `%${name}%` beside the text. */
function withoutValues(statement: Statement): Parametrized | undefined {
  const values: string[] = [];
  const [first = '', ...others] = statement.texts;
  const texts = [first];
  for (const [at, value] of statement.values.entries()) {
    const before = texts.join('');
    const rest = others[at] ?? '';
    const open = openQuote(before);
    const isQuoted = open !== undefined && /^[^']*'/.test(rest);
    const position = open === undefined ? before : before.slice(0, before.length - open.length - 1);
    if ((open !== undefined) !== isQuoted || !isValuePosition(position) || /\.join\(/.test(value.getText()))
      return undefined;
    if (open !== undefined) texts.push((texts.pop() ?? '').slice(0, -(open.length + 1)));
    const behind = isQuoted ? rest.slice(0, rest.indexOf("'")) : '';
    texts.push(isQuoted ? rest.slice(behind.length + 1) : rest);
    values.push(valueText(value, open ?? '', behind));
  }
  return values.length === 0 ? undefined : { statement, texts, values };
}

/** What stands between an opening quotation mark and the value; undefined where none is open. */
const openQuote = (before: string): string | undefined =>
  (before.split("'").length - 1) % 2 === 1 ? quoted.exec(before)?.[1] : undefined;

const valueText = (value: ts.Expression, before: string, after: string): string =>
  before === '' && after === '' ? value.getText() : `\`${before}\${${value.getText()}}${after}\``;
