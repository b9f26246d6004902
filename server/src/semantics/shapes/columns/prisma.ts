import type { Snapshot } from '../../../engine/snapshot.ts';
import { any, nullable, type Shape, text, unionOf } from '../shape.ts';
import type { Column } from './column.ts';
import { nearestOf, type Places } from './nearest.ts';

const schemas: Places = {
  below: ['prisma/schema.prisma', 'schema.prisma', 'src/prisma/schema.prisma', 'db/schema.prisma'],
  isOne: () => true,
};

/** A column as the schema of Prisma declares it. */
export function prismaColumn(model: string, column: string, file: string, snapshot: Snapshot): Column | undefined {
  const place = nearestOf(schemas, file, snapshot);
  const schema = place && snapshot.text(place);
  const block = schema && blockOf(schema, 'model', model);
  const line = block?.split('\n').find((each) => new RegExp(String.raw`^\s*${column}\s`).test(each));
  const found = line && /^\s*\w+\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line);
  if (!found || !schema) return undefined;
  const [, type = '', isList, isNullable, rest = ''] = found;
  const shape = typeShape(type, rest, schema);
  if (shape === undefined) return undefined;
  const whole: Shape = isList ? { is: 'list', of: shape } : shape;
  const isOptional = isNullable !== undefined || isList !== undefined || /@default|@updatedAt/.test(rest);
  return { shape: isNullable ? nullable(whole) : whole, isOptional };
}

/** Models are called by their names with a small first letter. */
function blockOf(schema: string, kind: 'model' | 'enum', name: string): string | undefined {
  const found = new RegExp(String.raw`^${kind}\s+${name}\s*\{([^}]*)\}`, 'mi').exec(schema);
  return found?.[1];
}

function typeShape(type: string, rest: string, schema: string): Shape | undefined {
  switch (type) {
    case 'String':
      return textShape(rest);
    case 'Int':
      return { is: 'number', isWhole: true };
    case 'Float':
      return { is: 'number' };
    case 'Boolean':
      return { is: 'boolean' };
    case 'DateTime':
      return text;
    case 'Decimal':
      return unionOf([text, { is: 'number' }]);
    case 'Json':
      return any;
    default:
      return enumShape(blockOf(schema, 'enum', type));
  }
}

function textShape(rest: string): Shape {
  if (/@db\.Uuid\b/.test(rest)) return { is: 'text', format: 'uuid' };
  const length = /@db\.(?:VarChar|Char|NVarChar)\((\d+)\)/.exec(rest)?.[1];
  return length === undefined ? text : { is: 'text', max: Number(length) };
}

function enumShape(block: string | undefined): Shape | undefined {
  const names = block?.split('\n').flatMap((line) => /^\s*([A-Za-z]\w*)/.exec(line)?.[1] ?? []) ?? [];
  return names.length > 0 ? { is: 'union', of: names.map((value) => ({ is: 'literal', value })) } : undefined;
}
