import { ts } from '../engine/syntax.ts';
import type { BuiltProgram } from './built-program.ts';
import type { CarriedEdit } from './carry-edit.ts';
import { getSetExternalModuleIndicator } from './compiler-internals.ts';
import type { Configs, ProjectConfig } from './configs.ts';
import type { Documents } from './documents.ts';
import type { OracleHost } from './host.ts';
import { KeptAnswers } from './kept-answers.ts';
import { openNative } from './native/open-project.ts';
import type { NativeSession } from './native/session.ts';
import { isInside } from './paths.ts';
import { PortablePrograms } from './portable-program.ts';
import { Resolutions } from './resolutions.ts';
import type { ParseContext, Trees } from './trees.ts';
import { untouchedCode } from './untouched-code.ts';

export interface World {
  readonly host: OracleHost;
  readonly documents: Documents;
  readonly trees: Trees;
  readonly configs: Configs;
  /** Undefined where TypeScript 6 answers, in this process. */
  readonly native: NativeSession | undefined;
}

export interface ProjectSource {
  readonly name: string;
  readonly config: ProjectConfig | undefined;
  readonly options: ts.CompilerOptions;
}

/** A checker sees more and more of what it had said before with each edit carried into it. */
const mostCarriedEdits = 1000;
const mostFailures = 3;

/** One program and its checker, made when a question needs them and not before. */
export class Project implements ParseContext {
  readonly name: string;
  readonly key: string;
  readonly options: ts.CompilerOptions;
  /** Undefined for an inferred project. */
  readonly config: ProjectConfig | undefined;
  readonly kept = new KeptAnswers();
  readonly #world: World;
  readonly #portable: PortablePrograms;
  readonly #resolutions: Resolutions;
  readonly #carried = new Set<string>();
  readonly #onBuilt: (rebound: readonly string[]) => void;
  #files: readonly string[];
  #program: BuiltProgram | undefined;
  #isOutdated = true;
  #carriedEdits = 0;
  #failures = 0;

  constructor(
    world: World,
    { name, config, options }: ProjectSource,
    /** Told which trees were bound anew although they had been in use. */
    onBuilt: (rebound: readonly string[]) => void,
  ) {
    this.name = name;
    this.config = config;
    this.options = options;
    this.#world = world;
    this.#files = config?.files ?? [];
    this.#onBuilt = onBuilt;
    this.key = registry.getKeyForCompilationSettings(options);
    this.#resolutions = new Resolutions(world.documents, options, world.host.currentDirectory);
    this.#portable = new PortablePrograms(world, this, this.#resolutions);
  }

  /** Without building anything: whether the program, as far as there is one, contains the file. */
  holds(path: string): boolean {
    return this.#program?.holds(path) === true;
  }

  get isBuilt(): boolean {
    return this.#program !== undefined;
  }

  /** Complete with parents. */
  tree(path: string): ts.SourceFile | undefined {
    if (!this.setsParents(path)) this.program();
    return this.#world.trees.get(path, this);
  }

  /** The binder sets them too, and most of what a portable program holds is only ever seen after it. */
  setsParents(path: string): boolean {
    return this.#native !== undefined || !this.#isForeign(path);
  }

  #isForeign(path: string): boolean {
    return path.includes('/node_modules/') || isInside(path, this.#world.host.libFolder);
  }

  /** Throws when the compiler does; then again without trying until something changes. */
  program(): BuiltProgram {
    if (this.#failures > mostFailures) throw new Error(`No checker for ${this.name}.`);
    const known = this.#program;
    if (known === undefined || this.#isOutdated) return this.#build();
    if (known.isCurrent) return known;
    // Another project was opened, or an edit inside a body: the same program, asked about another moment.
    this.#program = this.#made();
    return this.#program;
  }

  get hasFailed(): boolean {
    return this.#failures > 0;
  }

  /** After an exception a checker may have lost its way. */
  failed(): void {
    this.#failures++;
    this.#isOutdated = true;
  }

  /** For inferred projects, which hold what was asked for. What was answered about other files stands. */
  addFile(path: string): void {
    if (this.#files.includes(path)) return;
    this.#files = [...this.#files, path];
    if (!this.holds(path)) this.#isOutdated = true;
  }

  get files(): readonly string[] {
    return this.#files;
  }

  becomeOutdated(): void {
    this.#isOutdated = true;
    this.#failures = 0;
    this.kept.clear();
  }

  /** The checker goes on with the edit in it. */
  bodyEdited(path: string, edit: CarriedEdit): void {
    const { fn } = edit;
    this.kept.bodyEdited(path, edit, untouchedCode(edit));
    this.#carried.add(path);
    this.#carriedEdits++;
    const program = this.#program;
    if (program === undefined || this.#isOutdated) return;
    if (this.#carriedEdits > mostCarriedEdits) this.#isOutdated = true;
    else if (program.changesWhatItReturns(fn)) this.becomeOutdated();
  }

  /** Lets the next question see what edits inside bodies may have changed outside of them. */
  refresh(path: string): void {
    if (this.#carried.size > 0) this.#isOutdated = true;
    this.kept.drop(path);
  }

  /** The tree was bound anew for another project, which this one's checker cannot follow. */
  wasRebound(path: string): void {
    if (this.#carried.delete(path)) this.#isOutdated = true;
  }

  filesChanged(files: readonly string[], appeared: readonly string[], vanished: readonly string[]): void {
    this.#files = files;
    if (appeared.length > 0) this.#resolutions.filesAppeared(appeared);
    if (vanished.length > 0) this.#resolutions.filesVanished(vanished);
    this.becomeOutdated();
  }

  packagesChanged(): void {
    this.#resolutions.forgetAll();
    this.#portable.packagesChanged();
    this.becomeOutdated();
  }

  parseOptions(path: string): ts.CreateSourceFileOptions {
    const packages = this.#resolutions.cache.getPackageJsonInfoCache();
    const impliedNodeFormat = ts.getImpliedNodeFormatForFile(path, packages, this.#portable.host, this.options);
    return {
      languageVersion: this.options.target ?? ts.ScriptTarget.ESNext,
      setExternalModuleIndicator: getSetExternalModuleIndicator(this.options),
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
      ...(impliedNodeFormat === undefined ? {} : { impliedNodeFormat }),
    };
  }

  #build(): BuiltProgram {
    const rebound = [...this.#carried];
    for (const path of rebound) this.#world.trees.unbind(path, this.key);
    this.#carried.clear();
    this.#carriedEdits = 0;
    const program = this.#made();
    this.#program = program;
    this.#isOutdated = false;
    this.#onBuilt(rebound);
    return program;
  }

  #made(): BuiltProgram {
    const native = this.#native;
    return native === undefined ? this.#portable.build(this.#files) : openNative(native, this.#world, this);
  }

  get #native(): NativeSession | undefined {
    const { native } = this.#world;
    return native?.isGivenUp === false ? native : undefined;
  }
}

/** Only for its key: which options make trees differ. */
const registry = ts.createDocumentRegistry();
