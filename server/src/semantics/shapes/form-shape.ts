import { ts } from '../../engine/syntax.ts';
import { outermost, usesOf } from '../result-parts.ts';
import type { EvidenceQuestions } from './asked-for.ts';
import { evidenceAt } from './evidence.ts';
import type { FormField } from './form-reads.ts';
import type { InputField, InputFields } from './input-fields.ts';
import { shapeOfUse } from './input-shape.ts';
import { isOpen, nullable, type ObjectShape, type Shape, text, unionOf, withoutNull } from './shape.ts';

/**
 * The shape of what is read of a form, field by field: texts and lists of them, and `null` where nothing has come. Undefined where
 * one could be a file as well.
 */
export function formShape(
  fields: readonly FormField[],
  { fields: read }: InputFields,
  questions: EvidenceQuestions,
): ObjectShape | undefined {
  const shapes = fields.flatMap((field) => {
    const used = read.find(({ name }) => name === field.name);
    const shape = used && (field.isList ? listShape(field) : textShape(field, used, questions));
    return shape ? [{ name: field.name, shape, isOptional: false }] : [];
  });
  return shapes.length === fields.length ? { is: 'object', fields: shapes } : undefined;
}

const listShape = ({ calls }: FormField): Shape | undefined =>
  calls.every((call) => /\bstring\b|\.map\(String\)/.test(claimAt(call))) ? { is: 'list', of: text } : undefined;

function textShape({ calls }: FormField, used: InputField, questions: EvidenceQuestions): Shape | undefined {
  const [field] = shapeOfUse([used], questions).fields;
  if (field === undefined) return undefined;
  const { shape, isNullable } = withoutNull(field.shape);
  const texts = unionOf(partsOf(shape).filter(isText));
  const kept = isOpen(texts) ? (isOpen(shape) && calls.some(isReadAsText) ? text : undefined) : texts;
  if (kept === undefined) return undefined;
  // What was left empty comes as an empty text, which is no address.
  const isRefused = used.uses.some((use) => evidenceAt(use, questions).isRefused === true);
  const said = kept.is === 'text' && kept.format !== undefined && !isRefused ? withoutFormat(kept) : kept;
  return field.isOptional || isNullable ? nullable(said) : said;
}

/** What is read as an object of a form holds no numbers either: `await c.req.parseBody()`. */
export const ofTexts = (shape: ObjectShape): ObjectShape => ({
  ...shape,
  fields: shape.fields.map((field) => {
    const { shape: kept, isNullable } = withoutNull(field.shape);
    const texts = unionOf(partsOf(kept).filter(isText));
    return isOpen(texts) ? field : { ...field, shape: isNullable ? nullable(texts) : texts };
  }),
});

const partsOf = (shape: Shape): readonly Shape[] => (shape.is === 'union' ? shape.of : [shape]);

const isText = (shape: Shape): boolean =>
  shape.is === 'text' || (shape.is === 'literal' && typeof shape.value === 'string');

const withoutFormat = ({ max }: Extract<Shape, { is: 'text' }>): Shape => ({
  is: 'text',
  ...(max === undefined ? {} : { max }),
});

/** `as string` of `form.get('title') as string`, `.toString()` of `form.get('title')?.toString()`. */
function claimAt(call: ts.CallExpression): string {
  const whole = outermost(call);
  const { parent } = whole;
  const declared = ts.isVariableDeclaration(parent) ? (parent.type?.getText() ?? '') : '';
  const member = ts.isPropertyAccessExpression(parent) ? `.${parent.name.text}` : '';
  const mapped =
    member === '.map' && ts.isCallExpression(parent.parent) ? `(${parent.parent.arguments[0]?.getText()})` : '';
  return whole.getText().slice(call.getText().length) + declared + member + mapped;
}

/** `form.get('title') as string`, `String(form.get('title'))`, or so once it has a name. */
function isReadAsText(call: ts.CallExpression): boolean {
  const { parent } = outermost(call);
  const uses = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? usesOf(parent.name) : [];
  return /\bstring\b|\.toString$|\bas\s+['"]/.test(claimAt(call)) || [call, ...uses].some(isMadeText);
}

function isMadeText(use: ts.Expression): boolean {
  const { parent } = outermost(use);
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'String';
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'toString';
}
