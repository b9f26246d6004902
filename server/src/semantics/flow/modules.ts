import { Slot } from './dependencies.ts';
import type { ModuleIr } from './ir.ts';
import type { Lattice } from './lattice.ts';
import { none } from './ops.ts';
import { ClassInfo, Module, Unit } from './units.ts';

/** What a new version of a file brings, by functions. */
export interface Changes {
  /** New, or with another body. */
  readonly changed: readonly Unit[];
  readonly removed: readonly Unit[];
  /** Another set of exports. */
  readonly exportsChanged: boolean;
}

/** Functions and classes of the project by number; they keep it across versions of their file. */
export class Modules {
  readonly #lattice: Lattice;
  readonly units: Unit[] = [];
  readonly shapes: ClassInfo[] = [];
  readonly all: Module[] = [];
  readonly byFile = new Map<string, Module>();

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
  }

  add(ir: ModuleIr): Module {
    const module = new Module(this.all.length, ir);
    this.all.push(module);
    this.byFile.set(ir.file, module);
    this.update(module, ir);
    return module;
  }

  update(module: Module, ir: ModuleIr): Changes {
    const exportsChanged = exportsOf(module.ir) !== exportsOf(ir);
    module.ir = ir;
    const changed = this.#updateUnits(module);
    const kept = new Set(module.units);
    const removed = [...module.unitsById.values()].filter((unit) => !kept.has(unit));
    for (const unit of removed) module.unitsById.delete(unit.id);
    this.#updateClasses(module);
    return { changed, removed, exportsChanged };
  }

  #updateUnits(module: Module): readonly Unit[] {
    const units: Unit[] = [];
    const changed: Unit[] = [];
    for (const place of module.ir.functions) {
      const parent = place.parent === none ? undefined : units[place.parent];
      const known = module.unitsById.get(place.id);
      const isSame = known !== undefined && known.parent === parent;
      const unit = isSame
        ? known
        : this.#newUnit(module, place.id, new Unit(this.units.length, place, module, parent, this.#lattice));
      if (!isSame || unit.body !== place.body) changed.push(unit);
      unit.place = place;
      unit.owner = undefined;
      for (let at = unit.parameters.length; at < place.body.parameters; at++) {
        unit.parameters.push(new Slot<Unit>(this.#lattice.bottom));
      }
      units.push(unit);
    }
    module.units = units;
    return changed;
  }

  #newUnit(module: Module, id: string, unit: Unit): Unit {
    this.units.push(unit);
    module.unitsById.set(id, unit);
    return unit;
  }

  #updateClasses(module: Module): void {
    for (const unit of module.units) {
      unit.body.classes.forEach((shape, position) => {
        const key = `${unit.id}#${position}`;
        const known = module.classes.get(key);
        const info =
          known?.home === unit ? known : new ClassInfo(this.shapes.length, unit, position, shape, this.#lattice);
        if (info !== known) {
          this.shapes.push(info);
          module.classes.set(key, info);
        }
        info.update(shape);
        for (const { unit: member, isStatic } of info.all()) member.owner = { shape: info, isStatic };
      });
    }
  }
}

/** Everything that a reader of the exports could tell apart. */
const exportsOf = ({ exports, stars }: ModuleIr): string =>
  JSON.stringify([
    stars,
    [...exports].map(([name, target]) => {
      if (target.kind === 'value') return [name];
      return target.kind === 'cell' ? [name, target.cell] : [name, target.specifier, target.exported];
    }),
  ]);
