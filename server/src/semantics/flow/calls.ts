import type { Access, Outcome } from './access.ts';
import type { Lattice, Value } from './lattice.ts';
import { Limit } from './limits.ts';
import { Outcomes } from './outcomes.ts';
import type { PathNode, Paths } from './paths.ts';
import { Promises } from './promises.ts';
import { Replay, throwsWhenCalled } from './replay.ts';
import { Effect } from './summary.ts';
import type { ClassInfo, Unit, ValueSlot } from './units.ts';

/** Where a call stands: the function that is being worked out and the instruction. */
export interface Site {
  readonly unit: Unit;
  readonly at: number;
  contribute(slot: ValueSlot, value: Value): void;
  /** The slot of what a function calls a path from its parameters with. */
  callsOf(unit: Unit, path: PathNode): ValueSlot;
}

export interface Call {
  readonly site: Site;
  readonly given: readonly Value[];
  readonly constructs: boolean;
  /** For an array literal as first argument: whether each element is itself a call. */
  readonly evident?: readonly boolean[] | undefined;
}

const maxDepth = 40;

/** What a call does, by what its callee may be. */
export class Calls {
  readonly access: Access;
  readonly lattice: Lattice;
  readonly #paths: Paths;
  readonly promises: Promises;
  #depth = 0;

  constructor(access: Access) {
    this.access = access;
    this.lattice = access.world.lattice;
    this.#paths = access.world.paths;
    this.promises = new Promises(this);
  }

  call(callee: Value, call: Call): Outcome {
    const outcomes = new Outcomes(this.lattice);
    if (callee.isSaturated || this.#depth > maxDepth) outcomes.gives(this.access.unknown);
    if (this.#depth > maxDepth) {
      this.lattice.met |= Limit.Depth;
      return outcomes;
    }
    this.#depth += 1;
    for (const path of callee.paths) this.#callPath(path, call, outcomes);
    this.#depth -= 1;
    return outcomes;
  }

  #callPath(path: PathNode, call: Call, outcomes: Outcomes): void {
    const { origin } = path;
    switch (origin.kind) {
      case 'function':
        return this.#callFunction(origin, call, outcomes);
      case 'class':
        if (call.constructs) this.#construct(origin.shape, call, outcomes);
        return;
      case 'library':
        return this.#callLibrary(path, call, outcomes);
      case 'parameter':
        outcomes.gives(this.access.step(path, '()'));
        outcomes.fails(this.lattice.failsIf(path, 'called'));
        return this.#recordCall(path, call);
      case 'namespace':
        return outcomes.add(this.call(this.access.world.exportOf(origin.module, 'default'), call));
      case 'plain':
        return outcomes.gives(this.access.plain);
      case 'context':
      case 'instance':
      case 'unknown':
        return outcomes.gives(this.access.unknown);
    }
  }

