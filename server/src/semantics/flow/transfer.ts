import { type Access, type Outcome } from './access.ts';
import type { Call, Calls, Site } from './calls.ts';
import type { FunctionBody } from './ir.ts';
import type { Failure, Lattice, Value } from './lattice.ts';
import { Limit } from './limits.ts';
import { Making } from './making.ts';
import { Methods } from './methods.ts';
import { ElemKind, none, Op } from './ops.ts';
import type { PathNode } from './paths.ts';
import { rejectionOf } from './rejection.ts';
import type { Summary } from './summary.ts';
import type { Unit, ValueSlot } from './units.ts';

/** What the transfer of a function reads and writes outside of it. */
export interface Surroundings {
  readonly calls: Calls;
  importOf(unit: Unit, specifier: string, name: string): Value;
  cell(home: Unit, name: string): ValueSlot;
  field(shape: number, name: string, isStatic: boolean): ValueSlot | undefined;
  exported(unit: Unit, name: string): ValueSlot;
  contextOf(path: PathNode): ValueSlot | undefined;
  contribute(slot: ValueSlot, value: Value): void;
  callsOf(owner: Unit, path: PathNode): ValueSlot;
}

/** Loops carry values around; beyond this many passes what still grows is left to the next evaluation's joins. */
const maxPasses = 8;

/** Works out one function once: an abstract interpretation of its instructions in order, repeated while loops bring something new. */
export class Transfer implements Site {
  readonly unit: Unit;
  at = none;
  readonly around: Surroundings;
  readonly access: Access;
  readonly lattice: Lattice;
  readonly body: FunctionBody;
  readonly #methods: Methods;
  readonly #making: Making;
  readonly #values: Value[];
  #failure: Failure;
  #thrown: Value;
  #returns: Value;
  #effects = 0;
  #awaits = 0;
  /** Called with each instruction whose failure leaves the function. */
  onFailure: ((at: number, failure: Failure) => void) | undefined = undefined;

  constructor(unit: Unit, around: Surroundings) {
    this.unit = unit;
    this.around = around;
    this.access = around.calls.access;
    this.lattice = around.calls.lattice;
    this.body = unit.body;
    this.#methods = new Methods(around.calls);
    this.#making = new Making(this);
    this.#values = Array.from({ length: this.body.size }, () => this.lattice.bottom);
    this.#failure = this.lattice.safe;
    this.#thrown = this.lattice.bottom;
    this.#returns = this.lattice.bottom;
  }

  run(): Summary {
    const passes = hasLoop(this.body) ? maxPasses : 1;
    let pass = 0;
    while (pass < passes && this.#pass()) pass += 1;
    if (pass === maxPasses) this.lattice.met |= Limit.Rest;
    if (this.#failure.isSaturated) this.lattice.met |= Limit.Conditions;
    return {
      returns: this.#returns === this.lattice.bottom && !returns(this.body) ? this.access.plain : this.#returns,
      failure: this.body.isGenerator ? this.lattice.safe : this.#failure,
      thrown: this.#thrown,
      effects: this.#effects,
      awaits: this.#awaits,
    };
  }

  value(at: number): Value {
    return this.#values[at] ?? this.lattice.bottom;
  }

  contribute(slot: ValueSlot, value: Value): void {
    this.around.contribute(slot, value);
  }

  callsOf(owner: Unit, path: PathNode): ValueSlot {
    return this.around.callsOf(owner, path);
  }

  #pass(): boolean {
    let changed = false;
    for (let at = 0; at < this.body.size; at++) {
      this.at = at;
      const value = this.#evaluate(at);
      if (value === this.#values[at]) continue;
      if (value.isSaturated) this.lattice.met |= Limit.Places;
      this.#values[at] = value;
      changed = true;
    }
    return changed;
  }

  #evaluate(at: number): Value {
    const { body, access } = this;
    const a = body.a(at);
    switch (body.op(at)) {
      case Op.Load:
        return access.memberOf(this.value(a), body.text(body.b(at)));
      case Op.Call:
      case Op.New:
      case Op.Tag:
        return this.#call(at);
      case Op.Await:
        return this.#await(a);
      case Op.Phi:
        return this.#joined(body.list(a));
      case Op.Pi:
        return this.value(a);
      case Op.Throw:
        this.#fail(this.lattice.evident, this.value(a));
        return this.lattice.bottom;
      case Op.Return:
        return this.#return(a === none ? access.plain : this.value(a));
      case Op.Elem:
        return this.#element(a, body.c(at));
      case Op.LoadIdx:
      case Op.Spread:
        return access.elementsOf(this.value(a));
      case Op.Catch:
      case Op.Yield:
        return access.unknown;
      default:
        return this.#making.value(at);
    }
  }

  #joined(values: Int32Array): Value {
    let joined = this.lattice.bottom;
    for (const value of values) joined = this.lattice.join(joined, this.value(value));
    return joined;
  }

