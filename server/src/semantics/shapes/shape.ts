/**
 * What a value has to look like, as far as code, declarations or a database say: never more than they say, so that whoever
 * checks it turns nothing away that worked.
 */
export type Shape =
  | TextShape
  | { readonly is: 'number'; readonly isWhole?: true }
  | { readonly is: 'boolean' | 'date' | 'null' | 'unknown' }
  | { readonly is: 'literal'; readonly value: string | number | boolean }
  /** An enum of TypeScript, by the name that it has in the file at hand. */
  | { readonly is: 'enum'; readonly name: string }
  | { readonly is: 'list' | 'record'; readonly of: Shape }
  | { readonly is: 'tuple' | 'union'; readonly of: readonly Shape[] }
  | { readonly is: 'object'; readonly fields: readonly Field[] };

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

/** The shape that takes what any of the shapes takes. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const parts = shapes.flatMap((shape) => (shape.is === 'union' ? shape.of : [shape]));
  if (parts.some(({ is }) => is === 'unknown')) return unknown;
  const kept = parts.filter((part, at) => parts.findIndex((other) => isSame(part, other)) === at);
  const [first] = kept;
  if (first === undefined) return unknown;
  const booleans = kept.filter((each) => each.is === 'literal' && typeof each.value === 'boolean');
  const rest = booleans.length === 2 ? [...kept.filter((each) => !booleans.includes(each)), boolean] : kept;
  return rest.length === 1 ? (rest[0] ?? unknown) : { is: 'union', of: rest };
}

const boolean: Shape = { is: 'boolean' };

export const isSame = (one: Shape, other: Shape): boolean => JSON.stringify(one) === JSON.stringify(other);

export const nullable = (shape: Shape): Shape => unionOf([shape, { is: 'null' }]);

/** Whether `null` is let through, and what else is. */
export function withoutNull(shape: Shape): { readonly shape: Shape; readonly isNullable: boolean } {
  if (shape.is !== 'union') return { shape, isNullable: false };
  const rest = shape.of.filter(({ is }) => is !== 'null');
  return { shape: unionOf(rest), isNullable: rest.length < shape.of.length };
}

/** Whether any part of it is not known. */
export const hasUnknown = (shape: Shape): boolean => hasPart(shape, ({ is }) => is === 'unknown');

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
