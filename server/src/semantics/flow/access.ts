import type { Failure, Lattice, Value } from './lattice.ts';
import { Limit } from './limits.ts';
import { none } from './ops.ts';
import type { Edge, PathNode, Paths } from './paths.ts';
import { isThenable } from './rejection.ts';
import { type Given, Replay } from './replay.ts';
import type { Summary } from './summary.ts';
import type { ClassInfo, Unit, ValueSlot } from './units.ts';

/** What the solver answers a function that is being worked out; it notes who has asked. */
export interface World {
  readonly lattice: Lattice;
  readonly paths: Paths;
  unit(number: number): Unit | undefined;
  shape(number: number): ClassInfo | undefined;
  summaryOf(unit: Unit): Summary;
  read(slot: ValueSlot): Value;
  /** Made when first asked for, so that whoever reads before anybody writes hears of it. */
  field(shape: number, name: string, isStatic: boolean): ValueSlot | undefined;
  /** What a module gives under a name. */
  exportOf(module: number, name: string): Value;
}

/** Beyond this many steps from class to base, from getter to getter, nothing is known. */
const maxHops = 4;

/** Leads on from values: to members, results, and what promises are resolved with. */
export class Access {
  readonly world: World;
  readonly #lattice: Lattice;
  readonly #paths: Paths;
  readonly unknown: Value;
  readonly plain: Value;
  #hops = 0;

  constructor(world: World) {
    this.world = world;
    this.#lattice = world.lattice;
    this.#paths = world.paths;
    this.unknown = world.lattice.ofPath(world.paths.unknown);
    this.plain = world.lattice.ofPath(world.paths.plain);
  }

  memberOf(value: Value, name: string): Value {
    let found = value.isSaturated ? this.unknown : this.#lattice.bottom;
    for (const path of value.paths) found = this.#lattice.join(found, this.#memberOfPath(path, name));
    return value.fields === undefined ? found : this.#lattice.join(found, this.#fieldOf(value.fields, name));
  }

  /** What a computed key may give, and an iteration. */
  elementsOf(value: Value): Value {
    const lattice = this.#lattice;
    const fields = lattice.joinAll([...(value.fields?.values() ?? [])]);
    const isOpen = value.isSaturated || value.paths.some(({ origin }) => origin.kind !== 'plain');
    return isOpen
      ? lattice.join(fields, this.unknown)
      : lattice.join(fields, value.fields ? lattice.bottom : this.plain);
  }

