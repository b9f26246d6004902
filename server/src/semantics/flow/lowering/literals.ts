import { ts } from '../../../engine/syntax.ts';
import { propertyNameText } from '../../nodes.ts';
import { none, Op } from '../ir.ts';
import type { LowerExpression, Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

export const literals: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.StringLiteral, lowerText],
  [Kind.NoSubstitutionTemplateLiteral, lowerText],
  [Kind.NumericLiteral, (fn, node) => fn.constant(Number((node as ts.NumericLiteral).text), node)],
  [Kind.BigIntLiteral, (fn, node) => fn.constant(bigint((node as ts.BigIntLiteral).text), node)],
  [Kind.TrueKeyword, (fn, node) => fn.constant(true, node)],
  [Kind.FalseKeyword, (fn, node) => fn.constant(false, node)],
  [Kind.NullKeyword, (fn, node) => fn.constant(null, node)],
  [
    Kind.RegularExpressionLiteral,
    (fn, node) => fn.emit(Op.Regex, fn.text((node as ts.RegularExpressionLiteral).text), none, none, node),
  ],
  [
    Kind.TemplateExpression,
    (fn, node) => fn.emit(Op.Template, templateParts(fn, node as ts.TemplateExpression), none, none, node),
  ],
  [
    Kind.ArrayLiteralExpression,
    (fn, node) => fn.emit(Op.Array, items(fn, (node as ts.ArrayLiteralExpression).elements), none, none, node),
  ],
  [Kind.ObjectLiteralExpression, lowerObject],
  [
    Kind.SpreadElement,
    (fn, node) => fn.emit(Op.Spread, fn.expression((node as ts.SpreadElement).expression), none, none, node),
  ],
];

function lowerText(fn: Lowering, node: ts.Node): number {
  return fn.constant((node as ts.StringLiteralLike).text, node);
}

function bigint(text: string): bigint {
  try {
    return BigInt(text.replace(/n$/, ''));
  } catch {
    return 0n;
  }
}

/** Text, value, text, …, text. */
export function templateParts(fn: Lowering, template: ts.TemplateLiteral): number {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return fn.list([fn.text(template.text)]);
  const parts = [fn.text(template.head.text)];
  for (const span of template.templateSpans) parts.push(fn.expression(span.expression), fn.text(span.literal.text));
  return fn.list(parts);
}

/** Arguments and elements; a hole is none. */
export function items(fn: Lowering, nodes: readonly ts.Node[]): number {
  const values: number[] = [];
  for (const node of nodes) values.push(node.kind === Kind.OmittedExpression ? none : fn.expression(node));
  return fn.list(values);
}

const spread = -1;

function lowerObject(fn: Lowering, node: ts.Node): number {
  const pairs: number[] = [];
  for (const property of (node as ts.ObjectLiteralExpression).properties) addProperty(fn, property, pairs);
  return fn.emit(Op.Object, fn.list(pairs), none, none, node);
}

function addProperty(fn: Lowering, property: ts.ObjectLiteralElementLike, pairs: number[]): void {
  switch (property.kind) {
    case Kind.PropertyAssignment:
      pairs.push(keyOf(fn, property.name), fn.expression(property.initializer));
      break;
    case Kind.ShorthandPropertyAssignment:
      pairs.push(fn.text(property.name.text), fn.expression(property.name));
      break;
    case Kind.SpreadAssignment:
      pairs.push(spread, fn.expression(property.expression));
      break;
    default:
      pairs.push(keyOf(fn, property.name), fn.function(property));
  }
}

/** The constant of a written name, or what computes it. */
function keyOf(fn: Lowering, name: ts.PropertyName): number {
  const written = writtenName(name);
  if (written !== undefined) return fn.text(written);
  return -2 - (ts.isComputedPropertyName(name) ? fn.expression(name.expression) : fn.b.undefinedValue());
}

/** A name that is known before the code runs: `a`, `'a'`, `['a']`, `1`. */
export function writtenName(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (name === undefined || !ts.isComputedPropertyName(name)) return propertyNameText(name);
  return writtenKey(name.expression);
}

/** The name that a key in brackets amounts to. */
export function writtenKey(key: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}
