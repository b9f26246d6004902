/**
 * What a value has to look like, as far as code, declarations or a database say: never more than they say, so that whoever
 * checks it turns nothing away that worked.
 */
export type Shape =
  | TextShape
  | { readonly is: 'number'; readonly isWhole?: true }
  | { readonly is: 'boolean' | 'date' | 'null' }
  /** Anything will do: the code says so itself, or nothing says anything. */
  | { readonly is: 'unknown'; readonly isUnsaid?: true }
  /** As the code says that has it typed so. */
  | { readonly is: 'any' }
  | { readonly is: 'literal'; readonly value: string | number | boolean }
  /** An enum of TypeScript, by the name that it has in the file at hand. */
  | { readonly is: 'enum'; readonly name: string }
  | { readonly is: 'list' | 'record'; readonly of: Shape }
  | { readonly is: 'tuple' | 'union'; readonly of: readonly Shape[] }
  | ObjectShape;

export interface ObjectShape {
  readonly is: 'object';
  readonly fields: readonly Field[];
  /** What else it holds goes along, as all of it is kept or handed on. */
  readonly isLoose?: true;
}

export interface TextShape {
  readonly is: 'text';
  readonly format?: 'email' | 'uuid';
  /** In characters. */
  readonly min?: number;
  readonly max?: number;
}

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  /** It may be left out. */
  readonly isOptional: boolean;
}

export const text: Shape = { is: 'text' };
export const unknown: Shape = { is: 'unknown' };
export const unsaid: Shape = { is: 'unknown', isUnsaid: true };
export const any: Shape = { is: 'any' };

/** The shape that takes what any of the shapes takes. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const parts = shapes.flatMap((shape) => (shape.is === 'union' ? shape.of : [shape]));
  const open = parts.find(isOpen);
  if (open) return open;
  const kept = parts.filter((part, at) => parts.findIndex((other) => isSame(part, other)) === at);
  const [first] = kept;
  if (first === undefined) return unsaid;
  const booleans = kept.filter((each) => each.is === 'literal' && typeof each.value === 'boolean');
  const rest = booleans.length === 2 ? [...kept.filter((each) => !booleans.includes(each)), boolean] : kept;
  return rest.length === 1 ? (rest[0] ?? unsaid) : { is: 'union', of: rest };
}

const boolean: Shape = { is: 'boolean' };

/** Whether a part of it is such that nothing says what it is. */
export const isUnsaidIn = (shape: Shape): boolean =>
  hasPart(shape, (part) => part.is === 'unknown' && part.isUnsaid === true);

/** Whether it takes anything. */
export const isOpen = ({ is }: Shape): boolean => is === 'unknown' || is === 'any';

export const isSame = (one: Shape, other: Shape): boolean => JSON.stringify(one) === JSON.stringify(other);

export const nullable = (shape: Shape): Shape => unionOf([shape, { is: 'null' }]);

/** Whether `null` is let through, and what else is. */
export function withoutNull(shape: Shape): { readonly shape: Shape; readonly isNullable: boolean } {
  if (shape.is !== 'union') return { shape, isNullable: false };
  const rest = shape.of.filter(({ is }) => is !== 'null');
  return { shape: unionOf(rest), isNullable: rest.length < shape.of.length };
}

/** Keeps what else the objects in it hold. */
export function loose(shape: Shape): Shape {
  switch (shape.is) {
    case 'list':
    case 'record':
      return { is: shape.is, of: loose(shape.of) };
    case 'tuple':
    case 'union':
      return { is: shape.is, of: shape.of.map(loose) };
    case 'object':
      return {
        is: 'object',
        fields: shape.fields.map((field) => ({ ...field, shape: loose(field.shape) })),
        isLoose: true,
      };
    default:
      return shape;
  }
}

export const isLoose = (shape: Shape): boolean => shape.is === 'object' && shape.isLoose === true;

/** Whether a shape or one within it is such. */
export function hasPart(shape: Shape, isSuch: (part: Shape) => boolean): boolean {
  if (isSuch(shape)) return true;
  switch (shape.is) {
    case 'list':
    case 'record':
      return hasPart(shape.of, isSuch);
    case 'tuple':
    case 'union':
      return shape.of.some((each) => hasPart(each, isSuch));
    case 'object':
      return shape.fields.some((field) => hasPart(field.shape, isSuch));
    default:
      return false;
  }
}
