import { hasPart, type Field, type Shape, type TextShape, withoutNull } from '../../semantics/shapes/shape.ts';
import { fieldsIn, guid, literalIn } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const superstruct: Validator = {
  packages: ['superstruct'],
  exported: '*',
  usual: 's',
  // Before its first version, structs were made by a function of another kind; of an enum of numbers, the names would be let through, too.
  schema: (shape, writing) =>
    writing.major < 1 || hasPart(shape, ({ is }) => is === 'enum') ? undefined : print(shape, writing),
  checksByLibrary: true,
  check: ({ schema, input, result }, { library }) => ({
    // Otherwise a field that nobody knows turns the request away.
    statement: `const [${result}Error, ${result}] = ${library}.validate(${input}, ${schema}, { coerce: true, mask: true })`,
    failed: `${result}Error`,
    value: result,
  }),
  parse: ({ schema, input }, { library }) => `${library}.mask(${input}, ${schema})`,
};

function print(shape: Shape, writing: Writing): string {
  const { library: s, style } = writing;
  const inner = (each: Shape): string => print(each, writing);
  switch (shape.is) {
    case 'text':
      return printText(shape, s);
    case 'number':
      return `${s}.${shape.isWhole ? 'integer' : 'number'}()`;
    case 'boolean':
    case 'unknown':
    case 'any':
      return `${s}.${shape.is}()`;
    case 'null':
      return `${s}.nullable(${s}.never())`;
    case 'date':
      return `${s}.coerce(${s}.date(), ${s}.union([${s}.string(), ${s}.number()]), (value) => new Date(value))`;
    case 'literal':
      return `${s}.literal(${literalIn(style, shape.value)})`;
    case 'list':
      return `${s}.array(${inner(shape.of)})`;
    case 'record':
      return `${s}.record(${s}.string(), ${inner(shape.of)})`;
    case 'tuple':
      return `${s}.tuple([${shape.of.map(inner).join(', ')}])`;
    case 'object':
      return `${s}.${shape.isLoose ? 'type' : 'object'}(${fieldsIn(style, shape.fields, (field) => printField(field, writing))})`;
    default:
      return printUnion(shape, writing);
  }
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const written = print(shape, writing);
  return isOptional ? `${writing.library}.optional(${written})` : written;
}

/** It knows no formats. */
const patterns = { email: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', uuid: guid };

function printText({ format, min = 0, max }: TextShape, s: string): string {
  const text = format === undefined ? `${s}.string()` : `${s}.pattern(${s}.string(), /${patterns[format]}/)`;
  if (max !== undefined) return `${s}.size(${text}, ${String(format === undefined ? min : 0)}, ${String(max)})`;
  if (min === 0 || format !== undefined) return text;
  return min === 1 ? `${s}.nonempty(${text})` : `${s}.size(${text}, ${String(min)}, Infinity)`;
}

function printUnion(shape: Shape, writing: Writing): string {
  const { library: s, style } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  if (isNullable) return `${s}.nullable(${print(kept, writing)})`;
  const parts = kept.is === 'union' ? kept.of : [kept];
  const values = parts.flatMap((part) => (part.is === 'literal' ? [part.value] : []));
  const isOfKind = (kind: string): boolean => values.every((value) => typeof value === kind);
  return values.length === parts.length && (isOfKind('string') || isOfKind('number'))
    ? `${s}.enums([${values.map((each) => literalIn(style, each)).join(', ')}])`
    : `${s}.union([${parts.map((each) => print(each, writing)).join(', ')}])`;
}
