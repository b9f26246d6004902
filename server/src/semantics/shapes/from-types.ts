import type { Shape as TypeShape } from '../../types/oracle.ts';
import { type Field, type Shape, unionOf } from './shape.ts';

/** The shape of what a type of the checker holds; undefined where that is more than data, or cut off. */
export function shapeOfType(type: TypeShape): Shape | undefined {
  switch (type.kind) {
    case 'string':
      return { is: 'text' };
    case 'number':
      return { is: 'number' };
    case 'boolean':
      return { is: 'boolean' };
    case 'null':
      return { is: 'null' };
    case 'literal':
      return type.value === undefined ? undefined : { is: 'literal', value: type.value };
    case 'array':
      return listShape(type);
    case 'union':
      return unionShape(type);
    case 'object':
      return objectShape(type);
    default:
      return undefined;
  }
}

function listShape({ of }: TypeShape): Shape | undefined {
  const element = of && 'kind' in of ? shapeOfType(of) : undefined;
  return element && { is: 'list', of: element };
}

/** Of `Date | string` only the text can come out of JSON. */
function unionShape({ of }: TypeShape): Shape | undefined {
  if (of === undefined || 'kind' in of) return undefined;
  const parts = of.filter(({ kind, text }) => kind !== 'undefined' && !(kind === 'object' && text === 'Date'));
  const shapes = parts.map(shapeOfType);
  const known = shapes.filter((shape) => shape !== undefined);
  return known.length === shapes.length && known.length > 0 ? unionOf(known) : undefined;
}

function objectShape({ text, members, truncated }: TypeShape): Shape | undefined {
  if (text === 'Date') return { is: 'date' };
  if (members === undefined || members.length === 0 || truncated === true) return undefined;
  const fields: Field[] = [];
  for (const { name, optional, type } of members) {
    const shape = shapeOfType(type);
    if (shape === undefined) return undefined;
    fields.push({ name, shape, isOptional: optional });
  }
  return { is: 'object', fields };
}
