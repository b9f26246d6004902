import type { ModuleTarget } from '../../engine/snapshot.ts';
import { Access, type World } from './access.ts';
import { Calls } from './calls.ts';
import type { Dependency } from './dependencies.ts';
import { Doubts } from './doubts.ts';
import { Evaluation } from './evaluation.ts';
import { ExportLookup, type ModuleWorld } from './export-lookup.ts';
import type { ModuleIr } from './ir.ts';
import { Lattice, type Value } from './lattice.ts';
import { Limit } from './limits.ts';
import { Modules } from './modules.ts';
import { type LibraryState, type PathNode, Paths } from './paths.ts';
import { Slots } from './slots.ts';
import { bottomSummary, includesSummary, isSameSummary, joinSummaries, type Summary } from './summary.ts';
import { type Surroundings, Transfer } from './transfer.ts';
import type { ClassInfo, Module, Unit, ValueSlot } from './units.ts';
import { Worklist } from './worklist.ts';

/** Where the solver gets files from. */
export interface Files {
  ir(file: string, previous: ModuleIr | undefined): ModuleIr | undefined;
  resolve(specifier: string, from: string): ModuleTarget;
  startOf(module: string): LibraryState | undefined;
  neverRejects(unit: Unit): boolean;
}

/** From this evaluation on what is new is joined with what was, and after the last one the function is taken as it is. */
const joinsFrom = 7;
const freezesAfter = 60;
/** Functions that are worked out because another one asks, one within the other. */
const maxDemand = 120;

/**
 * The least fixed point of all summaries. Functions are worked out when somebody asks for them, callees so before their callers,
 * and again when something they have read has changed, in the order in which they were first done. Everything starts at
 * bottom, where nothing throws, so recursion is proved harmless rather than assumed to be.
 *
 * On changes it goes on from the old fixed point. What grows just spreads. What shrinks may have been kept alive by a cycle
 * that rests on itself: see `Doubts`.
 */
export class Solver implements World, ModuleWorld, Surroundings {
  readonly paths: Paths;
  readonly lattice: Lattice;
  readonly modules: Modules;
  readonly access: Access;
  readonly calls: Calls;
  /** Evaluations ever. */
  evaluations = 0;
  readonly #files: Files;
  readonly #exports: ExportLookup;
  readonly #slots: Slots;
  readonly #doubts: Doubts;
  readonly #resolved = new Map<Module, Map<string, ModuleTarget>>();
  /** Functions that were never worked out, by the order in which their files were met. */
  #new: Unit[] = [];
  readonly #work = new Worklist();
  readonly #touched = new Set<Unit>();
  #current: Evaluation | undefined = undefined;
  #demand = 0;
  #ranks = 0;

