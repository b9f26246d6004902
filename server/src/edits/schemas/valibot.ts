import { type Field, type Shape, type TextShape, withoutNull } from '../../semantics/shapes/shape.ts';
import { discriminatorOf, fieldsIn, literalIn, textsOf } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const valibot: Validator = {
  packages: ['valibot'],
  exported: '*',
  usual: 'v',
  // Before its first version, pipes were written in another way.
  schema: (shape, writing) => (writing.major < 1 ? undefined : print(shape, writing)),
  checksByLibrary: true,
  check: ({ schema, input, result }, { library }) => ({
    statement: `const ${result} = ${library}.safeParse(${schema}, ${input})`,
    failed: `!${result}.success`,
    value: `${result}.output`,
  }),
  parse: ({ schema, input }, { library }) => `${library}.parse(${schema}, ${input})`,
};

function print(shape: Shape, writing: Writing): string {
  const { library: v, style } = writing;
  const inner = (each: Shape): string => print(each, writing);
  switch (shape.is) {
    case 'text':
      return printText(shape, v);
    case 'number':
      return shape.isWhole ? `${v}.pipe(${v}.number(), ${v}.integer())` : `${v}.number()`;
    case 'boolean':
    case 'null':
    case 'unknown':
    case 'any':
      return `${v}.${shape.is}()`;
    case 'date':
      return `${v}.pipe(${v}.union([${v}.string(), ${v}.number(), ${v}.date()]), ${v}.toDate())`;
    case 'literal':
      return `${v}.literal(${literalIn(style, shape.value)})`;
    case 'enum':
      return `${v}.enum(${shape.name})`;
    case 'list':
      return `${v}.array(${inner(shape.of)})`;
    case 'record':
      return `${v}.record(${v}.string(), ${inner(shape.of)})`;
    case 'tuple':
      return `${v}.tuple([${shape.of.map(inner).join(', ')}])`;
    case 'object':
      return `${v}.${shape.isLoose ? 'looseObject' : 'object'}(${fieldsIn(style, shape.fields, (field) => printField(field, writing))})`;
    default:
      return printUnion(shape, writing);
  }
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const { library: v } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  if (!isOptional) return print(shape, writing);
  return `${v}.${isNullable ? 'nullish' : 'optional'}(${print(kept, writing)})`;
}

function printText({ format, min, max }: TextShape, v: string): string {
  const steps = [
    ...(format === undefined ? [] : [`${v}.${format}()`]),
    ...(min === undefined || format !== undefined ? [] : [`${v}.minLength(${String(min)})`]),
    ...(max === undefined ? [] : [`${v}.maxLength(${String(max)})`]),
  ];
  return steps.length === 0 ? `${v}.string()` : `${v}.pipe(${v}.string(), ${steps.join(', ')})`;
}

function printUnion(shape: Shape, writing: Writing): string {
  const { library: v, style } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  if (isNullable) return `${v}.nullable(${print(kept, writing)})`;
  const parts = kept.is === 'union' ? kept.of : [kept];
  const texts = textsOf(parts);
  if (texts) return `${v}.picklist([${texts.map((each) => literalIn(style, each)).join(', ')}])`;
  const printed = parts.map((each) => print(each, writing)).join(', ');
  const by = discriminatorOf(parts);
  return by ? `${v}.variant(${literalIn(style, by)}, [${printed}])` : `${v}.union([${printed}])`;
}
