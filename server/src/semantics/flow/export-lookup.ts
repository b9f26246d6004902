import type { ModuleTarget } from '../../engine/snapshot.ts';
import type { Access } from './access.ts';
import type { Value } from './lattice.ts';
import type { Edge } from './paths.ts';
import type { Module, Unit, ValueSlot } from './units.ts';

/** What the lookup of exports needs of the solver. */
export interface ModuleWorld {
  readonly access: Access;
  moduleOf(file: string): Module | undefined;
  moduleAt(number: number): Module | undefined;
  resolve(specifier: string, from: Module): ModuleTarget;
  /** Notes that whoever is being worked out depends on which names the module exports. */
  noteExports(module: Module): void;
  cell(home: Unit, name: string): ValueSlot;
  exportedSlot(module: Module, name: string): ValueSlot;
}

const maxHops = 30;

/** Follows exports through re-exports, `export *` and CommonJS to the value, file by file, loading what is reached. */
export class ExportLookup {
  readonly #world: ModuleWorld;

  constructor(world: ModuleWorld) {
    this.#world = world;
  }

  imported(specifier: string, from: Module, name: string): Value {
    const target = this.#world.resolve(specifier, from);
    return this.#ofTarget(target, name, 0) ?? this.#world.access.unknown;
  }

  of(module: Module, name: string): Value {
    return this.#of(module, name, 0) ?? this.#world.access.unknown;
  }

  #ofTarget(target: ModuleTarget, name: string, hops: number): Value | undefined {
    const { access } = this.#world;
    if (target.kind === 'package') return this.#ofPackage(target.name, name);
    const module = target.kind === 'file' ? this.#world.moduleOf(target.file) : undefined;
    return module === undefined ? access.unknown : this.#of(module, name, hops + 1);
  }

  /** A package's default export, namespace and `require` are one thing: `stripe()` however it was imported. */
  #ofPackage(packageName: string, name: string): Value {
    const { access } = this.#world;
    const { lattice, paths } = access.world;
    const root = paths.library(packageName);
    return name === '*' || name === 'default' ? lattice.ofPath(root) : access.step(root, `.${name}` as Edge);
  }

  /** Undefined when nothing has the name or re-exports go in a circle. */
  #of(module: Module, name: string, hops: number): Value | undefined {
    if (hops > maxHops) return undefined;
    this.#world.noteExports(module);
    const { access } = this.#world;
    const { exports } = module.ir;
    if (exports.has(name)) return this.#target(module, name, hops);
    if (name === '*') return access.world.lattice.ofPath(access.world.paths.namespace(module.number));
    const assigned = exports.has('*') ? this.#target(module, '*', hops) : undefined;
    if (name === 'default') return assigned;
    return this.#star(module, name, hops) ?? (assigned && access.memberOf(assigned, name));
  }

  #target(module: Module, name: string, hops: number): Value | undefined {
    const { access } = this.#world;
    const target = module.ir.exports.get(name);
    const home = module.unitAt(0);
    if (target === undefined || home === undefined) return undefined;
    if (target.kind === 'cell') return access.world.read(this.#world.cell(home, target.cell));
    if (target.kind === 'value') return access.world.read(this.#world.exportedSlot(module, name));
    return this.#ofTarget(this.#world.resolve(target.specifier, module), target.exported, hops);
  }

  /** Files of the project first: only what none of them has can come from a package. */
  #star(module: Module, name: string, hops: number): Value | undefined {
    const targets = module.ir.stars.map((specifier) => this.#world.resolve(specifier, module));
    for (const target of targets) {
      const found = target.kind === 'file' ? this.#starOf(target.file, name, hops) : undefined;
      if (found !== undefined) return found;
    }
    const fromPackage = targets.find((target) => target.kind === 'package');
    return fromPackage === undefined ? undefined : this.#ofTarget(fromPackage, name, hops);
  }

  #starOf(file: string, name: string, hops: number): Value | undefined {
    const module = this.#world.moduleOf(file);
    return module === undefined ? undefined : this.#of(module, name, hops + 1);
  }
}
