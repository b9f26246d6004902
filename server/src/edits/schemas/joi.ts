import { hasPart, type Field, type Shape, type TextShape, withoutNull } from '../../semantics/shapes/shape.ts';
import { fieldsIn, guid, literalIn } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const joi: Validator = {
  packages: ['joi'],
  exported: 'default',
  usual: 'Joi',
  // Of an enum of numbers, the names would be let through, too.
  schema: (shape, writing) =>
    hasPart(shape, ({ is }) => is === 'enum') ? undefined : `${print(shape, writing)}.required()`,
  check: ({ schema, input, result }) => ({
    // Otherwise `"7"` is taken for a number, and a field that nobody knows turns the request away.
    statement: `const ${result} = ${schema}.validate(${input}, { convert: false, stripUnknown: true })`,
    failed: `${result}.error`,
    value: `${result}.value`,
  }),
  parse: ({ schema, input }, { library }) =>
    `${library}.attempt(${input}, ${schema}, { convert: false, stripUnknown: true })`,
};

function print(shape: Shape, writing: Writing): string {
  const { library: j, style } = writing;
  const inner = (each: Shape): string => print(each, writing);
  switch (shape.is) {
    case 'text':
      return printText(shape, writing);
    case 'number':
      return `${j}.number()${shape.isWhole ? '.integer()' : '.unsafe()'}`;
    case 'boolean':
      return `${j}.boolean()`;
    case 'null':
      return `${j}.valid(null)`;
    case 'date':
      return `${j}.date().prefs({ convert: true })`;
    case 'literal':
      return `${j}.valid(${literalIn(style, shape.value)})`;
    case 'list':
      return `${j}.array().items(${inner(shape.of)})`;
    case 'record':
      return `${j}.object().pattern(${j}.string().allow(${literalIn(style, '')}), ${inner(shape.of)})`;
    case 'tuple':
      return `${j}.array().ordered(${shape.of.map((each) => `${inner(each)}.required()`).join(', ')})`;
    case 'object':
      return `${j}.object(${fieldsIn(style, shape.fields, (field) => printField(field, writing))})${shape.isLoose ? '.unknown()' : ''}`;
    case 'union':
      return printUnion(shape, writing);
    default:
      return `${j}.any()`;
  }
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const written = print(shape, writing);
  return isOptional ? written : `${written}.required()`;
}

function printText({ format, min, max }: TextShape, { library: j, style }: Writing): string {
  // An empty text is none to it, unless that is allowed.
  const least =
    min === undefined || min === 0 ? `.allow(${literalIn(style, '')})` : min > 1 ? `.min(${String(min)})` : '';
  const kind = { email: '.email({ tlds: false })', uuid: `.pattern(/${guid}/)` };
  const longest = max === undefined ? '' : `.max(${String(max)})`;
  return `${j}.string()${format === undefined ? least : kind[format]}${longest}`;
}

function printUnion(shape: Shape, writing: Writing): string {
  const { library: j, style } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  if (isNullable) {
    const written = print(kept, writing);
    return /\.allow\((?:''|"")\)$/.test(written) ? `${written.slice(0, -1)}, null)` : `${written}.allow(null)`;
  }
  const parts = kept.is === 'union' ? kept.of : [kept];
  const values = parts.flatMap((part) => (part.is === 'literal' ? [literalIn(style, part.value)] : []));
  if (values.length === parts.length) return `${j}.valid(${values.join(', ')})`;
  return `${j}.alternatives(${parts.map((each) => print(each, writing)).join(', ')})`;
}
