import { Slot } from './dependencies.ts';
import type { Lattice, Value } from './lattice.ts';
import type { PathNode } from './paths.ts';
import type { ClassInfo, Module, Unit, ValueSlot } from './units.ts';

/** Values that several functions write, made when first asked for, so that whoever reads before anybody writes hears of it. */
export class Slots {
  readonly #lattice: Lattice;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
  }

  cell(home: Unit, name: string): ValueSlot {
    return this.#slot(home.cells, name, home);
  }

  exported(module: Module, name: string): ValueSlot {
    return this.#slot(module.exported, name, module.unitAt(0));
  }

  field(info: ClassInfo, name: string, isStatic: boolean): ValueSlot {
    return isStatic
      ? this.#slot(info.statics, name, info.home)
      : this.#slot(info.fields, name, info.constructing ?? info.home);
  }

  context(unit: Unit, at: number): ValueSlot {
    return this.#slot(unit.contexts, at, unit);
  }

  callsOf(owner: Unit, path: PathNode): ValueSlot {
    return this.#slot(owner.parameterCalls, path, undefined);
  }

  #slot<K>(slots: Map<K, ValueSlot>, key: K, home: Unit | undefined): ValueSlot {
    let slot = slots.get(key);
    if (slot === undefined) slots.set(key, (slot = new Slot<Unit>(this.#lattice.bottom, home)));
    return slot;
  }

  /** What those functions write that are none of the given ones. */
  valueWithout(slot: ValueSlot, units: ReadonlySet<Unit>): Value {
    let value = this.#lattice.bottom;
    for (const [unit, written] of slot.contributions) if (!units.has(unit)) value = this.#lattice.join(value, written);
    return value;
  }
}
