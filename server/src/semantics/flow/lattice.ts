import { Limit } from './limits.ts';
import { none } from './ops.ts';
import type { PathNode, Paths } from './paths.ts';

/** Something a caller has to judge: whether a call of the path throws, or waiting for it rejects. */
export interface Condition {
  readonly id: number;
  readonly path: PathNode;
  /** `adopted`: another promise is resolved with it, which says less about its being a promise than an `await` does. */
  readonly when: 'called' | 'awaited' | 'adopted';
}

/** How a function or a promise can fail. Says neither why nor where, so that edits that move a `throw` reach no caller. */
export interface Failure {
  readonly id: number;
  /** There is evidence. */
  readonly may: boolean;
  /** There is evidence of a failure that costs little. */
  readonly minor: boolean;
  /** It fails if one of these does; at most 16, and more are taken for evidence. */
  readonly conditions: readonly Condition[];
  /** There were more. */
  readonly isSaturated: boolean;
}

/** A promise: what it is resolved with and how it can be rejected. */
export interface Promised {
  readonly of: Value;
  readonly failure: Failure;
}

/**
 * What a value may be. *Bottom*, with nothing in it, is "not computed yet" and not "unknown": calling it does nothing. *Saturated*
 * absorbs: it came from so many places that only the parameters among them are still told apart.
 *
 * Values are interned: equal ones are the same object. A later component (the taints of flow.md section 3) is a column here and
 * a case in `join`.
 */
export interface Value {
  readonly id: number;
  /** Ascending by id. */
  readonly paths: readonly PathNode[];
  /** What an object literal or array holds; `*` stands for elements without a known position. Sorted by name. */
  readonly fields: ReadonlyMap<string, Value> | undefined;
  readonly promise: Promised | undefined;
  readonly isSaturated: boolean;
  /** Levels of fields and promises below. */
  readonly depth: number;
  /** Frames within frames in it. */
  readonly frameDepth: number;
  /** Mentions a parameter somewhere. */
  readonly isSymbolic: boolean;
  /** Means the same to every caller: no parameter, and nothing that may have captured something. */
  readonly isClosed: boolean;
}

/** What a function was called with, kept by the closures and instances that the call made. */
export interface Frame {
  readonly id: number;
  /** The function whose parameters these are. */
  readonly unit: number;
  readonly given: readonly Value[];
  /** What that function had captured itself. */
  readonly outer: Frame | undefined;
  /** Frames within frames. */
  readonly depth: number;
  readonly isSymbolic: boolean;
}

export const bounds = { paths: 8, functions: 12, fields: 64, depth: 3, conditions: 16, frames: 2 } as const;

type Parts = Pick<Value, 'paths' | 'fields' | 'promise' | 'isSaturated'>;

/** The values of one project: a join semilattice of finite height, hash-consed, since making values is what a solve spends its time on. */
export class Lattice {
  readonly #paths: Paths;
  readonly #values = new Map<string, Value>();
  readonly #failures = new Map<string, Failure>();
  /** By path, and then by when it is waited for. */
  readonly #conditions: Partial<Record<Condition['when'], Failure>>[] = [];
  #conditionCount = 0;
  readonly #eitherFails = new Map<number, Failure>();
  readonly #joins = new Map<number, Value>();
  readonly #ofPath: Value[] = [];
  /** Bits of `Limit` that were met since somebody cleared them. */
  met = 0;
  readonly frames: Frame[] = [];
  readonly #frameIds = new Map<string, Frame>();
  readonly bottom = this.#make({ paths: [], fields: undefined, promise: undefined, isSaturated: false });
  readonly saturated = this.#make({ paths: [], fields: undefined, promise: undefined, isSaturated: true });
  readonly safe = this.#failure(false, false, []);
  readonly evident = this.#failure(true, false, []);
  readonly minor = this.#failure(false, true, []);

  constructor(paths: Paths) {
    this.#paths = paths;
  }

  ofPath(path: PathNode): Value {
    let value = this.#ofPath[path.id];
    if (value === undefined) {
      value = this.#make({ paths: [path], fields: undefined, promise: undefined, isSaturated: false });
      this.#ofPath[path.id] = value;
    }
    return value;
  }

  ofPaths(paths: readonly PathNode[]): Value {
    return this.joinAll(paths.map((path) => this.ofPath(path)));
  }

