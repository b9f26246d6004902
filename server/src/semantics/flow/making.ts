import type { Access } from './access.ts';
import type { Lattice, Value } from './lattice.ts';
import { none, Op } from './ops.ts';
import type { Transfer } from './transfer.ts';
import type { ClassInfo, Unit } from './units.ts';

/** The first elements of an array literal are told apart, the rest is not. */
const maxPositions = 12;

/** Where values come from, and where they are kept: literals, names, objects, classes, variables. */
export class Making {
  readonly #transfer: Transfer;
  readonly #access: Access;
  readonly #lattice: Lattice;

  constructor(transfer: Transfer) {
    this.#transfer = transfer;
    this.#access = transfer.access;
    this.#lattice = transfer.lattice;
  }

  value(at: number): Value {
    const { body, unit, around } = this.#transfer;
    const [a, b, c] = [body.a(at), body.b(at), body.c(at)];
    switch (body.op(at)) {
      case Op.Param:
        return this.#parameter(a, b === 1, c);
      case Op.This:
        return this.#self();
      case Op.Super:
        return this.#access.constructed(this.baseClass());
      case Op.Func:
        return this.#function(unit.nested(a));
      case Op.Class:
        return this.#class(a, b);
      case Op.Object:
        return this.#object(a);
      case Op.Array:
        return this.#array(a);
      case Op.Import: {
        const value = around.importOf(unit, body.text(a), body.text(b));
        return c === 1 ? this.#lattice.promise(value, this.#lattice.minor) : value;
      }
      case Op.Global:
        return this.#global(body.text(a));
      case Op.Free:
        return this.#read(unit, a, body.text(b));
      case Op.SetFree:
        this.#write(unit, a, body.text(b), this.#transfer.value(c));
        return this.#lattice.bottom;
      case Op.Rest:
        return c === none
          ? this.#transfer.value(a)
          : this.#access.listOf(this.#access.elementsOf(this.#transfer.value(a)));
      case Op.Store:
        this.#store(this.#transfer.value(a), body.text(b), this.#transfer.value(c));
        return this.#lattice.bottom;
      case Op.Update:
        return this.#updated(this.#transfer.value(a), b);
      case Op.Jsx:
        return this.#element(a, b);
      case Op.Export:
        this.#transfer.contribute(around.exported(unit, body.text(a)), this.#transfer.value(b));
        return this.#lattice.bottom;
      case Op.Typed: {
        const made = this.#access.constructed(this.#transfer.value(a));
        return c === 1 ? this.#lattice.promise(made, this.#lattice.safe) : made;
      }
      case Op.Arguments:
        return this.#access.listOf(this.#access.unknown);
      case Op.Const:
      case Op.Regex:
      case Op.Template:
      case Op.Bin:
      case Op.Un:
        return this.#access.plain;
      default:
        return this.#lattice.bottom;
    }
  }

