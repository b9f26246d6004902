import {
  hasPart,
  type Field,
  type ObjectShape,
  type Shape,
  type TextShape,
  unionOf,
  withoutNull,
} from '../../semantics/shapes/shape.ts';
import { fieldsIn, guid, literalIn, quotedIn } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const typebox: Validator = {
  packages: ['@sinclair/typebox'],
  exported: 'Type',
  usual: 'Type',
  also: { exported: 'Value', specifier: '@sinclair/typebox/value' },
  // Its dates are no texts.
  schema: (shape, writing) => (hasPart(shape, ({ is }) => is === 'date') ? undefined : print(shape, writing)),
  check: ({ schema, input, result, also }) => ({
    statement: `const ${result} = ${also}.Clean(${schema}, ${input})`,
    failed: `!${also}.Check(${schema}, ${result})`,
    value: result,
  }),
  // `Parse` would make numbers of texts.
  parse: ({ schema, input, also }) => `${also}.Decode(${schema}, ${also}.Clean(${schema}, ${input}))`,
};

const names = { number: 'Number', boolean: 'Boolean', null: 'Null', unknown: 'Unknown', any: 'Any' } as const;

function print(shape: Shape, writing: Writing): string {
  const { library: type, style } = writing;
  const inner = (each: Shape): string => print(each, writing);
  switch (shape.is) {
    case 'text':
      return printText(shape, writing);
    case 'number':
      return `${type}.${shape.isWhole ? 'Integer' : 'Number'}()`;
    case 'boolean':
    case 'null':
    case 'unknown':
    case 'any':
      return `${type}.${names[shape.is]}()`;
    case 'literal':
      return `${type}.Literal(${literalIn(style, shape.value)})`;
    case 'enum':
      return `${type}.Enum(${shape.name})`;
    case 'list':
      return `${type}.Array(${inner(shape.of)})`;
    case 'record':
      return `${type}.Record(${type}.String(), ${inner(shape.of)})`;
    case 'object':
      return printObject(shape, writing);
    default: {
      const parts = shape.is === 'tuple' || shape.is === 'union' ? shape.of : [shape];
      return `${type}.${shape.is === 'tuple' ? 'Tuple' : 'Union'}([${parts.map(inner).join(', ')}])`;
    }
  }
}

/** `Clean` keeps of other fields what fits a schema for them. */
function printObject({ fields, isLoose }: ObjectShape, writing: Writing): string {
  const { library: type, style } = writing;
  const written = fieldsIn(style, fields, (field) => printField(field, writing));
  return `${type}.Object(${written}${isLoose ? `, { additionalProperties: ${type}.Unknown() }` : ''})`;
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const { shape: kept, isNullable } = withoutNull(shape);
  // What may be null reads best with that at its end.
  const written = print(isNullable ? unionOf([kept, { is: 'null' }]) : shape, writing);
  return isOptional ? `${writing.library}.Optional(${written})` : written;
}

/** Formats are known to it only where a project has registered them. */
const patterns = { email: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', uuid: guid } as const;

function printText({ format, min, max }: TextShape, { library: type, style }: Writing): string {
  const asked = [
    ...(format === undefined ? [] : [`pattern: ${quotedIn(style, patterns[format])}`]),
    ...(min === undefined || format !== undefined ? [] : [`minLength: ${String(min)}`]),
    ...(max === undefined ? [] : [`maxLength: ${String(max)}`]),
  ];
  return asked.length === 0 ? `${type}.String()` : `${type}.String({ ${asked.join(', ')} })`;
}
