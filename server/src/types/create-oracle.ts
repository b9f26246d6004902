import type { ts } from '../engine/syntax.ts';
import { Changes, type PendingChanges } from './changes.ts';
import { Configs, inferredOptions, type ProjectConfig } from './configs.ts';
import { Documents } from './documents.ts';
import { FileAnswers, type AnswerRoom } from './file-answers.ts';
import type { OracleHost } from './host.ts';
import { servedText } from './native/open-project.ts';
import type { NativeLauncher } from './native/connection.ts';
import { NativeSession } from './native/session.ts';
import type { Backend, FileChanges, FileOracle, OpenedProject, OracleStatistics, TypeOracle } from './oracle.ts';
import { folderOf } from './paths.ts';
import { Project, type World } from './project.ts';
import { Trees } from './trees.ts';

export interface OracleOptions {
  readonly host: OracleHost;
  /** Folders of the workspace; configurations are looked for below them only. */
  readonly roots: readonly string[];
  /** Undefined where TypeScript 6 is to answer, in this process. */
  readonly native?: { readonly launcher: NativeLauncher; readonly notice: (text: string) => void };
}

export interface OracleWithTrees extends TypeOracle {
  /**
   * The tree of a file's present text, the one that the checker answers about. The next call after a change may take
   * nodes over from the tree before, which is dead from then on: drop whatever still walks it.
   */
  sourceFile(path: string): ts.SourceFile | undefined;
}

export function createOracle(options: OracleOptions): OracleWithTrees {
  return new Oracle(options);
}

const largestFile = 1_000_000;
/** Half a configuration would open all projects anew with every key. */
const countsOnceSaved = /(?:^|\/)(?:package|[jt]sconfig[^/]*)\.json$/;
const isCode = /\.[cm]?[jt]sx?$/i;

class Oracle implements OracleWithTrees {
  readonly #world: World;
  readonly #room: AnswerRoom;
  readonly #opened = new Set<string>();
  readonly #projects = new Map<string, Project>();
  readonly #homes = new Map<string, Project>();
  readonly #changes = new Changes();
  readonly #count = { asked: 0, kept: 0, checked: 0, failures: 0, programs: 0, carried: 0 };
  #treesMayBeUnused = false;
  #isClosed = false;