  object(fields: ReadonlyMap<string, Value>): Value {
    const kept = [...fields].slice(0, bounds.fields).map(([name, value]) => [name, this.#shallow(value)] as const);
    return this.#make({ paths: [], fields: sorted(kept), promise: undefined, isSaturated: false });
  }

  /** A promise of a promise is a promise of what that is resolved with. */
  promise(of: Value, failure: Failure): Value {
    const inner = of.promise;
    const flat = inner === undefined ? of : this.join(this.withoutPromise(of), inner.of);
    const whole = inner === undefined ? failure : this.eitherFails(failure, inner.failure);
    const promise = { of: this.#shallow(flat), failure: whole };
    return this.#make({ paths: [], fields: undefined, promise, isSaturated: false });
  }

  withoutPromise(value: Value): Value {
    return value.promise === undefined ? value : this.#make({ ...value, promise: undefined });
  }

  withPaths(value: Value, paths: readonly PathNode[]): Value {
    return this.join(this.#make({ ...value, paths: [] }), this.ofPaths(paths));
  }

  joinAll(values: Iterable<Value>): Value {
    let joined = this.bottom;
    for (const value of values) joined = this.join(joined, value);
    return joined;
  }

  join(a: Value, b: Value): Value {
    if (a === b || b === this.bottom) return a;
    if (a === this.bottom) return b;
    const key = a.id < b.id ? a.id * 2 ** 26 + b.id : b.id * 2 ** 26 + a.id;
    let joined = this.#joins.get(key);
    if (joined === undefined) {
      joined = this.#join(a, b);
      this.#joins.set(key, joined);
    }
    return joined;
  }

  /** Whether the value holds all that the other one does. */
  includes(value: Value, other: Value): boolean {
    return this.join(value, other) === value;
  }

  failsIf(path: PathNode, when: Condition['when']): Failure {
    const known = (this.#conditions[path.id] ??= {});
    return (known[when] ??= this.#failure(false, false, [{ id: this.#conditionCount++, path, when }]));
  }

  eitherFails(a: Failure, b: Failure): Failure {
    if (a === b || b === this.safe) return a;
    if (a === this.safe) return b;
    const key = a.id < b.id ? a.id * 2 ** 26 + b.id : b.id * 2 ** 26 + a.id;
    let either = this.#eitherFails.get(key);
    if (either === undefined) {
      const conditions = merged(a.conditions, b.conditions);
      either = this.#failure(a.may || b.may, a.minor || b.minor, conditions, a.isSaturated || b.isSaturated);
      this.#eitherFails.set(key, either);
    }
    return either;
  }

  /** Inside a function a failure that costs little is no evidence: what comes after it may weigh more. */
  seriously(failure: Failure): Failure {
    return failure.minor ? this.#failure(failure.may, false, failure.conditions, failure.isSaturated) : failure;
  }

  /** Frames that lie deeper in it than the bound are forgotten, the innermost first: who goes on wrapping comes to rest. */
  frame(unit: number, given: readonly Value[], outer: Frame | undefined): Frame {
    const kept = given.map((value) => this.#cutFrames(value, bounds.frames - 1));
    const around = outer && this.#cutFrame(outer, bounds.frames - 1);
    const key = `${unit}:${kept.map(({ id }) => id).join()}/${around?.id ?? none}`;
    let frame = this.#frameIds.get(key);
    if (frame === undefined) {
      const depth = 1 + Math.max(around?.depth ?? 0, ...kept.map(({ frameDepth }) => frameDepth));
      const isSymbolic = kept.some((value) => value.isSymbolic) || around?.isSymbolic === true;
      frame = { id: this.frames.length, unit, given: kept, outer: around, depth, isSymbolic };
      this.frames.push(frame);
      this.#frameIds.set(key, frame);
    }
    return frame;
  }

  #cutFrame(frame: Frame, levels: number): Frame | undefined {
    if (frame.depth <= levels) return frame;
    this.met |= Limit.Depth;
    if (levels === 0) return undefined;
    const given = frame.given.map((value) => this.#cutFrames(value, levels - 1));
    return this.frame(frame.unit, given, frame.outer && this.#cutFrame(frame.outer, levels - 1));
  }

  #cutFrames(value: Value, levels: number): Value {
    if (value.frameDepth <= levels) return value;
    const { fields, promise, isSaturated } = value;
    const below = (part: Value): Value => this.#cutFrames(part, levels);
    return this.#make({
      paths: this.ofPaths(value.paths.map((path) => this.#withFrameCut(path, levels))).paths,
      fields: fields && new Map([...fields].map(([name, field]) => [name, below(field)])),
      promise: promise && { of: below(promise.of), failure: promise.failure },
      isSaturated,
    });
  }

  #withFrameCut(path: PathNode, levels: number): PathNode {
    const frame = this.#frameOf(path);
    if (frame === undefined || frame.depth <= levels) return path;
    const cut = this.#cutFrame(frame, levels);
    return this.#paths.withFrame(path, cut?.id ?? none, cut?.isSymbolic ?? false);
  }

  #frameOf({ origin }: PathNode): Frame | undefined {
    return origin.kind === 'function' || origin.kind === 'instance' ? this.frames[origin.frame] : undefined;
  }

  #join(a: Value, b: Value): Value {
    const paths = merged(a.paths, b.paths);
    const fields = this.#joinFields(a.fields, b.fields);
    const isSaturated = a.isSaturated || b.isSaturated || tooMany(paths) || (fields?.size ?? 0) > 2 * bounds.fields;
    return this.#make({
      paths: isSaturated ? rootsOf(paths) : paths,
      fields: isSaturated ? undefined : fields,
      promise: this.#joinPromises(a.promise, b.promise),
      isSaturated,
    });
  }

  #joinFields(a: Value['fields'], b: Value['fields']): Value['fields'] {
    if (a === undefined || a === b) return b;
    if (b === undefined) return a;
    const fields = new Map(a);
    for (const [name, value] of b) fields.set(name, this.join(fields.get(name) ?? this.bottom, value));
    return fields.size > a.size ? sorted([...fields]) : fields;
  }