  constructor(files: Files) {
    this.#files = files;
    this.paths = new Paths((module) => files.startOf(module));
    this.lattice = new Lattice(this.paths);
    this.modules = new Modules(this.lattice);
    this.access = new Access(this);
    this.calls = new Calls(this.access);
    this.#exports = new ExportLookup(this);
    this.#slots = new Slots(this.lattice);
    this.#doubts = new Doubts(this.lattice, {
      alone: (unit, hidden) => this.#run(new Evaluation(unit, hidden)),
      settle: (unit, { summary, writes }) => this.#settle(unit, summary, writes),
      again: (unit) => this.#work.add(unit),
      solve: () => this.#drain(),
    });
  }

  // ── What functions ask while they are worked out ──

  unit(number: number): Unit | undefined {
    return this.modules.units[number];
  }

  shape(number: number): ClassInfo | undefined {
    return this.modules.shapes[number];
  }

  summaryOf(unit: Unit): Summary {
    if (this.#current?.hidden?.has(unit) === true) return bottomSummary(this.lattice);
    this.#note(unit.summarized);
    this.#demanded(unit);
    return unit.summary;
  }

  read(slot: ValueSlot): Value {
    const hidden = this.#current?.hidden;
    if (hidden !== undefined) return this.#slots.valueWithout(slot, hidden);
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
    this.#current?.note(dependency);
  }

  #demanded(unit: Unit): void {
    if (unit.state !== 'new' || this.#demand >= maxDemand || this.#current?.hidden !== undefined) return;
    this.#demand += 1;
    this.#evaluate(unit);
    this.#demand -= 1;
  }

  // ── What they write ──

  cell(home: Unit, name: string): ValueSlot {
    return this.#slots.cell(home, name);
  }

  exportedSlot(module: Module, name: string): ValueSlot {
    return this.#slots.exported(module, name);
  }

  exported(unit: Unit, name: string): ValueSlot {
    return this.#slots.exported(unit.module, name);
  }

  field(shape: number, name: string, isStatic: boolean): ValueSlot | undefined {
    const info = this.shape(shape);
    return info === undefined ? undefined : this.#slots.field(info, name, isStatic);
  }

  contextOf({ origin }: PathNode): ValueSlot | undefined {
    if (origin.kind !== 'context') return undefined;
    const unit = this.unit(origin.unit);
    return unit === undefined || unit.module !== this.#current?.unit.module
      ? undefined
      : this.#slots.context(unit, origin.at);
  }

  callsOf(owner: Unit, path: PathNode): ValueSlot {
    if (!owner.parameterCalls.has(path)) this.#tell(owner.summarized, false);
    return this.#slots.callsOf(owner, path);
  }

  contribute(slot: ValueSlot, value: Value): void {
    const evaluation = this.#current;
    if (evaluation === undefined) return;
    const { unit, writes } = evaluation;
    const fresh = this.lattice.join(writes.get(slot) ?? this.lattice.bottom, value);
    writes.set(slot, fresh);
    if (evaluation.hidden !== undefined) return;
    const before = slot.contributions.get(unit);
    const whole = before === undefined ? fresh : this.lattice.join(before, fresh);
    if (whole === before) return;
    slot.contributions.set(unit, whole);
    this.#become(slot, this.lattice.join(slot.value, whole));
  }

  #become(slot: ValueSlot, value: Value): void {
    if (value === slot.value) return;
    this.#doubts.hear(slot, slot.value);
    const shrinks = !this.lattice.includes(value, slot.value);
    slot.value = value;
    this.#tell(slot, shrinks);
  }

  #retract(slot: ValueSlot, unit: Unit, value: Value | undefined): void {
    const before = slot.contributions.get(unit);
    if (value === undefined) slot.contributions.delete(unit);
    else slot.contributions.set(unit, value);
    this.#become(slot, this.lattice.joinAll(slot.contributions.values()));
    if (before !== undefined) for (const other of this.#doubts.withdraw({ slot, unit, before })) this.#work.add(other);
  }

  #tell(dependency: Dependency<Unit>, shrinks: boolean): void {
    for (const reader of dependency.readers) {
      if (this.#doubts.isQuietFor(reader)) continue;
      this.#work.add(reader);
      if (shrinks) this.#doubts.add(reader);
    }
  }

  // ── Working out ──

  #evaluate(unit: Unit): void {
    if (unit.state === 'running') return;
    unit.state = 'running';
    this.#work.delete(unit);
    this.#touched.add(unit);
    unit.evaluations += 1;
    const evaluation = new Evaluation(unit);
    const said = this.#run(evaluation);
    const summary = unit.evaluations < joinsFrom ? said.summary : this.#joined(evaluation, said.summary);
    for (const dependency of unit.reads) if (!evaluation.reads.has(dependency)) dependency.readers.delete(unit);
    unit.reads = evaluation.reads;
    unit.state = 'done';
    if (unit.rank === Infinity) unit.rank = this.#ranks++;
    this.#settle(unit, summary, evaluation.writes);
  }

  #run(evaluation: Evaluation): { readonly summary: Summary; readonly writes: ReadonlyMap<ValueSlot, Value> } {
    const { unit, writes } = evaluation;
    const [current, met] = [this.#current, this.lattice.met];
    this.evaluations += 1;
    this.#current = evaluation;
    this.lattice.met = unit.body.isTruncated ? Limit.Size : 0;
    const found = new Transfer(unit, this).run();
    if (evaluation.hidden === undefined) unit.limits = this.lattice.met;
    this.#current = current;
    this.lattice.met = met;
    const summary = this.#files.neverRejects(unit) ? { ...found, failure: this.lattice.safe } : found;
    return { summary, writes };
  }

  /** What it says beside what it said before. */
  #joined({ unit, writes }: Evaluation, summary: Summary): Summary {
    for (const [slot, before] of unit.writes) {
      writes.set(slot, this.lattice.join(before, writes.get(slot) ?? this.lattice.bottom));
    }
    return joinSummaries(this.lattice, unit.summary, summary);
  }

  /** Takes what the function says now, and takes back what it says no more. */
  #settle(unit: Unit, summary: Summary, writes: ReadonlyMap<ValueSlot, Value>): void {
    for (const slot of unit.writes.keys()) if (!writes.has(slot)) this.#retract(slot, unit, undefined);
    for (const [slot, value] of writes) if (slot.contributions.get(unit) !== value) this.#retract(slot, unit, value);
    unit.writes = writes;
    if (isSameSummary(unit.summary, summary)) return;
    this.#doubts.hear(unit.summarized, unit.summary);
    const shrinks = !includesSummary(this.lattice, summary, unit.summary);
    unit.summary = summary;
    this.#tell(unit.summarized, shrinks);
  }

  /** Brings everything that is known to the fixed point. */
  solve(): void {
    do this.#drain();
    while (this.#doubts.resolve());
    for (const unit of this.#touched) {
      unit.evaluations = 0;
      unit.restarts = 0;
    }
    this.#touched.clear();
  }

  #drain(): void {
    for (;;) {
      if (this.#new.length > 0) this.#workOutNew();
      const unit = this.#work.next();
      if (unit === undefined) return;
      if (unit.evaluations < freezesAfter) this.#evaluate(unit);
      else unit.limits |= Limit.Rest;
    }
  }

  /** Modules that others import come first, as they were met later; outer functions before inner ones. */
  #workOutNew(): void {
    const units = this.#new.sort((a, b) => b.module.number - a.module.number || a.place.index - b.place.index);
    this.#new = [];
    for (const unit of units) if (unit.state === 'new') this.#evaluate(unit);
  }

  // ── Files ──

  moduleOf(file: string): Module | undefined {
    const known = this.modules.byFile.get(file);
    if (known !== undefined) return known;
    const ir = this.#files.ir(file, undefined);
    if (ir === undefined) return undefined;
    const module = this.modules.add(ir);
    this.#new.push(...module.units);
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
      if (unit.state === 'new') this.#new.push(unit);
      else {
        this.#work.add(unit);
        this.#doubts.add(unit);
      }
    }
    if (exportsChanged) this.#tell(module.exporting, true);
  }

  #remove(unit: Unit): void {
    for (const dependency of unit.reads) dependency.readers.delete(unit);
    unit.reads = new Set();
    this.#work.delete(unit);
    this.#doubts.delete(unit);
    unit.state = 'done';
    this.#settle(unit, bottomSummary(this.lattice), new Map());
  }
}
