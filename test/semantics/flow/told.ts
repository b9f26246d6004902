import type { Failure, Value } from '../../../server/src/semantics/flow/lattice.ts';
import type { PathNode } from '../../../server/src/semantics/flow/paths.ts';
import type { Solver } from '../../../server/src/semantics/flow/solver.ts';
import type { Unit } from '../../../server/src/semantics/flow/units.ts';
import type { Sample } from './sample.ts';

/** All summaries as text that does not depend on numbers given on the way. */
export function told(sample: Sample): Record<string, string> {
  const { solver } = sample.project;
  const words = new Words(solver);
  const units = solver.modules.all.flatMap(({ units: all }) => all);
  return Object.fromEntries(
    units.map((unit) => [nameOf(unit), words.summary(unit)]).sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  );
}

const nameOf = (unit: Unit | undefined): string => (unit === undefined ? 'none' : `${unit.module.file}#${unit.id}`);

class Words {
  readonly #solver: Solver;

  constructor(solver: Solver) {
    this.#solver = solver;
  }

  summary({ summary }: Unit): string {
    const { returns, failure, thrown, effects, awaits } = summary;
    return [this.value(returns), this.failure(failure), this.value(thrown), effects, awaits].join(' | ');
  }

  value({ paths, fields, promise, isSaturated }: Value): string {
    const parts = [...paths.map((path) => this.path(path)).sort()];
    if (isSaturated) parts.push('saturated');
    if (fields !== undefined)
      parts.push(`{${[...fields].map(([name, value]) => `${name}: ${this.value(value)}`).join(', ')}}`);
    if (promise !== undefined) parts.push(`promise(${this.value(promise.of)}; ${this.failure(promise.failure)})`);
    return parts.join('|');
  }

  failure({ may, minor, conditions }: Failure): string {
    return [may, minor, ...conditions.map(({ when, path }) => `${when} ${this.path(path)}`).sort()].join(' ');
  }

  path(node: PathNode): string {
    return node.parent === undefined || node.origin.kind === 'library'
      ? this.#root(node)
      : `${this.path(node.parent)}${node.edge ?? ''}`;
  }

  #root({ origin, state }: PathNode): string {
    switch (origin.kind) {
      case 'parameter':
        return `${nameOf(this.#solver.unit(origin.unit))}(${String(origin.index)})`;
      case 'function':
        return `${nameOf(this.#solver.unit(origin.unit))}${this.#frame(origin.frame)}`;
      case 'class':
        return `class ${this.#shape(origin.shape)}`;
      case 'instance':
        return `new ${this.#shape(origin.shape)}${this.#frame(origin.frame)}`;
      case 'namespace':
        return `module ${this.#solver.modules.all[origin.module]?.file ?? ''}`;
      case 'library':
        return `${origin.module} ${JSON.stringify(state?.facts ?? 'unknown')}`;
      default:
        return origin.kind;
    }
  }

  #shape(number: number): string {
    const shape = this.#solver.shape(number);
    return `${nameOf(shape?.home)}#${String(shape?.position)}`;
  }

  #frame(number: number): string {
    const frame = this.#solver.lattice.frames[number];
    return frame === undefined ? '' : `[${frame.given.map((value) => this.value(value)).join('; ')}]`;
  }
}
