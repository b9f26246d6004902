import { ts } from '../engine/syntax.ts';
import type { Documents } from './documents.ts';
import { folderOf, foldersUp, isInside } from './paths.ts';

/** What a tsconfig or jsconfig says, as far as it could be understood. */
export interface ProjectConfig {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  readonly references: readonly ts.ProjectReference[];
  /** Lists files one by one, so that other files may belong to it by being imported. */
  readonly listsFiles: boolean;
  /** What is wrong with it. */
  readonly problem: string | undefined;
  readonly commandLine: ts.ParsedCommandLine;
  has(path: string): boolean;
}

/** Finds and reads configurations. They are read once, until `forget`. */
export class Configs {
  readonly #documents: Documents;
  readonly #roots: readonly string[];
  readonly #known = new Map<string, ProjectConfig>();
  readonly #extended = new Map<string, ts.ExtendedConfigCacheEntry>();

  constructor(documents: Documents, roots: readonly string[]) {
    this.#documents = documents;
    this.#roots = roots;
  }

  forget(): void {
    this.#known.clear();
    this.#extended.clear();
  }

  rootOf(path: string): string {
    const holding = this.#roots.filter((root) => this.#isInside(path, root));
    return holding.sort((a, b) => b.length - a.length)[0] ?? folderOf(path);
  }

  /** The configurations above a file, the nearest first. */
  *above(path: string): Generator<ProjectConfig> {
    for (const folder of foldersUp(folderOf(path), this.rootOf(path))) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const candidate = `${folder === '/' ? '' : folder}/${name}`;
        if (!this.#documents.fileExists(candidate)) continue;
        yield this.read(candidate);
        break;
      }
    }
  }

  /** The configuration itself or one that it refers to, whichever lists the file. */
  holderOf(path: string, config: ProjectConfig, seen = new Set<string>()): ProjectConfig | undefined {
    if (seen.has(config.path)) return undefined;
    seen.add(config.path);
    if (config.has(path)) return config;
    for (const referred of this.referencesOf(config)) {
      const holder = this.holderOf(path, referred, seen);
      if (holder !== undefined) return holder;
    }
    return undefined;
  }

  /** What it refers to, as far as that may be read. */
  referencesOf(config: ProjectConfig): readonly ProjectConfig[] {
    return config.references.flatMap((reference) => this.readable(ts.resolveProjectReferencePath(reference)) ?? []);
  }

  /** Undefined for what is missing or out of the workspace. */
  readable(path: string): ProjectConfig | undefined {
    return this.#mayRead(path) && this.#documents.fileExists(path) ? this.read(path) : undefined;
  }

  read(path: string): ProjectConfig {
    const key = this.#documents.canonical(path);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const config = this.#parse(path);
    this.#known.set(key, config);
    return config;
  }

  #parse(path: string): ProjectConfig {
    const json = ts.readJsonConfigFile(path, (file) => this.#readText(file));
    const commandLine = ts.parseJsonSourceFileConfigFileContent(
      json,
      {
        useCaseSensitiveFileNames: this.#documents.isCaseSensitive,
        fileExists: (file) => this.#mayRead(file) && this.#documents.fileExists(file),
        readFile: (file) => this.#readText(file),
        directoryExists: (folder) => this.#documents.directoryExists(folder),
        readDirectory: (root, ...globs) => this.#documents.readDirectory(root, ...globs),
      },
      folderOf(path),
      undefined,
      path,
      undefined,
      undefined,
      this.#extended,
    );
    const names = new Set(commandLine.fileNames.map((file) => this.#documents.canonical(file)));
    const { raw } = commandLine as { raw?: { files?: unknown; include?: unknown } };
    return {
      path,
      options: forAnswers(commandLine.options),
      files: commandLine.fileNames,
      references: commandLine.projectReferences ?? [],
      listsFiles: raw?.files !== undefined && raw.include === undefined && commandLine.fileNames.length > 0,
      problem: problemOf(json, commandLine),
      commandLine,
      has: (file) => names.has(this.#documents.canonical(file)),
    };
  }

  #readText(path: string): string | undefined {
    return this.#mayRead(path) ? this.#documents.read(path) : undefined;
  }

  #isInside(path: string, root: string): boolean {
    return isInside(this.#documents.canonical(path), this.#documents.canonical(root));
  }

  /** An `extends` or a reference that leads out of the workspace is not followed. */
  #mayRead(path: string): boolean {
    return this.#roots.some((root) => this.#isInside(path, root)) || path.includes('/node_modules/');
  }
}

/** For files that no configuration lists; `nearest` lends its options, so that path aliases still resolve. */
export function inferredOptions(nearest: ProjectConfig | undefined): ts.CompilerOptions {
  const options =
    nearest === undefined || nearest.files.length === 0
      ? {
          target: ts.ScriptTarget.ESNext,
          module: ts.ModuleKind.ESNext,
          moduleResolution: ts.ModuleResolutionKind.Bundler,
          jsx: ts.JsxEmit.Preserve,
          strict: true,
          lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
        }
      : nearest.options;
  return forAnswers({ ...options, allowJs: true, checkJs: false, allowImportingTsExtensions: true });
}

/** Nothing is emitted or reported, and TypeScript 6 forgets `@types` unless told. */
function forAnswers(options: ts.CompilerOptions): ts.CompilerOptions {
  return { ...options, types: options.types ?? ['*'], noEmit: true, skipLibCheck: true, maxNodeModuleJsDepth: 0 };
}

const noInputsFound = 18_003;
const emptyFilesList = 18_002;

function problemOf(json: ts.TsConfigSourceFile, commandLine: ts.ParsedCommandLine): string | undefined {
  const syntax = (json as { parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];
  const problems = [...syntax, ...commandLine.errors];
  const isSolution = (commandLine.projectReferences?.length ?? 0) > 0;
  const told = problems.find(({ code }) => !((code === noInputsFound || code === emptyFilesList) && isSolution));
  return told === undefined ? undefined : ts.flattenDiagnosticMessageText(told.messageText, '\n');
}
