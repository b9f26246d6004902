import { repositoryRoot } from '../command.ts';
import { ts } from '../../server/src/engine/syntax.ts';
import { Configs, inferredOptions, type ProjectConfig } from '../../server/src/types/configs.ts';
import { Documents } from '../../server/src/types/documents.ts';
import { folderOf, foldersUp } from '../../server/src/project/paths.ts';
import type { OracleHost } from '../../server/src/types/host.ts';

export interface CompilerError {
  readonly code: number;
  readonly start: number;
  readonly message: string;
  readonly isSyntax: boolean;
}

/** A language service for each tsconfig, apart from the oracle, so that one cannot hide what the other gets wrong. */
export class Compiler {
  readonly #host: OracleHost;
  readonly #documents: Documents;
  readonly #configs: Configs;
  readonly #services = new Map<string, ConfiguredService>();
  readonly #homes = new Map<string, ConfiguredService>();
  #latest: ConfiguredService | undefined;

  constructor(host: OracleHost, root: string) {
    this.#host = host;
    this.#documents = new Documents(host);
    this.#configs = new Configs(this.#documents, [root]);
  }

  /** @param tsconfig undefined for a file that none holds; the nearest one lends its options then */
  add(file: string, tsconfig: string | undefined): void {
    const [nearest] = tsconfig === undefined ? this.#configs.above(file) : [this.#configs.read(tsconfig)];
    const name = `${tsconfig === undefined ? 'inferred' : 'configured'} ${nearest?.path ?? ''}`;
    let service = this.#services.get(name);
    if (service === undefined) {
      service = new ConfiguredService(this.#host, this.#documents, nearest, tsconfig !== undefined);
      this.#services.set(name, service);
    }
    service.files.add(file);
    this.#homes.set(file, service);
  }

  setText(file: string, text: string | undefined): void {
    this.#documents.setText(file, text);
  }

  errorsIn(file: string): readonly CompilerError[] {
    const home = this.#homes.get(file);
    // A large project leaves room for one program beside the oracle's.
    if (home !== this.#latest) this.#latest?.freeMemory();
    this.#latest = home;
    return home?.errorsIn(file) ?? [];
  }

  close(): void {
    for (const service of this.#services.values()) service.close();
  }
}

const zod = `${repositoryRoot}/node_modules/zod`;
/** A project whose packages are not installed is judged as if these were: most code stands on them. */
const nodeTypes = 'node_modules/@types/node/index.d.ts';

/** Edge functions load the validator that a fix writes for over the net; without its types nothing is proved of them. */
const overTheNet: Readonly<Record<string, string[]>> = Object.fromEntries(
  ['npm:zod@', 'https://esm.sh/zod@', 'https://deno.land/x/zod@v'].flatMap((start) => [
    [`${start}3*`, [`${zod}/v3`]],
    [`${start}4*`, [`${zod}/v4`]],
  ]),
);

class ConfiguredService {
  readonly files: Set<string>;
  readonly #service: ts.LanguageService;

  constructor(host: OracleHost, documents: Documents, config: ProjectConfig | undefined, isHolder: boolean) {
    const options = isHolder && config !== undefined ? config.options : optionsOfNone(config);
    this.files = new Set(isHolder ? config?.files : []);
    const home = config === undefined ? host.currentDirectory : folderOf(config.path);
    const isInstalled = foldersUp(home, host.currentDirectory).some((each) =>
      documents.fileExists(`${each}/${nodeTypes}`),
    );
    if (!isInstalled) this.files.add(`${repositoryRoot}/${nodeTypes}`);
    // JavaScript is checked too: a fix that a checker frowns at is none, whether or not the project asks.
    const checked = options.allowJs === true ? { ...options, checkJs: true } : options;
    const settings = { ...checked, paths: { ...overTheNet, ...options.paths } };
    const serviceHost: ts.LanguageServiceHost & { useSourceOfProjectReferenceRedirect(): boolean } = {
      getCompilationSettings: () => settings,
      getScriptFileNames: () => [...this.files],
      getScriptVersion: (file) => String(documents.version(file)),
      getScriptSnapshot: (file) => snapshotOf(documents.readForProgram(file)),
      getCurrentDirectory: () => host.currentDirectory,
      getDefaultLibFileName: (given) => `${host.libFolder}/${ts.getDefaultLibFileName(given)}`,
      getProjectReferences: () => (isHolder ? config?.references : undefined),
      useCaseSensitiveFileNames: () => host.useCaseSensitiveFileNames,
      useSourceOfProjectReferenceRedirect: () => true,
      fileExists: (file) => documents.fileExists(file),
      readFile: (file) => documents.read(file),
      directoryExists: (folder) => documents.directoryExists(folder),
      getDirectories: (folder) => [...documents.getDirectories(folder)],
      // References to other projects are read with it.
      readDirectory: (folder, extensions = [], excludes, includes = [], depth) => [
        ...documents.readDirectory(folder, extensions, excludes, includes, depth),
      ],
      realpath: (file) => documents.realpath(file),
    };
    this.#service = ts.createLanguageService(serviceHost);
  }

  errorsIn(file: string): readonly CompilerError[] {
    if (this.#service.getProgram()?.getSourceFile(file) === undefined) throw new Error(`${file} is in no program.`);
    const types = this.#service
      .getSemanticDiagnostics(file)
      .filter(({ code }) => !ofMissingPackages.has(code) && !(isJavaScript(file) && code === implicitAny));
    return [
      ...this.#service.getSyntacticDiagnostics(file).map((error) => told(error, true)),
      ...types.map((error) => told(error, false)),
    ];
  }

  freeMemory(): void {
    this.#service.cleanupSemanticCache();
  }

  close(): void {
    this.#service.dispose();
  }
}

/** A file that no tsconfig holds is run as it stands, whatever the nearest one wants others made into. */
function optionsOfNone(nearest: ProjectConfig | undefined): ts.CompilerOptions {
  return { ...inferredOptions(nearest), target: ts.ScriptTarget.ESNext };
}

/** A JSX runtime that is not installed, of which one file of many is blamed. */
const ofMissingPackages: ReadonlySet<number> = new Set([2875]);

/** JavaScript has no place to say a parameter's type. */
const implicitAny = 7006;
const isJavaScript = (file: string): boolean => /\.[cm]?jsx?$/.test(file);

const snapshotOf = (text: string | undefined): ts.IScriptSnapshot | undefined =>
  text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);

function told({ code, start = 0, messageText }: ts.Diagnostic, isSyntax: boolean): CompilerError {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' ');
  return { code, start, message, isSyntax };
}
