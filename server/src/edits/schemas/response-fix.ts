import type { ts } from '../../engine/syntax.ts';
import { spanOf } from '../../engine/places.ts';
import { inputPlaceOf } from '../../semantics/shapes/input-place.ts';
import { styleOf } from '../style.ts';
import { askedOf, type SchemaContext } from './asked-shape.ts';
import { namedSchema } from './kept-schema.ts';
import { annotation, fixOf, type SchemaFix, withoutType } from './schema-fix.ts';

/**
 * Checks what a service has answered against a schema made from its declared type, and throws where it does not fit. Undefined
 * where the code declares no type for it: what a service answers stands elsewhere.
 */
export function responseFix(answer: ts.Node, ctx: SchemaContext): SchemaFix | undefined {
  const place = inputPlaceOf(answer);
  if (place?.kind !== 'declared' || place.type === undefined) return undefined;
  const asked = askedOf(place, ctx);
  if (asked?.type === undefined || asked.mayBeNothing) return undefined;
  const named = namedSchema(place, asked.shape, ctx);
  if (named === undefined) return undefined;
  const { schema, validator } = named;
  const { declaration, statement, input } = place;
  const writing = { ...validator.writing, style: styleOf(ctx.tree) };
  const value = validator.is.parse({ schema, input: input.getText(ctx.tree), also: validator.also }, writing);
  const typed = { ctx, type: validator.is.mayLack?.(asked.shape, writing) ? undefined : asked.type };
  const start = (declaration.type ?? declaration.name).end;
  const text = `${declaration.type ? '' : annotation(typed)} = ${value}${styleOf(ctx.tree).semicolon}`;
  const edits = [...withoutType(declaration, typed), { span: { start, end: spanOf(statement, ctx.tree).end }, text }];
  return fixOf(named, edits, ctx);
}
