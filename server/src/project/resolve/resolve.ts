import type { ModuleTarget } from '../../engine/snapshot.ts';
import { canonicalModule } from '../../semantics/modules.ts';
import { folderOf, isInstalled, joined } from '../paths.ts';
import type { ResolveContext } from './context.ts';
import { probe } from './probe.ts';
import { TsconfigPaths } from './tsconfig-paths.ts';

const unresolved: ModuleTarget = { kind: 'unresolved' };

/** Finds the file or package behind a specifier. Answers are kept until `forget`. */
export class ModuleResolver {
  readonly #context: ResolveContext;
  readonly #tsconfigs: TsconfigPaths;
  readonly #known = new Map<string, Map<string, ModuleTarget>>();

  constructor(context: ResolveContext) {
    this.#context = context;
    this.#tsconfigs = new TsconfigPaths(context);
  }

  resolve(specifier: string, from: string): ModuleTarget {
    const folder = folderOf(from);
    let answers = this.#known.get(folder);
    if (answers === undefined) this.#known.set(folder, (answers = new Map()));
    let answer = answers.get(specifier);
    if (answer === undefined) answers.set(specifier, (answer = this.#find(specifier, folder)));
    return answer;
  }

  forget(): void {
    this.#known.clear();
    this.#tsconfigs.forget();
  }

  #find(specifier: string, folder: string): ModuleTarget {
    // Bundlers take a query behind the path: `./worker.ts?worker`.
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.#file(joined(folder, specifier.replace(/\?.*$/, '')));
    if (specifier.startsWith('/')) return this.#file(joined(this.#context.rootOf(folder) ?? '/', `.${specifier}`));
    const mapped = this.#tsconfigs.resolve(specifier, folder);
    if (mapped !== undefined && !isInstalled(mapped)) return { kind: 'file', file: mapped };
    const name = canonicalModule(specifier)?.name;
    return name === undefined ? unresolved : { kind: 'package', name };
  }

  #file(path: string): ModuleTarget {
    if (isInstalled(path)) {
      const name = canonicalModule(path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length))?.name;
      return name === undefined ? unresolved : { kind: 'package', name };
    }
    const file = probe(this.#context.files, path);
    return file === undefined ? unresolved : { kind: 'file', file };
  }
}
