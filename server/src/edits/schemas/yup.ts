import { hasPart, type Field, isLoose, type Shape, type TextShape, withoutNull } from '../../semantics/shapes/shape.ts';
import { fieldsIn, guid, literalIn } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const yup: Validator = {
  packages: ['yup'],
  exported: '*',
  usual: 'yup',
  // Before its first version, objects were read from texts.
  schema: (shape, writing) =>
    writing.major < 1 || hasPart(shape, isBeyond) ? undefined : `${print(shape, writing)}.defined()`,
  check: ({ schema, input, result }) => ({
    statement: `const ${result} = ${input}`,
    // Otherwise `"7"` is taken for a number.
    failed: `!${schema}.isValidSync(${result}, { strict: true })`,
    value: `${schema}.cast(${result}, { stripUnknown: true })`,
  }),
  parse: ({ schema, input }) => `${schema}.validateSync(${input}, { strict: true })`,
};

/** It takes other fields away everywhere or nowhere, knows no maps, its dates are no texts, of an enum of numbers the names would be let through, and of unions it can say only kinds and values. */
const isBeyond = (shape: Shape): boolean =>
  isLoose(shape) ||
  shape.is === 'record' ||
  shape.is === 'date' ||
  shape.is === 'enum' ||
  (shape.is === 'union' && !isSayable(shape));

function isSayable(shape: Shape): boolean {
  const { shape: kept } = withoutNull(shape);
  return kept.is !== 'union' || valuesOf(kept) !== undefined || kept.of.every((part) => kindOf(part) !== undefined);
}

function print(shape: Shape, writing: Writing): string {
  const { library: y, style } = writing;
  const inner = (each: Shape): string => `${print(each, writing)}.defined()`;
  switch (shape.is) {
    case 'text':
      return printText(shape, writing);
    case 'number':
      return `${y}.number()${shape.isWhole ? '.integer()' : ''}`;
    case 'boolean':
      return `${y}.boolean()`;
    case 'null':
      return `${y}.mixed${style.isTypeScript ? '<never>' : ''}().nullable().oneOf([null])`;
    case 'literal':
    case 'union':
      return printUnion(shape, writing);
    case 'list':
      return `${y}.array(${inner(shape.of)})`;
    case 'tuple':
      return `${y}.tuple([${shape.of.map(inner).join(', ')}])`;
    case 'object':
      return `${y}.object(${fieldsIn(style, shape.fields, (field) => printField(field, writing))})`;
    case 'any':
      return `${y}.mixed${style.isTypeScript ? '<any>' : ''}().nullable()`;
    default:
      return `${y}.mixed().nullable()`;
  }
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const written = print(shape, writing);
  if (!isOptional) return `${written}.defined()`;
  // Else an object that is missing is made up.
  return withoutNull(shape).shape.is === 'object' ? `${written}.default(undefined)` : written;
}

function printText({ format, min, max }: TextShape, { library: y }: Writing): string {
  const kind = { email: '.email().min(1)', uuid: `.matches(/${guid}/)` };
  const least = min === undefined ? '' : `.min(${String(min)})`;
  const longest = max === undefined ? '' : `.max(${String(max)})`;
  return `${y}.string()${format === undefined ? least : kind[format]}${longest}`;
}

function printUnion(shape: Shape, writing: Writing): string {
  const { library: y, style } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  const values = valuesOf(kept);
  if (values) {
    const written = values.map((each) => literalIn(style, each));
    const claim = style.isTypeScript ? `<${written.join(' | ')}>` : '';
    const start = `${y}.${typeof values[0]}${claim}()`;
    return isNullable
      ? `${start}.nullable().oneOf([${[...written, 'null'].join(', ')}])`
      : `${start}.oneOf([${written.join(', ')}])`;
  }
  const end = isNullable ? '.nullable()' : '';
  return (kept.is === 'union' ? printKinds(kept.of, writing) : print(kept, writing)) + end;
}

type Value = string | number | boolean;

/** The values of one kind that a shape is one of. */
function valuesOf(shape: Shape): readonly Value[] | undefined {
  const parts = shape.is === 'union' ? shape.of : [shape];
  const values = parts.flatMap((part) => (part.is === 'literal' ? [part.value] : []));
  const isAll = values.length === parts.length && new Set(values.map((each) => typeof each)).size === 1;
  return isAll ? values : undefined;
}

function kindOf(shape: Shape): string | undefined {
  if (shape.is === 'text') return Object.keys(shape).length === 1 ? 'string' : undefined;
  if (shape.is === 'number') return shape.isWhole ? undefined : 'number';
  return shape.is === 'boolean' ? 'boolean' : undefined;
}

function printKinds(shapes: readonly Shape[], { library: y, style }: Writing): string {
  const kinds = shapes.flatMap((shape) => kindOf(shape) ?? []);
  const isOne = kinds.map((kind) => `typeof value === ${literalIn(style, kind)}`).join(' || ');
  const claim = style.isTypeScript ? `: value is ${kinds.join(' | ')}` : '';
  return `${y}.mixed((value)${claim} => ${isOne})`;
}
