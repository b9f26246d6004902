import type { Field, Shape } from '../../semantics/shapes/shape.ts';
import type { FileStyle } from '../style.ts';

export const quotedIn = ({ quote }: FileStyle, text: string): string =>
  `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n').replaceAll('\r', '\\r')}${quote}`;

export const literalIn = (style: FileStyle, value: string | number | boolean): string =>
  typeof value === 'string' ? quotedIn(style, value) : String(value);

/** Ids of any version, as databases take them. */
export const guid = '^[\\dA-Fa-f]{8}(?:-[\\dA-Fa-f]{4}){3}-[\\dA-Fa-f]{12}$';

export const keyIn = (style: FileStyle, name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : quotedIn(style, name);

/** `{ name: …, … }`, a line for each, the lines of what they hold indented with them. */
export function fieldsIn<T extends Pick<Field, 'name'>>(
  style: FileStyle,
  fields: readonly T[],
  print: (field: T) => string,
  key: (field: T) => string = ({ name }) => name,
): string {
  if (fields.length === 0) return '{}';
  const { lineEnd, indent } = style;
  const lines = fields.map((field) =>
    `${keyIn(style, key(field))}: ${print(field)},`.replaceAll(lineEnd, lineEnd + indent),
  );
  return `{${lineEnd}${lines.map((line) => indent + line).join(lineEnd)}${lineEnd}}`;
}

/** The texts that a value is one of, where it is one of several and nothing else. */
export function textsOf(shapes: readonly Shape[]): readonly string[] | undefined {
  const texts = shapes.flatMap((shape) =>
    shape.is === 'literal' && typeof shape.value === 'string' ? [shape.value] : [],
  );
  return texts.length > 1 && texts.length === shapes.length ? texts : undefined;
}

/** The field by whose literal the members of a union of objects can be told apart. */
export function discriminatorOf(shapes: readonly Shape[]): string | undefined {
  const [first, ...others] = shapes;
  if (first?.is !== 'object' || others.length === 0) return undefined;
  return first.fields.find(({ name }) => isDiscriminator(name, shapes))?.name;
}

function isDiscriminator(name: string, shapes: readonly Shape[]): boolean {
  const values = shapes.map((shape) => {
    const field = shape.is === 'object' ? shape.fields.find((each) => each.name === name) : undefined;
    return field?.shape.is === 'literal' && !field.isOptional ? field.shape.value : undefined;
  });
  return values.every((value) => value !== undefined) && new Set(values).size === values.length;
}