  #joinPromises(a: Promised | undefined, b: Promised | undefined): Promised | undefined {
    if (a === undefined) return b;
    if (b === undefined) return a;
    return { of: this.join(a.of, b.of), failure: this.eitherFails(a.failure, b.failure) };
  }

  /** Drops what lies too deep to become a part of something. */
  #shallow(value: Value): Value {
    if (value.depth < bounds.depth) return value;
    this.met |= Limit.Depth;
    return this.#cut(value, bounds.depth - 1);
  }

  #cut(value: Value, levels: number): Value {
    if (value.depth <= levels) return value;
    const { promise } = value;
    if (levels === 0) return this.#make({ ...value, fields: undefined, promise: undefined });
    const fields = [...(value.fields ?? [])].map(([name, field]) => [name, this.#cut(field, levels - 1)] as const);
    return this.#make({
      paths: value.paths,
      isSaturated: value.isSaturated,
      fields: value.fields && new Map(fields),
      promise: promise && { of: this.#cut(promise.of, levels - 1), failure: promise.failure },
    });
  }

  #make({ paths, fields, promise, isSaturated }: Parts): Value {
    const key = keyOf(paths, fields, promise, isSaturated);
    let value = this.#values.get(key);
    if (value === undefined) {
      const below = partsOf({ fields, promise });
      value = {
        id: this.#values.size,
        paths,
        fields,
        promise,
        isSaturated,
        depth: below.length === 0 ? 0 : 1 + Math.max(...below.map(({ depth }) => depth)),
        frameDepth: Math.max(
          0,
          ...below.map(({ frameDepth }) => frameDepth),
          ...paths.map((path) => this.#frameOf(path)?.depth ?? 0),
        ),
        isSymbolic:
          paths.some((path) => path.isSymbolic) ||
          below.some((part) => part.isSymbolic) ||
          (promise !== undefined && promise.failure.conditions.length > 0),
        isClosed:
          paths.every(isClosed) &&
          below.every((part) => part.isClosed) &&
          (promise === undefined || promise.failure.conditions.length === 0),
      };
      this.#values.set(key, value);
    }
    return value;
  }

  #failure(may: boolean, minor: boolean, conditions: readonly Condition[], hadMore = false): Failure {
    const isSaturated = hadMore || conditions.length > bounds.conditions;
    const kept = isSaturated ? [] : conditions;
    const key = `${may}${minor}${isSaturated}${kept.map(({ id }) => id).join()}`;
    let failure = this.#failures.get(key);
    if (failure === undefined) {
      failure = { id: this.#failures.size, may: may || isSaturated, minor, conditions: kept, isSaturated };
      this.#failures.set(key, failure);
    }
    return failure;
  }
}

const isClosed = ({ origin, isSymbolic }: PathNode): boolean =>
  !isSymbolic && origin.kind !== 'function' && origin.kind !== 'instance';

const partsOf = ({ fields, promise }: Pick<Value, 'fields' | 'promise'>): readonly Value[] => [
  ...(fields?.values() ?? []),
  ...(promise === undefined ? [] : [promise.of]),
];

function keyOf(
  paths: Value['paths'],
  fields: Value['fields'],
  promise: Value['promise'],
  isSaturated: boolean,
): string {
  let key = isSaturated ? 's' : '';
  for (const { id } of paths) key += `${id},`;
  if (fields !== undefined) {
    key += '{';
    for (const [name, { id }] of fields) key += `${name}:${id};`;
  }
  return promise === undefined ? key : `${key}~${promise.of.id}/${promise.failure.id}`;
}

const sorted = (fields: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> =>
  new Map([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The union of two lists that ascend by id. */
function merged<T extends { readonly id: number }>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const union = new Set([...a, ...b]);
  return union.size === a.length ? a : [...union].sort((x, y) => x.id - y.id);
}

function tooMany(paths: readonly PathNode[]): boolean {
  if (paths.length <= bounds.paths) return false;
  const functions = paths.filter(({ origin }) => origin.kind === 'function').length;
  return functions > bounds.functions || paths.length - functions > bounds.paths;
}

const rootsOf = (paths: readonly PathNode[]): readonly PathNode[] =>
  paths.filter(({ origin, depth }) => origin.kind === 'parameter' && depth === 0);

/** Whether the values may have something in common. */
export const overlaps = (a: Value, b: Value): boolean =>
  a.isSaturated ||
  b.isSaturated ||
  (a.fields !== undefined && b.fields !== undefined) ||
  (a.promise !== undefined && b.promise !== undefined) ||
  a.paths.some((path) => b.paths.includes(path));
