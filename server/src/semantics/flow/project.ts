import type { ModuleTarget } from '../../engine/snapshot.ts';
import type { ts } from '../../engine/syntax.ts';
import { libraries } from '../libraries/index.ts';
import type { LibraryModel } from '../libraries/model.ts';
import { LibraryAutomaton } from './automaton.ts';
import { builtins, contexts } from './builtins.ts';
import type { ModuleIr } from './ir.ts';
import { lowerModule } from './lower.ts';
import type { FlowFact } from './paths.ts';
import { Solver } from './solver.ts';
import type { Unit } from './units.ts';

/** What the data-flow core asks of the world; answers may change between two calls of `changed`. */
export interface FlowHost {
  tree(file: string): ts.SourceFile | undefined;
  resolveModule(specifier: string, from: string): ModuleTarget;
}

export interface FlowOptions {
  /** Models of the user's own, which win over those that come along. */
  readonly models?: readonly LibraryModel[];
  /** Functions that never reject: `package.member`, or `/path/of/file.function` without the file's ending. */
  readonly neverRejects?: readonly string[];
}

/**
 * The data-flow facts of a project, kept from one version of its files to the next. Files are read when something reaches them;
 * after a change only what depends on it is worked out again.
 */
export class FlowProject {
  readonly solver: Solver;
  readonly #host: FlowHost;

  constructor(host: FlowHost, { models = [], neverRejects = [] }: FlowOptions = {}) {
    this.#host = host;
    const automaton = new LibraryAutomaton<FlowFact>([
      ...neverRejecting(neverRejects),
      ...models,
      ...libraries,
      builtins,
      contexts,
    ]);
    const names = new Set(neverRejects);
    this.solver = new Solver({
      ir: (file, previous) => this.#lowered(file, previous),
      resolve: (specifier, from) => host.resolveModule(specifier, from),
      startOf: (module) => automaton.start(module),
      neverRejects: (unit) => names.size > 0 && names.has(qualifiedName(unit)),
    });
  }

  #lowered(file: string, previous: ModuleIr | undefined): ModuleIr | undefined {
    const tree = this.#host.tree(file);
    return tree === undefined ? undefined : lowerModule(tree, previous);
  }

  /** Works out all that the functions of a file rest on. */
  reach(file: string): readonly Unit[] {
    const module = this.solver.moduleOf(file);
    this.solver.solve();
    return module?.units ?? [];
  }

  /** Takes new versions of files that were reached before; of the others nothing was known. */
  changed(files: readonly string[]): void {
    for (const file of files) this.solver.update(file);
    this.solver.solve();
  }
}

/** The file without its ending, and the function: `/shop/lib/report.track`. */
const qualifiedName = ({ module, body }: Unit): string =>
  `${module.file.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')}.${body.name}`;

/** What the configuration names, as models. */
function neverRejecting(names: readonly string[]): readonly LibraryModel[] {
  return names.flatMap((name) => {
    const library = /^(?:@[^/]+\/)?[^/.]+/.exec(name)?.[0];
    if (library === undefined) return [];
    return [{ library, entries: [{ path: `${name}()`, is: [{ rejects: 'never' }] }] }];
  });
}