  constructor({ host, roots, native }: OracleOptions) {
    const documents = new Documents(host);
    const configs = new Configs(documents, roots);
    const configText = (path: string): string | null => servedText(configs, path);
    const session = native && new NativeSession({ ...native, host, documents, configText });
    const trees = new Trees(documents, () => session?.isGivenUp !== false);
    this.#world = { host, documents, configs, trees, native: session };
    this.#room = {
      count: this.#count,
      settle: () => this.#settle(),
      recovers: (error) => session?.recovers(error) === true,
      isOpen: (project) => this.#projects.get(project.name) === project,
      spanWhileUnchanged: (file, span) => {
        const version = documents.version(file);
        return () => (documents.version(file) === version ? span : undefined);
      },
    };
  }

  get backend(): Backend {
    return this.#world.native?.isGivenUp === false ? 'native' : 'portable';
  }

  get statistics(): OracleStatistics {
    return { ...this.#count };
  }

  open(tsconfigs: readonly string[]): readonly OpenedProject[] {
    this.#homes.clear();
    return tsconfigs.map((tsconfig) => {
      this.#opened.add(tsconfig);
      const { problem } = this.#world.configs.read(tsconfig);
      return { tsconfig, backend: this.backend, ...(problem === undefined ? {} : { reason: problem }) };
    });
  }

  setText(file: string, text: string | undefined): void {
    const change = this.#world.documents.setText(file, text);
    if (change !== 'none' && !countsOnceSaved.test(file)) this.#changes.add(change, file);
  }

  filesChanged({ changed = [], created = [], deleted = [] }: FileChanges): void {
    const { documents } = this.#world;
    if (created.length + deleted.length > 0) documents.forgetExistence();
    for (const file of changed) {
      if (documents.touch(file) || countsOnceSaved.test(file)) this.#changes.add('changed', file);
    }
    for (const file of created) if (documents.touch(file)) this.#changes.add('created', file);
    for (const file of deleted) if (documents.touch(file)) this.#changes.add('deleted', file);
  }

  forFile(file: string): FileOracle | undefined {
    const home = this.#analysableIn(file);
    return home === undefined ? undefined : new FileAnswers(home, file, this.#room);
  }

  sourceFile(file: string): ts.SourceFile | undefined {
    return this.#analysableIn(file)?.tree(file);
  }

  refresh(file: string): void {
    this.#settle();
    for (const project of this.#projects.values()) project.refresh(file);
  }

  close(): void {
    this.#isClosed = true;
    this.#world.native?.close();
    this.#projects.clear();
    this.#homes.clear();
    this.#world.trees.keepOnly(() => false);
    this.#world.configs.forget();
  }

  #analysableIn(file: string): Project | undefined {
    if (this.#isClosed || !isCode.test(file)) return undefined;
    this.#settle();
    return this.#guarded(() => {
      if (!this.#world.documents.fileExists(file)) return undefined;
      const home = this.#homeOf(file);
      const tree = home.tree(file);
      return tree === undefined || tree.text.length > largestFile ? undefined : home;
    });
  }

  /** After a failure projects may be half up to date, so they are opened anew. */
  #guarded<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (this.#world.native?.recovers(error) === true) return this.#guarded(work);
      this.#count.failures++;
      this.#configsChanged();
      return undefined;
    }
  }

  #homeOf(file: string): Project {
    const name = this.#world.documents.canonical(file);
    let home = this.#homes.get(name);
    if (home === undefined) {
      home = this.#openedHolder(file) ?? this.#foundHolder(file);
      this.#homes.set(name, home);
    }
    return home;
  }

  #openedHolder(file: string): Project | undefined {
    const { configs } = this.#world;
    const holders = [...this.#opened].map((tsconfig) => configs.read(tsconfig)).filter((config) => config.has(file));
    const [nearest] = holders.sort((a, b) => folderOf(b.path).length - folderOf(a.path).length);
    return nearest === undefined ? undefined : this.#configured(nearest);
  }

  #foundHolder(file: string): Project {
    const { configs } = this.#world;
    let nearest: ProjectConfig | undefined;
    for (const config of configs.above(file)) {
      nearest ??= config;
      const holder = configs.holderOf(file, config);
      if (holder !== undefined) return this.#configured(holder);
      if (!config.listsFiles) continue;
      const project = this.#configured(config);
      project.program();
      if (project.holds(file)) return project;
    }
    const options = inferredOptions(nearest);
    const project = this.#project(`inferred ${nearest?.path ?? configs.rootOf(file)}`, undefined, options);
    project.addFile(file);
    return project;
  }

  #configured(config: ProjectConfig): Project {
    return this.#project(config.path, config, config.options);
  }

  #project(name: string, config: ProjectConfig | undefined, options: ts.CompilerOptions): Project {
    let project = this.#projects.get(name);
    if (project === undefined) {
      project = new Project(this.#world, { name, config, options }, (rebound) => this.#built(name, rebound));
      this.#projects.set(name, project);
    }
    return project;
  }

  #built(name: string, rebound: readonly string[]): void {
    this.#count.programs++;
    const key = this.#projects.get(name)?.key;
    for (const [other, project] of this.#projects) {
      if (other === name || project.key !== key) continue;
      for (const path of rebound) project.wasRebound(path);
    }
    if (this.#treesMayBeUnused) this.#freeTrees();
  }

  #freeTrees(): void {
    this.#treesMayBeUnused = false;
    const projects = [...this.#projects.values()];
    const isUsed = (path: string, key: string): boolean =>
      projects.some((project) => project.key === key && (!project.isBuilt || project.holds(path)));
    this.#world.trees.keepOnly(isUsed);
  }

  #settle(): void {
    if (this.#changes.isEmpty) return;
    this.#guarded(() => this.#apply(this.#changes.take()));
  }

  #apply(changes: PendingChanges): void {
    const { edited, appeared, vanished, packages, configs } = changes;
    this.#world.native?.changed(changes);
    if (configs) this.#configsChanged();
    if (packages) this.#packagesChanged();
    if (appeared.length + vanished.length > 0) this.#filesCameAndWent(appeared, vanished);
    for (const file of edited) this.#fileEdited(file);
    for (const project of this.#projects.values()) if (project.hasFailed) project.becomeOutdated();
  }

  #packagesChanged(): void {
    this.#world.documents.forgetExistence();
    this.#world.trees.touchPackages();
    for (const project of this.#projects.values()) project.packagesChanged();
  }

  #configsChanged(): void {
    this.#world.configs.forget();
    this.#world.native?.restart();
    this.#projects.clear();
    this.#homes.clear();
    this.#treesMayBeUnused = true;
  }

  #filesCameAndWent(appeared: readonly string[], vanished: readonly string[]): void {
    const { configs, trees } = this.#world;
    configs.forget();
    this.#homes.clear();
    for (const file of vanished) trees.forget(file);
    const gone = new Set(vanished);
    for (const project of this.#projects.values()) {
      const { config } = project;
      const files = config === undefined ? project.files : configs.read(config.path).files;
      project.filesChanged(
        files.filter((file) => !gone.has(file)),
        appeared,
        vanished,
      );
    }
    // What vanished and came back is a change of text.
    for (const file of appeared) this.#fileEdited(file);
  }

  #forEachProject(work: (project: Project) => void): void {
    for (const project of this.#projects.values()) work(project);
  }

  #fileEdited(file: string): void {
    const { trees } = this.#world;
    const isKnown = trees.has(file);
    const edit = trees.edit(file);
    if (edit === undefined) {
      // The native process reads files of which no tree was ever asked for, or could not before.
      if (!isKnown && this.backend === 'native') this.#forEachProject((project) => project.becomeOutdated());
      return;
    }
    const { carried } = edit;
    if (carried !== undefined) this.#count.carried++;
    for (const project of this.#projects.values()) {
      if (!project.holds(file)) continue;
      const inItsTree = carried?.get(project.key);
      if (inItsTree === undefined) project.becomeOutdated();
      else project.bodyEdited(file, inItsTree);
    }
  }
}
