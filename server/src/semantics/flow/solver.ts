import type { ModuleTarget } from '../../engine/snapshot.ts';
import { Access, type World } from './access.ts';
import { Calls } from './calls.ts';
import { cycleOf } from './cycles.ts';
import { type Dependency, Slot } from './dependencies.ts';
import { ExportLookup, type ModuleWorld } from './export-lookup.ts';
import type { ModuleIr } from './ir.ts';
import { Lattice, overlaps, type Value } from './lattice.ts';
import { Modules } from './modules.ts';
import { type LibraryState, type PathNode, Paths } from './paths.ts';
import { bottomSummary, includesSummary, isSameSummary, joinSummaries, type Summary } from './summary.ts';
import { type Surroundings, Transfer } from './transfer.ts';
import type { ClassInfo, Module, Unit, ValueSlot } from './units.ts';

/** Where the solver gets files from. */
export interface Files {
  ir(file: string, previous: ModuleIr | undefined): ModuleIr | undefined;
  resolve(specifier: string, from: string): ModuleTarget;
  startOf(module: string): LibraryState | undefined;
  neverRejects(unit: Unit): boolean;
}

/** Changes that nobody but the units hears of, until they are told to the others at once. */
interface Quiet {
  readonly units: ReadonlySet<Unit>;
  /** What was before. */
  readonly heard: Map<Dependency<Unit>, Value | Summary>;
  readonly withdrawn: Withdrawal[];
}

interface Withdrawal {
  readonly slot: ValueSlot;
  readonly unit: Unit;
  readonly before: Value;
}

/** From this evaluation on what is new is joined with what was, and after the last one the function is taken as it is. */
const joinsFrom = 7;
const freezesAfter = 12;
/** A function goes back to bottom no more often in one solve. */
const maxRestarts = 4;
/** Functions that are worked out because another one asks, one within the other. */
const maxDemand = 120;

/**
 * The least fixed point of all summaries. Functions are worked out when somebody asks for them, callees so before their callers,
 * and again, in rounds, when something they have read has changed. Everything starts at bottom, where nothing throws, so recursion
 * is proved harmless rather than assumed to be.
 *
 * On changes it goes on from the old fixed point. What grows just spreads. What shrinks may have been kept alive by a cycle
 * that rests on itself, so the functions of that cycle start from bottom again, and their readers hear of it only if
 * something else comes out.
 */
export class Solver implements World, ModuleWorld, Surroundings {
  readonly lattice = new Lattice();
  readonly paths: Paths;
  readonly modules: Modules;
  readonly access: Access;
  readonly calls: Calls;
  readonly limits = new Map<Unit, string>();
  /** Evaluations ever. */
  evaluations = 0;
  readonly #files: Files;
  readonly #exports: ExportLookup;
  readonly #dirty = new Set<Unit>();
  readonly #resolved = new Map<Module, Map<string, ModuleTarget>>();
  #current: Unit | undefined = undefined;
  #fresh = new Map<ValueSlot, Value>();
  #demand = 0;
  /** Functions of a cycle being worked out from bottom: nobody else hears of changes. */
  #quiet: Quiet | undefined = undefined;

  constructor(files: Files) {
    this.#files = files;
    this.paths = new Paths((module) => files.startOf(module));
    this.modules = new Modules(this.lattice);
    this.access = new Access(this);
    this.calls = new Calls(this.access);
    this.#exports = new ExportLookup(this);
  }

  // ── What functions ask while they are worked out ──

  unit(number: number): Unit | undefined {
    return this.modules.units[number];
  }

  shape(number: number): ClassInfo | undefined {
    return this.modules.shapes[number];
  }

  summaryOf(unit: Unit): Summary {
    this.#note(unit.summarized);
    this.#demanded(unit);
    return unit.summary;
  }

  read(slot: ValueSlot): Value {
    this.#note(slot);
    if (slot.home !== undefined) this.#demanded(slot.home);
    return slot.value;
  }

  exportOf(module: number, name: string): Value {
    const found = this.modules.all[module];
    return found === undefined ? this.access.unknown : this.#exports.of(found, name);
  }

  importOf(unit: Unit, specifier: string, name: string): Value {
    return this.#exports.imported(specifier, unit.module, name);
  }

