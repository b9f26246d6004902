import type { Access } from './access.ts';
import type { Condition, Failure, Frame, Value } from './lattice.ts';
import { Op } from './ops.ts';
import type { FunctionBody } from './ir.ts';
import type { PathNode } from './paths.ts';
import { rejectionOf } from './rejection.ts';
import type { Unit } from './units.ts';
import { forEachOperand } from './uses.ts';

/** What a function was given, without a name: see `Frame`. */
export type Given = Pick<Frame, 'unit' | 'given' | 'outer'>;

/**
 * Puts arguments in the place of parameters: turns what a summary says into what it means for one caller. Closures and instances that
 * leave the callee take its arguments along in a frame.
 */
export class Replay {
  readonly #access: Access;
  readonly #given: Given;
  readonly #known = new Map<Value, Value>();
  #frame: Frame | undefined | 'none' = undefined;

  constructor(access: Access, given: Given) {
    this.#access = access;
    this.#given = given;
  }

  value(value: Value): Value {
    if (value.isClosed) return value;
    let replayed = this.#known.get(value);
    if (replayed === undefined) {
      replayed = this.#replayed(value);
      this.#known.set(value, replayed);
    }
    return replayed;
  }

  #replayed(value: Value): Value {
    const { lattice } = this.#access.world;
    let whole = value.isSaturated ? lattice.saturated : lattice.bottom;
    for (const path of value.paths) whole = lattice.join(whole, this.path(path));
    if (value.fields !== undefined) {
      const fields = [...value.fields].map(([name, field]) => [name, this.value(field)] as const);
      whole = lattice.join(whole, lattice.object(new Map(fields)));
    }
    if (value.promise === undefined) return whole;
    const { of, failure } = value.promise;
    return lattice.join(whole, lattice.promise(this.value(of), this.failure(failure)));
  }

  path(path: PathNode): Value {
    const { lattice, paths } = this.#access.world;
    const { origin } = path;
    if (origin.kind === 'parameter') return this.#parameter(path, origin);
    if (origin.kind === 'function') return this.#captured(path, origin.unit, origin.frame);
    if (origin.kind !== 'instance') return lattice.ofPath(path);
    const frame = this.#frameFor(origin.frame, () => this.#constructs(origin.shape));
    return lattice.ofPath(frame === undefined ? path : paths.instance(origin.shape, frame.id, frame.isSymbolic));
  }

  #parameter(path: PathNode, origin: { readonly unit: number; readonly index: number }): Value {
    const access = this.#access;
    const frame = frameOf(this.#given, origin.unit);
    if (frame === undefined) return access.world.lattice.ofPath(path);
    if (path.isCut) return access.unknown;
    if (path.parent === undefined || path.edge === undefined) return frame.given[origin.index] ?? access.plain;
    const from = this.value(access.world.lattice.ofPath(path.parent));
    if (path.edge === '()') return access.resultOf(from);
    if (path.edge === '~') return access.awaited(from);
    return path.edge.startsWith('.') ? access.memberOf(from, path.edge.slice(1)) : access.unknown;
  }

  #captured(path: PathNode, number: number, captured: number): Value {
    const { world } = this.#access;
    const { lattice, paths } = world;
    const unit = world.unit(number);
    const frame = this.#frameFor(captured, () => unit !== undefined && this.#isCapturedBy(unit));
    return lattice.ofPath(frame === undefined ? path : paths.function(number, frame.id, frame.isSymbolic));
  }

  /** The frame that what had `captured` has from now on; undefined for no change. */
  #frameFor(captured: number, takesOwn: () => boolean): Frame | undefined {
    const { lattice } = this.#access.world;
    const frame = lattice.frames[captured];
    if (frame === undefined) return takesOwn() ? this.#ownFrame() : undefined;
    if (!frame.isSymbolic) return undefined;
    return this.#replayedFrame(frame);
  }

  #replayedFrame(frame: Frame): Frame | undefined {
    const outer = frame.outer && (this.#replayedFrame(frame.outer) ?? frame.outer);
    const given = frame.given.map((value) => this.value(value));
    return this.#access.world.lattice.frame(frame.unit, given, outer);
  }

  #ownFrame(): Frame | undefined {
    if (this.#frame === undefined) {
      const { unit, outer } = this.#given;
      const given = this.#capturable();
      const tells = given.some(isTelling) || outer !== undefined;
      this.#frame = tells ? this.#access.world.lattice.frame(unit, given, outer) : 'none';
    }
    return this.#frame === 'none' ? undefined : this.#frame;
  }

  /** Closures know of the arguments that the function keeps in variables which they share; a constructor's may be anywhere. */
  #capturable(): readonly Value[] {
    const { unit: number, given } = this.#given;
    const { world } = this.#access;
    const body = world.unit(number)?.body;
    if (body === undefined || body.kind === 'constructor') return given;
    const kept = capturedParameters(body);
    return given.map((value, index) => (kept.has(index) ? value : world.lattice.bottom));
  }

  #isCapturedBy(unit: Unit): boolean {
    const home = this.#access.world.unit(this.#given.unit);
    if (home === undefined) return false;
    const owner = ownerOf(unit);
    return (unit.isInside(home) && isCapturing(unit)) || (owner !== undefined && owner.constructing === home);
  }

  #constructs(shape: number): boolean {
    return this.#access.world.shape(shape)?.constructing?.number === this.#given.unit;
  }

  failure(failure: Failure): Failure {
    if (failure.conditions.length === 0) return failure;
    const { lattice } = this.#access.world;
    const evidence = failure.may ? lattice.evident : lattice.safe;
    let whole = failure.minor ? lattice.eitherFails(evidence, lattice.minor) : evidence;
    for (const condition of failure.conditions) whole = lattice.eitherFails(whole, this.#judged(condition));
    return whole;
  }

  #judged({ path, when }: Condition): Failure {
    const access = this.#access;
    const { lattice } = access.world;
    if (path.origin.kind !== 'parameter' || frameOf(this.#given, path.origin.unit) === undefined) {
      return lattice.failsIf(path, when);
    }
    const value = this.path(path);
    if (when === 'called') return throwsWhenCalled(access, value);
    const isEvident = when === 'awaited' && path.edge === '()' && !(path.isCut && this.#isKnown(path));
    return lattice.seriously(rejectionOf(access, value, isEvident));
  }

  /** What lies too deep below a known library's value is no evidence. */
  #isKnown({ origin }: PathNode): boolean {
    if (origin.kind !== 'parameter') return false;
    const value = frameOf(this.#given, origin.unit)?.given[origin.index];
    return value?.paths.some(({ state }) => state !== undefined) === true;
  }
}

/** How a call fails by itself of which the arguments are unknown. */
export function throwsWhenCalled(access: Access, value: Value): Failure {
  const { lattice } = access.world;
  return access.within(() => {
    let failure = lattice.safe;
    for (const path of value.paths) failure = lattice.eitherFails(failure, throwsPath(access, path));
    return failure;
  }, lattice.safe);
}

function throwsPath(access: Access, path: PathNode): Failure {
  const { lattice } = access.world;
  if (path.origin.kind === 'parameter') return lattice.failsIf(path, 'called');
  const unit = path.origin.kind === 'function' ? access.world.unit(path.origin.unit) : undefined;
  if (path.origin.kind !== 'function' || unit === undefined) return lattice.safe;
  if (unit.body.isAsync || unit.body.isGenerator) return lattice.safe;
  return access.outcomeOf(unit, new Replay(access, access.givenSomething(unit, path.origin.frame))).failure;
}

function frameOf(given: Given, unit: number): Given | undefined {
  for (let frame: Given | undefined = given; frame !== undefined; frame = frame.outer) {
    if (frame.unit === unit) return frame;
  }
  return undefined;
}

/** Whether a closure over the value knows more than one that keeps nothing. */
const isTelling = (value: Value): boolean =>
  value.isSymbolic ||
  value.promise !== undefined ||
  value.paths.some(
    ({ origin, state }) => state !== undefined || origin.kind === 'function' || origin.kind === 'instance',
  ) ||
  [...(value.fields?.values() ?? [])].some(isTelling);

function ownerOf(unit: Unit): NonNullable<Unit['owner']>['shape'] | undefined {
  for (let each: Unit | undefined = unit; each !== undefined; each = each.parent)
    if (each.owner) return each.owner.shape;
  return undefined;
}

const capturing = new WeakMap<FunctionBody, boolean>();

/** Whether the function, or one inside it, reads variables of functions around it. */
function isCapturing(unit: Unit): boolean {
  if (readsOutside(unit.body)) return true;
  return unit.place.nested.some((index) => {
    const inner = unit.module.unitAt(index);
    return inner !== undefined && isCapturing(inner);
  });
}

const captured = new WeakMap<FunctionBody, ReadonlySet<number>>();

/** The parameters of which something gets into a variable that functions inside share. */
function capturedParameters(body: FunctionBody): ReadonlySet<number> {
  let found = captured.get(body);
  if (found === undefined) captured.set(body, (found = findCaptured(body)));
  return found;
}

function findCaptured(body: FunctionBody): ReadonlySet<number> {
  const values = new Set<number>();
  for (let at = 0; at < body.size; at++) if (body.op(at) === Op.SetFree && body.a(at) === 0) values.add(body.c(at));
  for (const value of values) forEachOperand(body, value, (operand) => values.add(operand));
  const parameters = new Set<number>();
  for (const value of values) {
    if (body.op(value) !== Op.Param) continue;
    // A rest parameter stands for several arguments.
    for (let more = 0; more < (body.b(value) === 1 ? 3 : 1); more++) parameters.add(body.a(value) + more);
  }
  return parameters;
}

function readsOutside(body: FunctionBody): boolean {
  let answer = capturing.get(body);
  if (answer === undefined) {
    answer = false;
    for (let value = 0; value < body.size && !answer; value++) {
      const op = body.op(value);
      answer = (op === Op.Free || op === Op.SetFree) && body.a(value) > 0;
    }
    capturing.set(body, answer);
  }
  return answer;
}
