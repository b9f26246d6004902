import { type Dependency, Report, Slot } from './dependencies.ts';
import type { ClassShape, FunctionBody, FunctionPlace, ModuleIr } from './ir.ts';
import type { Lattice, Value } from './lattice.ts';
import { none } from './ops.ts';
import type { PathNode } from './paths.ts';
import { bottomSummary, type Summary } from './summary.ts';

export type ValueSlot = Slot<Unit>;

/** What the solver knows of one function; lives as long as a function of that name stands in the file. */
export class Unit {
  readonly number: number;
  readonly id: string;
  readonly module: Module;
  readonly parent: Unit | undefined;
  place: FunctionPlace;
  /** The class it is a member of. */
  owner: { readonly shape: ClassInfo; readonly isStatic: boolean } | undefined = undefined;

  summary: Summary;
  readonly summarized: Dependency<Unit> = new Report<Unit>(this);
  /** What calls hand to its parameters where they are seen: live handles, or all of it for an inline function. */
  readonly parameters: ValueSlot[] = [];
  /** Variables that nested functions use as well. */
  readonly cells = new Map<string, ValueSlot>();
  /** The objects that a method of an object literal belongs to. */
  readonly self: ValueSlot;
  /** What it, and functions inside it, call its parameters with: an object with the arguments by position. */
  readonly parameterCalls = new Map<PathNode, ValueSlot>();
  /** What the providers of a context that it makes hand down, by the call that makes it. */
  readonly contexts = new Map<number, ValueSlot>();

  reads: ReadonlySet<Dependency<Unit>> = new Set();
  writes: ReadonlyMap<ValueSlot, Value> = new Map();
  state: 'new' | 'running' | 'done' = 'new';
  /** When it was done first, among all functions: after those that it called. */
  rank = Infinity;
  /** Bits of `Limit`. */
  limits = 0;
  /** Evaluations in this solve. */
  evaluations = 0;
  /** How often it was made to say less in this solve. */
  restarts = 0;

  constructor(number: number, place: FunctionPlace, module: Module, parent: Unit | undefined, lattice: Lattice) {
    this.number = number;
    this.id = place.id;
    this.place = place;
    this.module = module;
    this.parent = parent;
    this.summary = bottomSummary(lattice);
    this.self = new Slot<Unit>(lattice.bottom);
  }

  get body(): FunctionBody {
    return this.place.body;
  }

  /** The function that a `Func` instruction makes. */
  nested(position: number): Unit | undefined {
    return this.module.unitAt(this.place.nested[position] ?? none);
  }

  isInside(other: Unit): boolean {
    for (let unit = this.parent; unit !== undefined; unit = unit.parent) if (unit === other) return true;
    return false;
  }

  /** The enclosing function whose `this` it has. */
  get thisUnit(): Unit {
    const { kind } = this.body;
    return (kind === 'arrow' || kind === 'module') && this.parent !== undefined ? this.parent.thisUnit : this;
  }
}

interface Member {
  readonly kind: string;
  readonly unit: Unit;
}

type MemberTable = Readonly<Record<'statics' | 'own', Map<string, readonly Member[]>>>;

const noMembers: readonly Member[] = [];

/** A class, by the function that makes it and its position there. */
export class ClassInfo {
  readonly number: number;
  readonly home: Unit;
  readonly position: number;
  shape: ClassShape;
  #members: MemberTable | undefined = undefined;
  readonly fields = new Map<string, ValueSlot>();
  readonly statics = new Map<string, ValueSlot>();
  readonly base: ValueSlot;

  constructor(number: number, home: Unit, position: number, shape: ClassShape, lattice: Lattice) {
    this.number = number;
    this.home = home;
    this.position = position;
    this.shape = shape;
    this.base = new Slot<Unit>(lattice.bottom);
  }

  /** The functions that are its members under a name. */
  members(name: string, isStatic: boolean): readonly Member[] {
    this.#members ??= this.#collect();
    return this.#members[isStatic ? 'statics' : 'own'].get(name) ?? noMembers;
  }

  #collect(): MemberTable {
    const table: MemberTable = { statics: new Map(), own: new Map() };
    for (const { name, kind, isStatic, unit } of this.all()) {
      const members = table[isStatic ? 'statics' : 'own'];
      if (name !== undefined) members.set(name, [...(members.get(name) ?? noMembers), { kind, unit }]);
    }
    return table;
  }

  /** Takes what the class is in a new version of its file. */
  update(shape: ClassShape): void {
    this.shape = shape;
    this.#members = undefined;
  }

  get constructing(): Unit | undefined {
    const member = this.shape.members.find(({ kind }) => kind === 'constructor');
    return member === undefined ? undefined : this.#unitOf(member.value);
  }

  /** Every member with the function it is. */
  *all(): Generator<{
    readonly name: string | undefined;
    readonly kind: string;
    readonly isStatic: boolean;
    readonly unit: Unit;
  }> {
    for (const { name, kind, isStatic, value } of this.shape.members) {
      const unit = this.#unitOf(value);
      if (unit !== undefined) yield { name, kind, isStatic, unit };
    }
  }

  #unitOf(value: number): Unit | undefined {
    return value === none ? undefined : this.home.nested(this.home.body.a(value));
  }
}

/** A file of the project. */
export class Module {
  readonly number: number;
  readonly file: string;
  ir: ModuleIr;
  units: readonly Unit[] = [];
  readonly unitsById = new Map<string, Unit>();
  readonly classes = new Map<string, ClassInfo>();
  /** Changes when other names are exported, or from elsewhere. */
  readonly exporting: Dependency<Unit> = new Report<Unit>();
  /** What instructions of the module's own function export, by name. */
  readonly exported = new Map<string, ValueSlot>();

  constructor(number: number, ir: ModuleIr) {
    this.number = number;
    this.file = ir.file;
    this.ir = ir;
  }

  unitAt(index: number): Unit | undefined {
    return this.units[index];
  }
}