  #callFunction(origin: { unit: number; frame: number }, call: Call, outcomes: Outcomes): void {
    const unit = this.access.world.unit(origin.unit);
    if (unit === undefined) return;
    const replay = new Replay(this.access, this.access.givenTo(unit, call.given, origin.frame));
    outcomes.add(this.access.outcomeOf(unit, replay));
    this.#handOver(unit, replay, call);
  }

  #construct(number: number, call: Call, outcomes: Outcomes): void {
    const shape = this.access.world.shape(number);
    if (shape === undefined) return;
    const making = this.#constructorOf(shape);
    for (const { kind, isStatic, unit } of shape.all()) {
      if (kind !== 'field' || isStatic) continue;
      const { failure, thrown } = this.access.world.summaryOf(unit);
      outcomes.fails(failure, thrown);
    }
    if (making === undefined) return outcomes.gives(this.lattice.ofPath(this.#paths.instance(number)));
    const given = this.access.givenTo(making, call.given, -1);
    const replay = new Replay(this.access, given);
    outcomes.addEffects(this.access.outcomeOf(making, replay));
    this.#handOver(making, replay, call);
    const frame = call.given.some(isHandle) ? this.lattice.frame(making.number, call.given, undefined) : undefined;
    outcomes.gives(this.lattice.ofPath(this.#paths.instance(number, frame?.id, frame?.isSymbolic)));
  }

  /** Its own, or that of the nearest base that has one. */
  #constructorOf(shape: ClassInfo): Unit | undefined {
    let each: ClassInfo | undefined = shape;
    for (let hops = 0; each !== undefined && hops < 8; hops++) {
      if (each.constructing !== undefined) return each.constructing;
      const base: PathNode | undefined = this.access.world
        .read(each.base)
        .paths.find(({ origin }) => origin.kind === 'class');
      each = base?.origin.kind === 'class' ? this.access.world.shape(base.origin.shape) : undefined;
    }
    return undefined;
  }

  #callLibrary(path: PathNode, call: Call, outcomes: Outcomes): void {
    const called = this.#paths.step(path, '()');
    const facts = called.state?.facts ?? [];
    this.#handToCallbacks(path, call);
    const takesCallback = call.given.at(-1)?.paths.some(({ origin }) => origin.kind === 'function') === true;
    let result: Value | undefined = undefined;
    for (const fact of facts) {
      if ('throws' in fact) outcomes.fails(this.lattice.evident, this.access.unknown);
      if ('rejects' in fact && fact.isMinor !== true) outcomes.effects |= Effect.Io;
      if ('unless' in fact && takesCallback) result = this.access.unknown;
      if ('plain' in fact) result = this.access.plain;
      if ('callsBack' in fact) outcomes.fails(throwsWhenCalled(this.access, call.given[0] ?? this.lattice.bottom));
      if ('gives' in fact) result = this.#given(fact.gives, call);
      if ('combines' in fact) result = this.promises.combined(fact.combines, call);
      if ('creates' in fact) result = this.lattice.ofPath(this.#paths.context(call.site.unit.number, call.site.at));
      if ('executes' in fact) result = this.promises.executed(call);
    }
    outcomes.gives(result ?? this.lattice.ofPath(called));
  }

  #given(gives: 'argument' | 'result' | 'context' | 'ref', call: Call): Value {
    const first = call.given[0] ?? this.lattice.bottom;
    switch (gives) {
      case 'argument':
        return first;
      case 'result':
        return this.access.resultOf(first);
      case 'ref':
        return this.lattice.object(new Map([['current', first]]));
      case 'context':
        return this.#handedDown(first);
      default:
        return this.lattice.bottom;
    }
  }

  #handedDown(context: Value): Value {
    return this.lattice.joinAll(
      context.paths.map(({ origin }) => {
        const slot =
          origin.kind === 'context' ? this.access.world.unit(origin.unit)?.contexts.get(origin.at) : undefined;
        return slot === undefined ? this.lattice.bottom : this.access.world.read(slot);
      }),
    );
  }

  /** `tx` in `db.transaction(async (tx) => …)` is `….transaction#0.0`. */
  #handToCallbacks(path: PathNode, call: Call): void {
    call.given.forEach((argument, at) => {
      for (const unit of this.#ownFunctions(argument, call)) {
        for (let index = 0; index < unit.body.parameters; index++) {
          const node = this.#paths.step(path, `#${at}.${index}`);
          if (node.state !== undefined) this.#hand(unit, index, this.lattice.ofPath(node), call);
        }
      }
    });
  }

  /** Functions of the caller's own file: only those hear of what is handed to them, so that files can be worked out one by one. */
  #ownFunctions(value: Value, { site }: Call): readonly Unit[] {
    return value.paths.flatMap(({ origin }) => {
      const unit = origin.kind === 'function' ? this.access.world.unit(origin.unit) : undefined;
      return unit !== undefined && unit.module === site.unit.module ? [unit] : [];
    });
  }

  #hand(unit: Unit, index: number, value: Value, { site }: Call): void {
    const slot = unit.parameters[index];
    if (slot === undefined) return;
    const told = unit.isInside(site.unit) ? this.#telling(value) : this.#handles(value);
    if (told !== this.lattice.bottom) site.contribute(slot, told);
  }

  /** A parameter stands for what is unknown anyway. */
  #telling(value: Value): Value {
    if (value.paths.every(isTelling)) return value;
    return this.lattice.withPaths(value, value.paths.filter(isTelling));
  }

  /** What is worth telling a function about an argument regardless of who calls it. */
  #handles(value: Value): Value {
    let handles = this.lattice.bottom;
    for (const path of value.paths) {
      const { origin, state } = path;
      if (state !== undefined) handles = this.lattice.join(handles, this.lattice.ofPath(path));
      else if (origin.kind === 'instance') {
        handles = this.lattice.join(handles, this.lattice.ofPath(this.#paths.instance(origin.shape)));
      }
    }
    return handles;
  }

  /** Hands arguments to the callee's parameters, and to callbacks what the callee will call them with. */
  #handOver(unit: Unit, replay: Replay, call: Call): void {
    if (unit.module === call.site.unit.module)
      call.given.forEach((value, index) => this.#hand(unit, index, value, call));
    for (const [path, slot] of unit.parameterCalls) {
      const callee = replay.path(path);
      if (!callee.paths.some(({ origin }) => origin.kind === 'function' || origin.kind === 'parameter')) continue;
      const recorded = this.access.world.read(slot);
      if (recorded === this.lattice.bottom) continue;
      const handed = replay.value(recorded);
      const given = Array.from(
        { length: handed.fields?.size ?? 0 },
        (_, at) => handed.fields?.get(String(at)) ?? this.lattice.bottom,
      );
      for (const inner of this.#ownFunctions(callee, call)) {
        given.forEach((value, index) => this.#hand(inner, index, value, call));
      }
      for (const inner of callee.paths)
        if (inner.origin.kind === 'parameter') this.#recordCall(inner, { ...call, given });
    }
  }

  #recordCall(path: PathNode, { site, given }: Call): void {
    const owner = path.origin.kind === 'parameter' ? this.access.world.unit(path.origin.unit) : undefined;
    if (owner === undefined || owner.module !== site.unit.module || path.isCut) return;
    const fields = given.slice(0, 4).map((value, at) => [String(at), value] as const);
    site.contribute(site.callsOf(owner, path), this.lattice.object(new Map(fields)));
  }
}

const isTelling = ({ origin, state }: PathNode): boolean =>
  state !== undefined || (origin.kind !== 'unknown' && origin.kind !== 'plain' && origin.kind !== 'library');

const isHandle = (value: Value): boolean =>
  value.isSymbolic ||
  value.paths.some(
    ({ origin, state }) => state !== undefined || origin.kind === 'function' || origin.kind === 'instance',
  ) ||
  [...(value.fields?.values() ?? [])].some(isHandle);