  #return(value: Value): Value {
    if (!this.body.isAsync || this.body.isGenerator) this.#returns = this.lattice.join(this.#returns, value);
    else {
      // `return p` in a try is not awaited there, so the catch beside it never sees the rejection.
      this.#escape(this.lattice.seriously(rejectionOf(this.access, value, false)));
      this.#noteAwaited(value);
      this.#returns = this.lattice.join(this.#returns, this.access.awaited(value));
    }
    return this.lattice.bottom;
  }

  #await(a: number): Value {
    const value = this.value(a);
    this.#noteAwaited(value);
    this.#fail(this.lattice.seriously(rejectionOf(this.access, value, this.#isEvident(a))));
    return this.access.awaited(value);
  }

  /** Whether it counts that nothing is known of the value: a call of what the project does not have. */
  #isEvident(at: number): boolean {
    const op = this.body.op(at);
    if (op !== Op.Call && op !== Op.New && op !== Op.Tag) return false;
    return !this.value(this.body.a(at)).paths.some(
      ({ origin }) => origin.kind === 'function' || origin.kind === 'class',
    );
  }

  #noteAwaited(value: Value): void {
    for (const { origin, edge, depth } of value.paths) {
      if (origin.kind !== 'parameter' || origin.unit !== this.unit.number || edge !== '()' || depth !== 1) continue;
      this.#awaits |= 1 << origin.index;
    }
    for (const { path, when } of value.promise?.failure.conditions ?? []) {
      if (path.origin.kind !== 'parameter' || path.origin.unit !== this.unit.number || when === 'called') continue;
      if (path.edge === '()' && path.depth === 1) this.#awaits |= 1 << path.origin.index;
    }
  }

  #element(a: number, kind: number): Value {
    const elements = this.access.elementsOf(this.value(a));
    if (kind === ElemKind.In) return this.access.plain;
    if (kind === ElemKind.Of) return elements;
    this.#fail(this.lattice.evident);
    return this.access.awaited(elements);
  }

  #call(at: number): Value {
    const { body } = this;
    const op = body.op(at);
    const callee = body.a(at);
    const call: Call = {
      site: this,
      given: op === Op.Tag ? this.#given(body.c(at), true) : this.#given(body.c(at), false),
      constructs: op === Op.New || body.op(callee) === Op.Super,
      evident: this.#evidentElements(at),
    };
    const outcome = this.#outcome(callee, call);
    this.#fail(outcome.failure, outcome.thrown);
    this.#effects |= outcome.effects;
    return outcome.result;
  }

  #outcome(callee: number, call: Call): Outcome {
    const { body } = this;
    const value = this.value(callee);
    if (body.op(callee) === Op.Load && !call.constructs) {
      return this.#methods.call(this.value(body.a(callee)), body.text(body.b(callee)), value, call);
    }
    const isSuper = body.op(callee) === Op.Super;
    return this.around.calls.call(isSuper ? this.#making.baseClass() : value, call);
  }

  /** A spread stands for any number of arguments. */
  #given(list: number, isTag: boolean): readonly Value[] {
    const { body } = this;
    const given: Value[] = isTag ? [this.access.plain] : [];
    for (let at = isTag ? 1 : 0; at < body.listLength(list); at += isTag ? 2 : 1) {
      const item = body.listItem(list, at);
      const value = this.value(item);
      if (item !== none && body.op(item) === Op.Spread) return [...given, value, value, value, value];
      given.push(value);
    }
    return given;
  }

  #evidentElements(at: number): readonly boolean[] | undefined {
    const { body } = this;
    const first = body.op(at) === Op.Call && body.listLength(body.c(at)) > 0 ? body.listItem(body.c(at), 0) : none;
    if (first === none || body.op(first) !== Op.Array) return undefined;
    return [...body.list(body.a(first))].map((element) => element !== none && this.#isEvident(element));
  }

  #fail(failure: Failure, thrown: Value = this.lattice.bottom): void {
    if (this.body.escapes(this.body.region(this.at))) this.#escape(failure, thrown);
  }

  #escape(failure: Failure, thrown: Value = this.lattice.bottom): void {
    if (failure !== this.lattice.safe) this.onFailure?.(this.at, failure);
    this.#failure = this.lattice.eitherFails(this.#failure, failure);
    if (failure.may || failure.conditions.length > 0) this.#thrown = this.lattice.join(this.#thrown, thrown);
  }
}

interface Shape {
  readonly hasLoop: boolean;
  readonly returns: boolean;
}

const shapes = new WeakMap<FunctionBody, Shape>();
const hasLoop = (body: FunctionBody): boolean => shapeOf(body).hasLoop;
const returns = (body: FunctionBody): boolean => shapeOf(body).returns;

function shapeOf(body: FunctionBody): Shape {
  let shape = shapes.get(body);
  if (shape === undefined) {
    let loops = false;
    let leaves = false;
    for (let at = 0; at < body.size; at++) {
      const op = body.op(at);
      if (op === Op.Return) leaves = true;
      else if (op === Op.Phi) loops ||= body.list(body.a(at)).some((value) => value >= at);
      else if (op === Op.Pi) loops ||= body.a(at) >= at;
    }
    shapes.set(body, (shape = { hasLoop: loops, returns: leaves }));
  }
  return shape;
}