  /** A parameter whose declared type is known to a model is that; any other stands for what callers give. */
  #parameter(index: number, isRest: boolean, type: number): Value {
    const { unit } = this.#transfer;
    const { paths } = this.#access.world;
    const typed = type === none ? this.#lattice.bottom : this.#transfer.value(type);
    if (typed.paths.some(({ state, origin }) => state !== undefined || origin.kind === 'instance')) return typed;
    const symbols = isRest ? [index, index + 1, index + 2] : [index];
    const given = this.#lattice.ofPaths(symbols.map((each) => paths.parameter(unit.number, each)));
    if (isRest) return this.#access.listOf(given);
    const slot = unit.parameters[index];
    const handed = slot === undefined ? this.#lattice.bottom : this.#access.world.read(slot);
    return this.#lattice.join(this.#lattice.join(given, handed), typed);
  }

  #self(): Value {
    const { world } = this.#access;
    const { paths } = world;
    const home = this.#transfer.unit.thisUnit;
    if (home.owner !== undefined) {
      const { number } = home.owner.shape;
      return this.#lattice.ofPath(home.owner.isStatic ? paths.class(number) : paths.instance(number));
    }
    const held = world.read(home.self);
    return home.body.kind === 'method' ? held : this.#lattice.join(held, this.#access.unknown);
  }

  baseClass(): Value {
    const { owner } = this.#transfer.unit.thisUnit;
    return owner === undefined ? this.#access.unknown : this.#access.world.read(owner.shape.base);
  }

  #function(unit: Unit | undefined): Value {
    return unit === undefined
      ? this.#access.unknown
      : this.#lattice.ofPath(this.#access.world.paths.function(unit.number));
  }

  #global(name: string): Value {
    const { paths } = this.#access.world;
    if (name === 'undefined' || name === 'NaN' || name === 'Infinity') return this.#access.plain;
    if (name.includes('.')) return this.#access.unknown;
    return this.#access.step(paths.library('globalThis'), `.${name}`);
  }

  #class(base: number, position: number): Value {
    const transfer = this.#transfer;
    const shape = transfer.unit.module.classes.get(`${transfer.unit.id}#${position}`);
    if (shape === undefined) return this.#access.unknown;
    if (base !== none) transfer.contribute(shape.base, transfer.value(base));
    this.#initialFields(shape);
    return this.#lattice.ofPath(this.#access.world.paths.class(shape.number));
  }

  #initialFields(shape: ClassInfo): void {
    const transfer = this.#transfer;
    for (const { name, kind, isStatic, value, type } of shape.shape.members) {
      if (kind !== 'field' || name === undefined || isStatic) continue;
      const slot = transfer.around.field(shape.number, name, false);
      const unit = value === none ? undefined : shape.home.nested(shape.home.body.a(value));
      const initial = unit === undefined ? this.#lattice.bottom : this.#access.world.summaryOf(unit).returns;
      const typed = type === none ? this.#lattice.bottom : transfer.value(type);
      const held =
        initial === this.#lattice.bottom || initial === this.#access.plain
          ? this.#lattice.join(initial, typed)
          : initial;
      if (slot !== undefined) transfer.contribute(slot, held);
    }
  }

  #object(list: number): Value {
    const transfer = this.#transfer;
    const { body } = transfer;
    const fields = new Map<string, Value>();
    let spread = this.#lattice.bottom;
    for (let at = 0; at < body.listLength(list); at += 2) {
      const key = body.listItem(list, at);
      const value = transfer.value(body.listItem(list, at + 1));
      if (key === -1) spread = this.#spreadInto(fields, value, spread);
      else if (key < -1) fields.set('*', this.#lattice.join(fields.get('*') ?? this.#lattice.bottom, value));
      else this.#setField(fields, body.text(key), body.listItem(list, at + 1), value);
    }
    const object = this.#lattice.join(this.#lattice.object(fields), spread);
    this.#tellMethods(list, object);
    return object;
  }

  #setField(fields: Map<string, Value>, name: string, at: number, value: Value): void {
    const made = this.#madeBy(at);
    if (made?.body.kind === 'set') return;
    fields.set(name, made?.body.kind === 'get' ? this.#access.world.summaryOf(made).returns : value);
  }

  #spreadInto(fields: Map<string, Value>, value: Value, spread: Value): Value {
    for (const [name, field] of value.fields ?? []) fields.set(name, field);
    return this.#lattice.join(spread, this.#lattice.ofPaths(value.paths));
  }

  /** The function that an instruction makes. */
  #madeBy(at: number): Unit | undefined {
    const { body, unit } = this.#transfer;
    return at !== none && body.op(at) === Op.Func ? unit.nested(body.a(at)) : undefined;
  }

  #tellMethods(list: number, object: Value): void {
    const { body } = this.#transfer;
    for (let at = 1; at < body.listLength(list); at += 2) {
      const made = this.#madeBy(body.listItem(list, at));
      if (made !== undefined && made.body.kind !== 'arrow') this.#transfer.contribute(made.self, object);
    }
  }

  #array(list: number): Value {
    const transfer = this.#transfer;
    const { body } = transfer;
    const fields = new Map<string, Value>([['length', this.#access.plain]]);
    let isPositioned = true;
    for (let at = 0; at < body.listLength(list); at++) {
      const item = body.listItem(list, at);
      if (item === none) continue;
      isPositioned &&= body.op(item) !== Op.Spread && at < maxPositions;
      const name = isPositioned ? String(at) : '*';
      fields.set(name, this.#lattice.join(fields.get(name) ?? this.#lattice.bottom, transfer.value(item)));
    }
    return this.#lattice.object(fields);
  }

  #read(unit: Unit, hops: number, name: string): Value {
    const home = outward(unit, hops);
    return home === undefined ? this.#access.unknown : this.#access.world.read(this.#transfer.around.cell(home, name));
  }

  #write(unit: Unit, hops: number, name: string, value: Value): void {
    const home = outward(unit, hops);
    if (home !== undefined) this.#transfer.contribute(this.#transfer.around.cell(home, name), value);
  }

  #store(object: Value, name: string, value: Value): void {
    const { around, unit } = this.#transfer;
    for (const { origin } of object.paths) {
      if (origin.kind !== 'instance' && origin.kind !== 'class') continue;
      if (this.#access.world.shape(origin.shape)?.home.module !== unit.module) continue;
      const slot = around.field(origin.shape, name, origin.kind === 'class');
      if (slot !== undefined) this.#transfer.contribute(slot, value);
    }
  }

  /** What the object holds after something went into it. */
  #updated(object: Value, by: number): Value {
    if (object.fields === undefined) return object;
    const { body } = this.#transfer;
    const [b, c] = [body.b(by), body.c(by)];
    switch (body.op(by)) {
      case Op.Store:
        return this.#with(object, body.text(b), this.#transfer.value(c));
      case Op.StoreIdx:
        return this.#with(object, '*', this.#transfer.value(c));
      case Op.Call:
        return this.#with(
          object,
          '*',
          this.#lattice.joinAll([...body.list(c)].map((each) => this.#transfer.value(each))),
        );
      default:
        return object;
    }
  }

  #with(object: Value, name: string, value: Value): Value {
    return this.#lattice.join(object, this.#lattice.object(new Map([[name, value]])));
  }

  /** `<Context.Provider value={…}>` and `<Context value={…}>` hand down. */
  #element(component: number, props: number): Value {
    const { body, around } = this.#transfer;
    const isMember = component !== none && body.op(component) === Op.Load;
    const held = isMember ? body.a(component) : component;
    const handed = props === none ? undefined : this.#transfer.value(props).fields?.get('value');
    for (const path of this.#transfer.value(held).paths) {
      const slot = handed === undefined ? undefined : around.contextOf(path);
      if (slot !== undefined && handed !== undefined) this.#transfer.contribute(slot, handed);
    }
    return this.#access.plain;
  }
}

function outward(unit: Unit, hops: number): Unit | undefined {
  let home: Unit | undefined = unit;
  for (let hop = 0; hop < hops; hop++) home = home?.parent;
  return home;
}
