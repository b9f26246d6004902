import type { FunctionPlace, ModuleIr } from './ir.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in the file the value of a function was written. */
export function spanOf(module: ModuleIr, place: FunctionPlace, value: number): Span {
  const { body } = place;
  return { start: offsetOf(module, place, body.pos(value)), end: offsetOf(module, place, body.end(value)) };
}

/** Turns a position of the body into an offset of the file by putting the cut-out bodies back. */
function offsetOf(module: ModuleIr, place: FunctionPlace, position: number): number {
  let offset = place.start + position;
  const { holes } = place.body;
  for (let at = 0; at < holes.length; at++) {
    if ((holes[at] ?? Infinity) > position) break;
    const nested = module.functions[place.nested[at] ?? 0];
    if (nested !== undefined) offset += nested.bodyEnd - nested.bodyStart;
  }
  return offset;
}
