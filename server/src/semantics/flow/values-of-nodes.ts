import type { ts } from '../../engine/syntax.ts';
import type { FunctionPlace, ModuleIr } from './ir.ts';
import { lowerBody } from './lower.ts';
import { Code } from './lowering/code.ts';
import { Outline, type OutlinedFunction } from './lowering/outline.ts';

export interface PlacedValue {
  readonly place: FunctionPlace;
  readonly value: number;
}

/** What was noted of the functions of one tree. */
class Recording {
  readonly outline: Outline;
  readonly #code = new Code();
  readonly #values = new Map<OutlinedFunction, ReadonlyMap<ts.Node, number>>();

  constructor(tree: ts.SourceFile) {
    this.outline = new Outline(tree);
  }

  /** Lowers the function once more, which gives the same values, to see which expression gets which. */
  valuesOf(outlined: OutlinedFunction): ReadonlyMap<ts.Node, number> {
    let values = this.#values.get(outlined);
    if (values === undefined) {
      const recorded = new Map<ts.Node, number>();
      lowerBody(this.outline, outlined, this.#code, recorded);
      this.#values.set(outlined, (values = recorded));
    }
    return values;
  }
}

const recordings = new WeakMap<ts.SourceFile, Recording>();

/**
 * The instruction that an expression of the tree comes to, in the function that evaluates it; undefined for what is no
 * expression that runs. `module` is that tree lowered.
 */
export function valueOf(tree: ts.SourceFile, module: ModuleIr, node: ts.Expression): PlacedValue | undefined {
  let recording = recordings.get(tree);
  if (recording === undefined) recordings.set(tree, (recording = new Recording(tree)));
  // A decorator or a computed name stands in a function that it does not belong to.
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    const outlined = recording.outline.functionAt(each);
    const value = outlined === undefined ? undefined : recording.valuesOf(outlined).get(node);
    const place = outlined === undefined ? undefined : module.functions[outlined.index];
    if (value !== undefined && place !== undefined) return { place, value };
  }
  return undefined;
}