  noteExports(module: Module): void {
    this.#note(module.exporting);
  }

  #note(dependency: Dependency<Unit>): void {
    const unit = this.#current;
    if (unit === undefined) return;
    dependency.readers.add(unit);
    unit.reads.add(dependency);
  }

  #demanded(unit: Unit): void {
    if (unit.state !== 'new' || this.#demand >= maxDemand) return;
    if (this.#quiet !== undefined && !this.#quiet.units.has(unit)) return;
    this.#demand += 1;
    this.#evaluate(unit);
    this.#demand -= 1;
  }

  // ── Slots ──

  cell(home: Unit, name: string): ValueSlot {
    return this.#slot(home.cells, name, home);
  }

  exportedSlot(module: Module, name: string): ValueSlot {
    return this.#slot(module.exported, name, module.unitAt(0));
  }

  exported(unit: Unit, name: string): ValueSlot {
    return this.exportedSlot(unit.module, name);
  }

  field(shape: number, name: string, isStatic: boolean): ValueSlot | undefined {
    const info = this.shape(shape);
    if (info === undefined) return undefined;
    return this.#slot(
      isStatic ? info.statics : info.fields,
      name,
      isStatic ? info.home : (info.constructing ?? info.home),
    );
  }

  contextOf({ origin }: PathNode): ValueSlot | undefined {
    if (origin.kind !== 'context') return undefined;
    const unit = this.unit(origin.unit);
    return unit === undefined || unit.module !== this.#current?.module
      ? undefined
      : this.#slot(unit.contexts, origin.at, unit);
  }

  callsOf(owner: Unit, path: PathNode): ValueSlot {
    const known = owner.parameterCalls.get(path);
    if (known !== undefined) return known;
    this.#tell(owner.summarized, false);
    return this.#slot(owner.parameterCalls, path, undefined);
  }

  #slot<K>(slots: Map<K, ValueSlot>, key: K, home: Unit | undefined): ValueSlot {
    let slot = slots.get(key);
    if (slot === undefined) slots.set(key, (slot = new Slot<Unit>(this.lattice.bottom, home)));
    return slot;
  }

  contribute(slot: ValueSlot, value: Value): void {
    const unit = this.#current;
    if (unit === undefined) return;
    const fresh = this.lattice.join(this.#fresh.get(slot) ?? this.lattice.bottom, value);
    this.#fresh.set(slot, fresh);
    const before = slot.contributions.get(unit) ?? this.lattice.bottom;
    const whole = this.lattice.join(before, fresh);
    if (whole === before && slot.contributions.has(unit)) return;
    slot.contributions.set(unit, whole);
    this.#become(slot, this.lattice.join(slot.value, whole));
  }

  #become(slot: ValueSlot, value: Value): void {
    if (value === slot.value) return;
    const shrinks = !this.lattice.includes(value, slot.value);
    this.#hear(slot, slot.value);
    slot.value = value;
    this.#tell(slot, shrinks);
  }

  /** Takes back what the function says no more. */
  #settleWrites(unit: Unit, fresh: ReadonlyMap<ValueSlot, Value>): void {
    for (const slot of unit.writes.keys()) if (!fresh.has(slot)) this.#retract(slot, unit, undefined);
    for (const [slot, value] of fresh) if (slot.contributions.get(unit) !== value) this.#retract(slot, unit, value);
    unit.writes.clear();
    for (const [slot, value] of fresh) unit.writes.set(slot, value);
  }

  #retract(slot: ValueSlot, unit: Unit, value: Value | undefined): void {
    const before = slot.contributions.get(unit);
    if (value === undefined) slot.contributions.delete(unit);
    else slot.contributions.set(unit, value);
    if (before !== undefined) this.#withdraw({ slot, unit, before });
    this.#become(slot, this.lattice.joinAll([...slot.contributions.values()]));
  }

  /** Others may still write what one of them writes no more only because they have read it here. */
  #withdraw(withdrawal: Withdrawal): void {
    if (this.#quiet !== undefined) {
      this.#quiet.withdrawn.push(withdrawal);
      return;
    }
    const { slot, unit, before } = withdrawal;
    if (this.lattice.includes(slot.contributions.get(unit) ?? this.lattice.bottom, before)) return;
    for (const [other, value] of slot.contributions) {
      if (other === unit || !overlaps(value, before)) continue;
      this.#dirty.add(other);
      other.isSuspect = true;
    }
  }

  // ── Working out ──

  #tell(dependency: Dependency<Unit>, shrinks: boolean): void {
    for (const reader of dependency.readers) {
      if (this.#quiet !== undefined && !this.#quiet.units.has(reader)) continue;
      this.#dirty.add(reader);
      if (shrinks && this.#quiet === undefined) reader.isSuspect = true;
    }
  }

  #hear(dependency: Dependency<Unit>, before: Value | Summary): void {
    const heard = this.#quiet?.heard;
    if (heard !== undefined && !heard.has(dependency)) heard.set(dependency, before);
  }

  #evaluate(unit: Unit): void {
    if (unit.state === 'running') return;
    const [current, fresh] = [this.#current, this.#fresh];
    this.#begin(unit);
    const summary = this.#limited(unit, new Transfer(unit, this).run());
    this.#settleWrites(unit, this.#fresh);
    this.#current = current;
    this.#fresh = fresh;
    unit.state = 'done';
    this.#summarize(unit, summary);
  }

  #begin(unit: Unit): void {
    for (const dependency of unit.reads) dependency.readers.delete(unit);
    unit.reads.clear();
    unit.state = 'running';
    unit.evaluations += 1;
    this.evaluations += 1;
    this.#dirty.delete(unit);
    this.#current = unit;
    this.#fresh = new Map();
  }

  #limited(unit: Unit, summary: Summary): Summary {
    const never = this.#files.neverRejects(unit) ? { ...summary, failure: this.lattice.safe } : summary;
    if (unit.body.isTruncated) this.limits.set(unit, 'too large to be read whole');
    return unit.evaluations < joinsFrom ? never : joinSummaries(this.lattice, unit.summary, never);
  }

  #summarize(unit: Unit, summary: Summary): void {
    if (isSameSummary(unit.summary, summary)) return;
    if (unit.evaluations > freezesAfter) {
      this.limits.set(unit, 'did not come to rest');
      return;
    }
    const shrinks = !includesSummary(this.lattice, summary, unit.summary);
    this.#hear(unit.summarized, unit.summary);
    unit.summary = summary;
    this.#tell(unit.summarized, shrinks);
  }

  /** Brings everything that is known to the fixed point. */
  solve(): void {
    for (let round = this.#round(this.#dirty); round.length > 0; round = this.#round(this.#dirty)) {
      for (const unit of round) if (this.#dirty.has(unit)) this.#settle(unit);
    }
    for (const unit of this.#touched) {
      unit.evaluations = 0;
      unit.restarts = 0;
    }
    this.#touched.clear();
  }

  readonly #touched = new Set<Unit>();

  /** Modules that others import come first, as they were met later; outer functions before inner ones. */
  #round(units: ReadonlySet<Unit>): readonly Unit[] {
    return [...units].sort((a, b) => b.module.number - a.module.number || a.place.index - b.place.index);
  }

  #settle(unit: Unit): void {
    this.#touched.add(unit);
    if (unit.evaluations > freezesAfter) {
      this.#dirty.delete(unit);
      return;
    }
    if (unit.isSuspect) this.#doubt(unit);
    else this.#evaluate(unit);
  }

  /** Finds out what the function reads now, and whether that leads back to it. */
  #doubt(unit: Unit): void {
    unit.isSuspect = false;
    const quiet: Quiet = { units: new Set(), heard: new Map(), withdrawn: [] };
    this.#quiet = quiet;
    this.#evaluate(unit);
    const cycle = cycleOf(unit);
    const restarted = cycle.size > 0 && this.#mayRestart(unit, cycle) ? cycle : new Set<Unit>();
    if (restarted.size > 0) this.#restart({ ...quiet, units: restarted });
    this.#quiet = undefined;
    for (const [dependency, before] of quiet.heard) this.#tellOutside(dependency, before, restarted);
    for (const withdrawal of quiet.withdrawn) this.#withdraw(withdrawal);
  }

  #mayRestart(unit: Unit, cycle: ReadonlySet<Unit>): boolean {
    const isTired = [...cycle].some(({ restarts }) => restarts >= maxRestarts);
    if (isTired) this.limits.set(unit, 'did not come to rest');
    return !isTired;
  }

  /** Works a cycle out from bottom again. */
  #restart(quiet: Quiet): void {
    this.#quiet = quiet;
    const cycle = quiet.units;
    const dirty = new Set(this.#dirty);
    for (const unit of cycle) this.#reset(unit);
    const isIn = (unit: Unit): boolean => cycle.has(unit);
    for (let round = this.#members(isIn); round.length > 0; round = this.#members(isIn)) {
      for (const unit of round) if (this.#dirty.has(unit)) this.#evaluate(unit);
    }
    for (const unit of dirty) if (!cycle.has(unit)) this.#dirty.add(unit);
  }

  #members(isIn: (unit: Unit) => boolean): readonly Unit[] {
    const members = this.#round(this.#dirty).filter(isIn);
    for (const unit of members) if (unit.evaluations > freezesAfter) this.#dirty.delete(unit);
    return members.filter((unit) => this.#dirty.has(unit));
  }

  #reset(unit: Unit): void {
    this.#touched.add(unit);
    for (const slot of unit.writes.keys()) this.#retract(slot, unit, undefined);
    unit.writes.clear();
    this.#hear(unit.summarized, unit.summary);
    unit.summary = bottomSummary(this.lattice);
    unit.state = 'new';
    unit.isSuspect = false;
    unit.evaluations = 0;
    unit.restarts += 1;
    this.#dirty.add(unit);
  }

  #tellOutside(dependency: Dependency<Unit>, before: Value | Summary, cycle: ReadonlySet<Unit>): void {
    const shrinks = this.#shrunk(dependency, before);
    if (shrinks === undefined) return;
    for (const reader of dependency.readers) {
      if (cycle.has(reader)) continue;
      this.#dirty.add(reader);
      if (shrinks) reader.isSuspect = true;
    }
  }

  /** Undefined when nothing has changed. */
  #shrunk(dependency: Dependency<Unit>, before: Value | Summary): boolean | undefined {
    if (dependency instanceof Slot) {
      const slot: ValueSlot = dependency;
      const { value } = slot;
      if (value === before) return undefined;
      return !this.lattice.includes(value, before as Value);
    }
    const [unit] = dependency.writers();
    if (unit === undefined || isSameSummary(unit.summary, before as Summary)) return undefined;
    return !includesSummary(this.lattice, unit.summary, before as Summary);
  }

  // ── Files ──

  moduleOf(file: string): Module | undefined {
    const known = this.modules.byFile.get(file);
    if (known !== undefined) return known;
    const ir = this.#files.ir(file, undefined);
    if (ir === undefined) return undefined;
    const module = this.modules.add(ir);
    for (const unit of module.units) this.#dirty.add(unit);
    return module;
  }

  moduleAt(number: number): Module | undefined {
    return this.modules.all[number];
  }

  resolve(specifier: string, from: Module): ModuleTarget {
    let targets = this.#resolved.get(from);
    if (targets === undefined) this.#resolved.set(from, (targets = new Map()));
    let target = targets.get(specifier);
    if (target === undefined) targets.set(specifier, (target = this.#files.resolve(specifier, from.file)));
    return target;
  }

  /** Takes a new version of a file that was met before. */
  update(file: string): void {
    const module = this.modules.byFile.get(file);
    const ir = module === undefined ? undefined : this.#files.ir(file, module.ir);
    if (module === undefined || ir === undefined) return;
    const { changed, removed, exportsChanged } = this.modules.update(module, ir);
    for (const unit of removed) this.#remove(unit);
    for (const unit of changed) {
      this.#dirty.add(unit);
      unit.isSuspect = unit.state === 'done';
    }
    if (exportsChanged) this.#tell(module.exporting, true);
  }

  #remove(unit: Unit): void {
    for (const dependency of unit.reads) dependency.readers.delete(unit);
    unit.reads.clear();
    for (const slot of unit.writes.keys()) this.#retract(slot, unit, undefined);
    unit.writes.clear();
    this.#dirty.delete(unit);
    this.limits.delete(unit);
    unit.summary = bottomSummary(this.lattice);
    this.#tell(unit.summarized, true);
  }
}
