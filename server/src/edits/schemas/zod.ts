import {
  type Field,
  hasPart,
  isOpen,
  type ObjectShape,
  type Shape,
  type TextShape,
  withoutNull,
} from '../../semantics/shapes/shape.ts';
import { discriminatorOf, fieldsIn, literalIn, textsOf } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const zod: Validator = {
  packages: ['zod'],
  exported: 'z',
  usual: 'z',
  schema: (shape, writing) => print(shape, writing),
  // Before its fourth version, what takes anything may be missing.
  mayLack: (shape, { major }) => major < 4 && hasPart(shape, isUnasked),
  check: ({ schema, input, result }) => ({
    statement: `const ${result} = ${schema}.safeParse(${input})`,
    failed: `!${result}.success`,
    value: `${result}.data`,
  }),
  parse: ({ schema, input }) => `${schema}.parse(${input})`,
};

const isUnasked = (part: Shape): boolean =>
  part.is === 'object' && part.fields.some(({ shape, isOptional }) => !isOptional && isOpen(shape));

function print(shape: Shape, writing: Writing): string {
  const { library: z, style } = writing;
  const inner = (each: Shape): string => print(each, writing);
  switch (shape.is) {
    case 'text':
      return printText(shape, writing);
    case 'number':
      return `${z}.number()${shape.isWhole ? '.int()' : ''}`;
    case 'boolean':
    case 'null':
    case 'unknown':
    case 'any':
      return `${z}.${shape.is}()`;
    case 'date':
      return `${z}.coerce.date()`;
    case 'literal':
      return `${z}.literal(${literalIn(style, shape.value)})`;
    case 'enum':
      return `${z}.${writing.major >= 4 ? 'enum' : 'nativeEnum'}(${shape.name})`;
    case 'list':
      return `${z}.array(${inner(shape.of)})`;
    case 'record':
      return `${z}.record(${z}.string(), ${inner(shape.of)})`;
    case 'tuple':
      return `${z}.tuple([${shape.of.map(inner).join(', ')}])`;
    case 'object':
      return printObject(shape, writing);
    default:
      return printUnion(shape, writing);
  }
}

function printObject({ fields, isLoose }: ObjectShape, writing: Writing): string {
  const { library: z, style, major } = writing;
  const written = fieldsIn(style, fields, (field) => printField(field, writing));
  if (!isLoose) return `${z}.object(${written})`;
  return major >= 4 ? `${z}.looseObject(${written})` : `${z}.object(${written}).passthrough()`;
}

function printField({ shape, isOptional }: Field, writing: Writing): string {
  const { shape: kept, isNullable } = withoutNull(shape);
  const written = print(isOptional && isNullable ? kept : shape, writing);
  if (!isOptional) return written;
  return `${written}.${isNullable ? 'nullish' : 'optional'}()`;
}

function printText({ format, min, max }: TextShape, { library: z, major }: Writing): string {
  const longest = max === undefined ? '' : `.max(${String(max)})`;
  if (format === 'email') return `${major >= 4 ? `${z}.email()` : `${z}.string().email()`}${longest}`;
  // Databases take ids of any version, which `uuid` of zod 4 does not.
  if (format === 'uuid') return major >= 4 ? `${z}.guid()` : `${z}.string().uuid()`;
  return `${z}.string()${min === undefined ? '' : `.min(${String(min)})`}${longest}`;
}

function printUnion(shape: Shape, writing: Writing): string {
  const { library: z, style } = writing;
  const { shape: kept, isNullable } = withoutNull(shape);
  if (isNullable) return `${print(kept, writing)}.nullable()`;
  const parts = kept.is === 'union' ? kept.of : [kept];
  const texts = textsOf(parts);
  if (texts) return `${z}.enum([${texts.map((each) => literalIn(style, each)).join(', ')}])`;
  const printed = parts.map((each) => print(each, writing)).join(', ');
  const by = discriminatorOf(parts);
  return by ? `${z}.discriminatedUnion(${literalIn(style, by)}, [${printed}])` : `${z}.union([${printed}])`;
}
