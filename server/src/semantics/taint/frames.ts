import type { FunctionGraph } from './graphs.ts';
import type { Frame, Point } from './walk.ts';

const maxFrames = 4;

const identities = new WeakMap<object, number>();
let identityCount = 0;
/** Numbers objects, for keys. */
export function identityOf(object: object): number {
  let identity = identities.get(object);
  if (identity === undefined) identities.set(object, (identity = identityCount++));
  return identity;
}

/** The frame of a call that is entered; undefined where too many are. */
export function enter(point: Point, call: number): Frame | undefined {
  const depth = (point.frame?.depth ?? 0) + 1;
  return depth > maxFrames ? undefined : frameOf(point.graph, call, point.frame, depth);
}

const frames = new WeakMap<FunctionGraph, Map<string, Frame>>();

/** Equal frames are the same object. */
function frameOf(graph: FunctionGraph, call: number, outer: Frame | undefined, depth: number): Frame {
  let known = frames.get(graph);
  if (known === undefined) frames.set(graph, (known = new Map()));
  const key = `${String(call)}.${outer ? String(identityOf(outer)) : ''}`;
  let frame = known.get(key);
  if (frame === undefined) known.set(key, (frame = { graph, call, outer, depth }));
  return frame;
}

/** A callback of `list.map` sees variables of the function that called `map`: its own frame is left, those around stay. */
export function frameBeyond(frame: Frame | undefined, from: FunctionGraph, home: FunctionGraph): Frame | undefined {
  let left = frame;
  let inside: FunctionGraph | undefined = from;
  while (left !== undefined && inside !== undefined && inside !== home) {
    if (left.graph === home) return left.outer;
    left = left.outer;
    inside = inside.parent;
  }
  return undefined;
}
