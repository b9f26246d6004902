import type { ts } from '../../engine/syntax.ts';
import type { InputPlace } from '../../semantics/shapes/input-place.ts';
import type { Shape } from '../../semantics/shapes/shape.ts';
import { indentationAt, styleOf } from '../style.ts';
import type { SchemaContext } from './asked-shape.ts';

/** How a check is put into words at a place. */
export interface Wording {
  readonly ctx: SchemaContext;
  readonly refusal: readonly string[];
  readonly shape: Shape;
  readonly type: ts.TypeNode | undefined;
  check(input: string): { readonly statement: string; readonly failed: string; readonly value: string };
}

export type PlaceOf<K extends InputPlace['kind']> = Extract<InputPlace, { kind: K }>;

/** The check in front of a statement, and what turns the request away. */
export function checkLines(
  { statement, failed }: ReturnType<Wording['check']>,
  before: ts.Node,
  wording: Wording,
): string {
  const { lineEnd, indent, semicolon } = styleOf(wording.ctx.tree);
  const inner = wording.refusal
    .map((line) => indent + (line + semicolon).replaceAll('\n', `\n${indent}`))
    .join(lineEnd);
  const block = `if (${failed}) {${lineEnd}${inner}${lineEnd}}`;
  return lineAt(before, statement, wording) + lineAt(before, block, wording, '');
}

/** A statement, and the beginning of the line after it. */
export function lineAt(
  before: ts.Node,
  statement: string,
  { ctx }: Wording,
  end = styleOf(ctx.tree).semicolon,
): string {
  const { lineEnd } = styleOf(ctx.tree);
  const base = indentationAt(ctx.tree, before.getStart(ctx.tree));
  return (statement + end + lineEnd).replaceAll(lineEnd, lineEnd + base);
}
