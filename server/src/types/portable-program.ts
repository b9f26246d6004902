import { ts } from '../engine/syntax.ts';
import type { BuiltProgram } from './built-program.ts';
import type { ProgramHost } from './compiler-internals.ts';
import type { Configs, ProjectConfig } from './configs.ts';
import type { Documents } from './documents.ts';
import type { BodiedFunction } from './edit-scope.ts';
import type { OracleHost } from './host.ts';
import { thenablesOf } from './questions/thenable.ts';
import type { Resolutions } from './resolutions.ts';
import { changesWhatItReturns } from './returned-promises.ts';
import type { ParseContext, Trees } from './trees.ts';

interface ProgramWorld {
  readonly host: OracleHost;
  readonly documents: Documents;
  readonly trees: Trees;
  readonly configs: Configs;
}

interface ProgramProject extends ParseContext {
  readonly config: ProjectConfig | undefined;
}

/** The programs that TypeScript 6 makes of one project in this process, each with what the one before it knew. */
export class PortablePrograms {
  readonly host: ProgramHost;
  readonly #world: ProgramWorld;
  readonly #project: ProgramProject;
  readonly #resolutions: Resolutions;
  #last: ts.Program | undefined;
  #typesChanged = false;

  constructor(world: ProgramWorld, project: ProgramProject, resolutions: Resolutions) {
    this.#world = world;
    this.#project = project;
    this.#resolutions = resolutions;
    this.host = this.#programHost();
  }

  /** Other packages may bring types of their own accord now. */
  packagesChanged(): void {
    this.#typesChanged = true;
  }

  build(files: readonly string[]): BuiltProgram {
    const { options, config } = this.#project;
    const oldProgram = this.#last;
    // Should the compiler fail, the next attempt starts from nothing.
    this.#last = undefined;
    const program = ts.createProgram({
      rootNames: files,
      options,
      host: this.host,
      ...(oldProgram === undefined ? {} : { oldProgram }),
      ...(config === undefined ? {} : { projectReferences: config.references }),
    });
    this.#last = program;
    this.#resolutions.settled();
    this.#typesChanged = false;
    return new PortableProgram(program, this.#world.host.libFolder);
  }

  #programHost(): ProgramHost {
    const { documents, host: outside, configs, trees } = this.#world;
    const { libFolder } = outside;
    const host: ProgramHost = {
      getSourceFile: (path) => trees.get(path, this.#project),
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

class PortableProgram implements BuiltProgram {
  readonly checker: ts.TypeChecker;
  readonly libFolder: string;
  readonly isCurrent = true;
  readonly #program: ts.Program;

  constructor(program: ts.Program, libFolder: string) {
    this.#program = program;
    this.checker = program.getTypeChecker();
    this.libFolder = libFolder;
  }

  /** Here one question costs what it costs in a batch. */
  foresee(): void {}

  holds(path: string): boolean {
    return this.#program.getSourceFile(path) !== undefined;
  }

  changesWhatItReturns(fn: BodiedFunction): boolean {
    try {
      const signature = this.checker.getSignatureFromDeclaration(fn);
      if (signature === undefined) return false;
      // Whoever asks for the function's type from outside is led to its present body.
      signature.declaration = fn;
      return changesWhatItReturns(this.checker, thenablesOf(this.checker, this.libFolder), fn, signature);
    } catch {
      return true;
    }
  }
}