  /** An array has a `length`; its methods are none of its elements. */
  #fieldOf(fields: ReadonlyMap<string, Value>, name: string): Value {
    const own = fields.get(name) ?? this.#lattice.bottom;
    const isMethod = fields.has('length') && !/^\d+$/.test(name);
    return isMethod ? own : this.#lattice.join(own, fields.get('*') ?? this.#lattice.bottom);
  }

  /** An array of which only the elements are known. */
  listOf(element: Value): Value {
    return this.#lattice.object(
      new Map([
        ['*', element],
        ['length', this.plain],
      ]),
    );
  }

  #memberOfPath(path: PathNode, name: string): Value {
    const { origin } = path;
    switch (origin.kind) {
      case 'library':
      case 'parameter':
        return this.step(path, `.${name}`);
      case 'namespace':
        return this.world.exportOf(origin.module, name);
      case 'class':
        return this.#within((): Value => this.#staticOf(origin.shape, name));
      case 'instance':
        return this.#within((): Value => this.#instanceMember(origin.shape, origin.frame, name));
      case 'plain':
        return this.plain;
      case 'unknown':
        return this.unknown;
      case 'context':
      case 'function':
      default:
        return this.#lattice.bottom;
    }
  }

  step(path: PathNode, edge: Edge): Value {
    const next = this.#paths.step(path, edge);
    if (next.isCut) this.#lattice.met |= Limit.Depth;
    return this.#lattice.ofPath(next);
  }

  #within(work: () => Value): Value {
    return this.within(work, this.unknown);
  }

  /** Ends what would go from function to function without end. */
  within<T>(work: () => T, beyond: T): T {
    if (this.#hops >= maxHops) {
      this.#lattice.met |= Limit.Depth;
      return beyond;
    }
    this.#hops += 1;
    try {
      return work();
    } finally {
      this.#hops -= 1;
    }
  }

  #staticOf(number: number, name: string): Value {
    const shape = this.world.shape(number);
    if (shape === undefined) return this.#lattice.bottom;
    const own = this.#membersOf(shape, name, true, none);
    const slot = this.world.field(number, name, true);
    const stored = slot === undefined ? this.#lattice.bottom : this.world.read(slot);
    if (own !== undefined || stored !== this.#lattice.bottom)
      return this.#lattice.join(own ?? this.#lattice.bottom, stored);
    return this.memberOf(this.world.read(shape.base), name);
  }

  #instanceMember(number: number, frame: number, name: string): Value {
    const shape = this.world.shape(number);
    if (shape === undefined) return this.#lattice.bottom;
    const own = this.#membersOf(shape, name, false, frame);
    const slot = this.world.field(number, name, false);
    const held = slot === undefined ? this.#lattice.bottom : this.world.read(slot);
    if (own === undefined && held === this.#lattice.bottom) {
      return this.memberOf(this.constructed(this.world.read(shape.base)), name);
    }
    const captured = this.#lattice.frames[frame];
    const field = captured === undefined ? held : new Replay(this, captured).value(held);
    return this.#lattice.join(own ?? this.#lattice.bottom, field);
  }

  /** Methods as functions bound to the instance's frame, getters as what they return. */
  #membersOf(shape: ClassInfo, name: string, isStatic: boolean, frame: number): Value | undefined {
    const { lattice } = this.world;
    const members = shape.members(name, isStatic).filter(({ kind }) => kind === 'method' || kind === 'get');
    if (members.length === 0) return undefined;
    const held = members.map(({ kind, unit }) => {
      if (kind === 'get') return this.world.summaryOf(unit).returns;
      return lattice.ofPath(this.#paths.function(unit.number, frame, lattice.frames[frame]?.isSymbolic ?? false));
    });
    return lattice.joinAll(held);
  }

  /** What `new` gives, arguments left out. */
  constructed(value: Value): Value {
    let made = value.isSaturated ? this.unknown : this.#lattice.bottom;
    for (const path of value.paths) {
      const { origin } = path;
      if (origin.kind === 'class')
        made = this.#lattice.join(made, this.#lattice.ofPath(this.#paths.instance(origin.shape)));
      else if (origin.kind === 'library' || origin.kind === 'parameter')
        made = this.#lattice.join(made, this.step(path, '()'));
      else if (origin.kind === 'unknown') made = this.#lattice.join(made, this.unknown);
    }
    return made;
  }

  /** What a call gives of which the arguments are unknown. */
  resultOf(value: Value): Value {
    let result = value.isSaturated ? this.unknown : this.#lattice.bottom;
    for (const path of value.paths)
      result = this.#lattice.join(
        result,
        this.#within(() => this.#resultOfPath(path)),
      );
    return result;
  }

  #resultOfPath(path: PathNode): Value {
    const { origin } = path;
    if (origin.kind === 'library' || origin.kind === 'parameter') return this.step(path, '()');
    if (origin.kind === 'plain') return this.plain;
    if (origin.kind !== 'function') return this.unknown;
    const unit = this.world.unit(origin.unit);
    if (unit === undefined) return this.#lattice.bottom;
    return this.outcomeOf(unit, new Replay(this, this.givenSomething(unit, origin.frame))).result;
  }

  /** Arguments that are not seen here: what is known of the parameters from elsewhere, or else unknown. */
  givenSomething(unit: Unit, captured: number): Given {
    const given = Array.from({ length: unit.body.parameters }, (_, index): Value => {
      const slot = unit.parameters[index];
      const handed = slot === undefined ? this.#lattice.bottom : this.world.read(slot);
      return handed === this.#lattice.bottom ? this.unknown : handed;
    });
    return this.givenTo(unit, given, captured);
  }

  /** @param captured number of the frame that the function has captured, or none */
  givenTo(unit: Unit, given: readonly Value[], captured: number): Given {
    return { unit: unit.number, given, outer: this.#lattice.frames[captured] };
  }

  /** What a call of a function of the project does, in its caller's terms. */
  outcomeOf(unit: Unit, replay: Replay): Outcome {
    const { lattice } = this.world;
    const { body } = unit;
    if (body.isGenerator) return { result: this.unknown, failure: lattice.safe, thrown: lattice.bottom, effects: 0 };
    const summary = this.world.summaryOf(unit);
    const returns = replay.value(summary.returns);
    const failure = replay.failure(summary.failure);
    const { thrown, effects } = summary;
    if (body.isAsync) return { result: lattice.promise(returns, failure), failure: lattice.safe, thrown, effects };
    return { result: returns, failure, thrown, effects };
  }

  awaited(value: Value): Value {
    const lattice = this.#lattice;
    let result = value.isSaturated ? this.unknown : lattice.bottom;
    if (value.promise !== undefined) result = lattice.join(result, value.promise.of);
    for (const path of value.paths) result = lattice.join(result, this.#awaitedPath(path));
    return value.fields === undefined ? result : lattice.join(result, lattice.object(value.fields));
  }

  /** What is no promise is awaited to itself, and so is what was awaited already. */
  #awaitedPath(path: PathNode): Value {
    const { kind } = path.origin;
    if (kind === 'parameter' && path.edge !== '~') return this.step(path, '~');
    if (kind !== 'library') return this.#lattice.ofPath(path);
    const awaited = this.#paths.step(path, '~');
    return this.#lattice.ofPath(awaited.state === undefined && !isThenable(path) ? path : awaited);
  }
}

/** `failure`: of the call itself, not of the promise that it gives. */
export interface Outcome {
  readonly result: Value;
  readonly failure: Failure;
  readonly thrown: Value;
  readonly effects: number;
}
