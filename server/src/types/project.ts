import { ts } from '../engine/syntax.ts';
import type { CarriedEdit } from './carry-edit.ts';
import { getSetExternalModuleIndicator, type ProgramHost } from './compiler-internals.ts';
import type { Configs, ProjectConfig } from './configs.ts';
import type { Documents } from './documents.ts';
import type { BodiedFunction } from './edit-scope.ts';
import type { OracleHost } from './host.ts';
import { KeptAnswers } from './kept-answers.ts';
import { isInside } from './paths.ts';
import { thenablesOf } from './questions/thenable.ts';
import { Resolutions } from './resolutions.ts';
import { changesWhatItReturns } from './returned-promises.ts';
import type { ParseContext, Trees } from './trees.ts';
import { untouchedCode } from './untouched-code.ts';

export interface World {
  readonly host: OracleHost;
  readonly documents: Documents;
  readonly trees: Trees;
  readonly configs: Configs;
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
  readonly #host: ProgramHost;
  readonly #resolutions: Resolutions;
  readonly #carried = new Set<string>();
  readonly #onBuilt: (rebound: readonly string[]) => void;
  #files: readonly string[];
  #program: ts.Program | undefined;
  #checker: ts.TypeChecker | undefined;
  #carriedEdits = 0;
  #failures = 0;
  #typesChanged = false;

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
    this.#host = this.#programHost();
  }

  /** Without building anything: whether the program, as far as there is one, contains the file. */
  holds(path: string): boolean {
    return this.#program?.getSourceFile(path) !== undefined;
  }

  get isBuilt(): boolean {
    return this.#program !== undefined;
  }

  /** Complete with parents. */
  tree(path: string): ts.SourceFile | undefined {
    if (this.isForeign(path)) this.checker();
    return this.#world.trees.get(path, this);
  }

  isForeign(path: string): boolean {
    return path.includes('/node_modules/') || isInside(path, this.#world.host.libFolder);
  }

  /** Throws when the compiler does; then again without trying until something changes. */
  checker(): ts.TypeChecker {
    if (this.#failures > mostFailures) throw new Error(`No checker for ${this.name}.`);
    this.#checker ??= this.#build();
    return this.#checker;
  }

  get hasFailed(): boolean {
    return this.#failures > 0;
  }

  /** After an exception a checker may have lost its way. */
  failed(): void {
    this.#failures++;
    this.#checker = undefined;
  }

  /** For inferred projects, which hold what was asked for. What was answered about other files stands. */
  addFile(path: string): void {
    if (this.#files.includes(path)) return;
    this.#files = [...this.#files, path];
    if (!this.holds(path)) this.#checker = undefined;
  }

  get files(): readonly string[] {
    return this.#files;
  }

  becomeOutdated(): void {
    this.#checker = undefined;
    this.#failures = 0;
    this.kept.clear();
  }

  /** The checker goes on with the edit in it. */
  bodyEdited(path: string, edit: CarriedEdit): void {
    const { fn } = edit;
    this.kept.bodyEdited(path, edit, untouchedCode(edit));
    this.#carried.add(path);
    this.#carriedEdits++;
    if (this.#checker === undefined) return;
    if (this.#carriedEdits > mostCarriedEdits) this.#checker = undefined;
    else if (this.#changedWhatItReturns(this.#checker, fn)) this.becomeOutdated();
  }

  #changedWhatItReturns(checker: ts.TypeChecker, fn: BodiedFunction): boolean {
    try {
      const signature = checker.getSignatureFromDeclaration(fn);
      if (signature === undefined) return false;
      // Whoever asks for the function's type from outside is led to its present body.
      signature.declaration = fn;
      return changesWhatItReturns(checker, thenablesOf(checker, this.#world.host.libFolder), fn, signature);
    } catch {
      return true;
    }
  }

  /** Lets the next question see what edits inside bodies may have changed outside of them. */
  refresh(path: string): void {
    if (this.#carried.size > 0) this.#checker = undefined;
    this.kept.drop(path);
  }

  /** The tree was bound anew for another project, which this one's checker cannot follow. */
  wasRebound(path: string): void {
    if (this.#carried.delete(path)) this.#checker = undefined;
  }

  filesChanged(files: readonly string[], appeared: readonly string[], vanished: readonly string[]): void {
    this.#files = files;
    if (appeared.length > 0) this.#resolutions.filesAppeared(appeared);
    if (vanished.length > 0) this.#resolutions.filesVanished(vanished);
    this.becomeOutdated();
  }

  packagesChanged(): void {
    this.#resolutions.forgetAll();
    this.#typesChanged = true;
    this.becomeOutdated();
  }

  parseOptions(path: string): ts.CreateSourceFileOptions {
    const packages = this.#resolutions.cache.getPackageJsonInfoCache();
    const impliedNodeFormat = ts.getImpliedNodeFormatForFile(path, packages, this.#host, this.options);
    return {
      languageVersion: this.options.target ?? ts.ScriptTarget.ESNext,
      setExternalModuleIndicator: getSetExternalModuleIndicator(this.options),
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
      ...(impliedNodeFormat === undefined ? {} : { impliedNodeFormat }),
    };
  }

  #build(): ts.TypeChecker {
    const rebound = [...this.#carried];
    for (const path of rebound) this.#world.trees.unbind(path, this.key);
    this.#carried.clear();
    this.#carriedEdits = 0;
    const oldProgram = this.#program;
    // Should the compiler fail, the next attempt starts from nothing.
    this.#program = undefined;
    this.#program = ts.createProgram({
      rootNames: this.#files,
      options: this.options,
      host: this.#host,
      ...(oldProgram === undefined ? {} : { oldProgram }),
      ...(this.config === undefined ? {} : { projectReferences: this.config.references }),
    });
    this.#resolutions.settled();
    this.#typesChanged = false;
    const checker = this.#program.getTypeChecker();
    this.#onBuilt(rebound);
    return checker;
  }

  #programHost(): ProgramHost {
    const { documents, host: outside, configs, trees } = this.#world;
    const { libFolder } = outside;
    const host: ProgramHost = {
      getSourceFile: (path) => trees.get(path, this),
      getDefaultLibFileName: (options) => `${libFolder}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => libFolder,
      writeFile: () => undefined,
      getCurrentDirectory: () => outside.currentDirectory,
      getCanonicalFileName: (path) => documents.canonical(path),
      useCaseSensitiveFileNames: () => outside.useCaseSensitiveFileNames,
      getNewLine: () => '\n',
      fileExists: (path) => documents.fileExists(path),
      readFile: (path) => documents.read(path),
      directoryExists: (path) => documents.directoryExists(path),
      getDirectories: (path) => [...documents.getDirectories(path)],
      realpath: (path) => documents.realpath(path),
      getModuleResolutionCache: () => this.#resolutions.cache,
      resolveModuleNameLiterals: (literals, _containing, redirected, options, file) =>
        this.#resolutions.resolve(literals, file, options, redirected, host),
      getParsedCommandLine: (path) => configs.read(path).commandLine,
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
      hasInvalidatedResolutions: (path) => this.#resolutions.isOutdated(path),
      hasChangedAutomaticTypeDirectiveNames: () => this.#typesChanged,
      useSourceOfProjectReferenceRedirect: () => true,
    };
    return host;
  }
}

/** Only for its key: which options make trees differ. */
const registry = ts.createDocumentRegistry();
