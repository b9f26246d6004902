import type { ModuleTarget } from '../../../server/src/engine/snapshot.ts';
import { ts } from '../../../server/src/engine/syntax.ts';
import { FlowProject, type FlowOptions } from '../../../server/src/semantics/flow/project.ts';
import type { Unit } from '../../../server/src/semantics/flow/units.ts';
import { canonicalModule } from '../../../server/src/semantics/modules.ts';

/** A small project in memory, by path. */
export class Sample {
  readonly #trees = new Map<string, ts.SourceFile>();
  readonly project: FlowProject;

  constructor(files: Readonly<Record<string, string>>, options: FlowOptions = {}) {
    for (const [file, text] of Object.entries(files)) this.#put(file, text);
    this.project = new FlowProject(
      { tree: (file) => this.#trees.get(file), resolveModule: (specifier, from) => this.#resolve(specifier, from) },
      options,
    );
  }

  #put(file: string, text: string): void {
    this.#trees.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }

  #resolve(specifier: string, from: string): ModuleTarget {
    if (specifier.startsWith('.')) {
      const { pathname } = new URL(specifier, `file://${from}`);
      const bare = pathname.replace(/\.[cm]?[jt]s$/, '');
      const file = [pathname, ...['.ts', '.js', '/index.ts'].map((end) => bare + end)].find((each) =>
        this.#trees.has(each),
      );
      return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file };
    }
    const name = canonicalModule(specifier)?.name;
    return name === undefined ? { kind: 'unresolved' } : { kind: 'package', name };
  }

  edit(file: string, change: (text: string) => string): void {
    this.#put(file, change(this.#trees.get(file)?.text ?? ''));
    this.project.changed([file]);
  }

  /** The function of a file by its id, worked out. */
  unit(file: string, id: string): Unit {
    const unit = this.project.reach(file).find((each) => each.id === id);
    if (unit === undefined) throw new Error(`no function ${id} in ${file}`);
    return unit;
  }

  reachAll(): void {
    for (const file of this.#trees.keys()) this.project.reach(file);
  }

  texts(): Record<string, string> {
    return Object.fromEntries([...this.#trees].map(([file, { text }]) => [file, text]));
  }
}
