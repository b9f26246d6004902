import {
  type Field,
  hasPart,
  isLoose,
  isOpen,
  type ObjectShape,
  type Shape,
  type TextShape,
  unknown,
} from '../../semantics/shapes/shape.ts';
import { discriminatorOf, fieldsIn, guid, literalIn, quotedIn } from './printing.ts';
import type { Validator, Writing } from './validator.ts';

export const arktype: Validator = {
  packages: ['arktype'],
  exported: 'type',
  usual: 'type',
  schema: (shape, writing) => {
    if (writing.major < 2 || hasPart(shape, isBeyond)) return undefined;
    const isMixed = hasPart(shape, isLoose);
    const asked = typeOf(define(shape, { ...writing, isMixed }), { ...writing, isMixed });
    return isMixed ? asked : `${asked}.onDeepUndeclaredKey(${literalIn(writing.style, 'delete')})`;
  },
  checksByLibrary: true,
  check: ({ schema, input, result }, { library }) => ({
    statement: `const ${result} = ${schema}(${input})`,
    failed: `${result} instanceof ${library}.errors`,
    value: result,
  }),
  parse: ({ schema, input }) => `${schema}.assert(${input})`,
};

/** Where some objects keep other fields, each of the others says itself that it does not. */
type MixedWriting = Writing & { readonly isMixed: boolean };

/** Objects that fields are taken out of have to be told apart; some keys mean something else in its language. */
function isBeyond(shape: Shape): boolean {
  if (shape.is === 'object') return shape.fields.some(({ name }) => /[?\\=]|^[[+.]/.test(name));
  if (shape.is !== 'union') return false;
  const objects = shape.of.filter((part) => !isPlain(part));
  return objects.length > 1 && discriminatorOf(objects) === undefined;
}

const isPlain = ({ is }: Shape): boolean =>
  is !== 'object' && is !== 'list' && is !== 'record' && is !== 'tuple' && is !== 'date';

/** A definition in words, which a text holds; one in code; or a type that is made already. */
interface Definition {
  readonly in: 'words' | 'code' | 'type';
  readonly text: string;
}

const words = (text: string): Definition => ({ in: 'words', text });
const code = (text: string): Definition => ({ in: 'code', text });
const type = (text: string): Definition => ({ in: 'type', text });

function define(shape: Shape, writing: MixedWriting): Definition {
  const { library, style } = writing;
  const inner = (each: Shape): string => written(define(each, writing), writing);
  switch (shape.is) {
    case 'text':
      return textOf(shape);
    case 'number':
      return words(shape.isWhole ? 'number.integer' : 'number');
    case 'boolean':
    case 'null':
    case 'unknown':
      return words(shape.is);
    case 'any':
      return words('unknown.any');
    case 'date':
      return words('string.date.parse');
    case 'literal':
      return literalOf(shape.value, writing);
    case 'enum':
      return type(`${library}.valueOf(${shape.name})`);
    case 'list':
      return listOf(define(shape.of, writing), writing);
    case 'record':
      return code(`{ ${quotedIn(style, '[string]')}: ${inner(shape.of)} }`);
    case 'tuple':
      return code(`[${shape.of.map(inner).join(', ')}]`);
    case 'object':
      return objectOf(shape, writing);
    default:
      return anyOf(shape.is === 'union' ? shape.of.map((each) => define(each, writing)) : [words('unknown')], writing);
  }
}

function objectOf({ fields, isLoose: isKeeping }: ObjectShape, writing: MixedWriting): Definition {
  const { style, isMixed } = writing;
  const others: Field = { name: '+', shape: unknown, isOptional: false };
  const all = isMixed && !isKeeping ? [others, ...fields] : fields;
  const print = (field: Field): string => (field === others ? quotedIn(style, 'delete') : fieldOf(field, writing));
  return code(fieldsIn(style, all, print, keyOf));
}

const keyOf = ({ name, isOptional }: Field): string => (isOptional ? `${name}?` : name);

/** What may be left out may be there as `undefined`, too. */
function fieldOf({ shape, isOptional }: Field, writing: MixedWriting): string {
  const definition = define(shape, writing);
  const isWhole = !isOptional || isOpen(shape);
  return written(isWhole ? definition : anyOf([definition, words('undefined')], writing), writing);
}

function anyOf(parts: readonly Definition[], writing: MixedWriting): Definition {
  if (parts.every((each) => each.in === 'words')) return words(parts.map(({ text }) => text).join(' | '));
  const [first, ...others] = [...parts].sort((one, other) => rank(one) - rank(other));
  if (first === undefined) return words('never');
  return type(typeOf(first, writing) + others.map((each) => `.or(${written(each, writing)})`).join(''));
}

const rank = (definition: Definition): number => (definition.in === 'words' ? 1 : 0);

const typeOf = (definition: Definition, writing: MixedWriting): string =>
  definition.in === 'type' ? definition.text : `${writing.library}(${written(definition, writing)})`;

function written(definition: Definition, { style }: MixedWriting): string {
  if (definition.in !== 'words') return definition.text;
  return quotedIn(definition.text.includes("'") ? { ...style, quote: '"' } : style, definition.text);
}

function textOf({ format, min, max }: TextShape): Definition {
  if (format === 'uuid') return code(`/${guid}/`);
  const kind = format === undefined ? 'string' : 'string.email';
  const least = min === undefined || format !== undefined ? undefined : String(min);
  if (max === undefined) return words(least === undefined ? kind : `${kind} >= ${least}`);
  return words(`${least === undefined ? '' : `${least} <= `}${kind} <= ${String(max)}`);
}

/** `'draft'` in words where nothing in it means something there. */
function literalOf(value: string | number | boolean, { library, style }: MixedWriting): Definition {
  if (typeof value !== 'string') return words(String(value));
  return /^[\w .:/-]*$/.test(value) ? words(`'${value}'`) : type(`${library}.unit(${literalIn(style, value)})`);
}

const listOf = (element: Definition, writing: MixedWriting): Definition =>
  element.in === 'words' && /^[\w.]+$/.test(element.text)
    ? words(`${element.text}[]`)
    : type(`${typeOf(element, writing)}.array()`);
