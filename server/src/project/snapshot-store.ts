import type { FileFacts, Snapshot } from '../engine/snapshot.ts';
import type { ts } from '../engine/syntax.ts';
import { classify, classOfText } from '../semantics/classify.ts';
import { noteHosted } from '../semantics/hosted-files.ts';
import type { FileChanges, FileOracle } from '../types/oracle.ts';
import { Commands } from './commands.ts';
import type { ProjectFileSystem } from './file-system.ts';
import { codeBelow } from './code-below.ts';
import { Hosting } from './hosting/hosting.ts';
import { GitTracking } from './git-tracking.ts';
import { JsonFiles } from './json-files.ts';
import { NamedElsewhere } from './named-elsewhere.ts';
import { Packages } from './packages.ts';
import { isInside, nameOf } from './paths.ts';
import { ProjectFiles } from './project-files.ts';
import { RejectionListeners } from './rejection-listeners.ts';
import { ModuleResolver } from './resolve/resolve.ts';
import { HoldingFiles, routing, settingsLoading } from './holding-files.ts';
import { StoredSnapshot, type Present } from './stored-snapshot.ts';
import { Trees, type TreeProvider } from './trees.ts';
import { isNamedAsText } from './text-files.ts';
import { originalOf } from './stray-copies.ts';
import { Texts } from './texts.ts';
import { lockNames, PackageVersions } from './versions/package-versions.ts';

export interface ProjectOptions {
  readonly fileSystem: ProjectFileSystem;
  /** Workspace folders: no configuration above them is read. */
  readonly roots: readonly string[];
  readonly oracle?: (file: string) => FileOracle | undefined;
  /** Trees that the oracle already holds for the same text, so that nothing is parsed twice. */
  readonly sourceFile?: TreeProvider;
}

/** Files whose change sways how modules resolve or files are classed. */
const configuration =
  /^(?:package\.json|[jt]sconfig.*\.json|deno\.jsonc?|import_?map\.json|vercel\.json|netlify\.toml|config\.toml|pnpm-workspace\.yaml|lerna\.json|\.yarnrc\.yml)$/;

/**
 * The files of a workspace over time: takes in edits and changes on disk, gives out snapshots. A tree is brought up to
 * date when a snapshot after the edit is first asked for it; then the nodes of the older tree move into the new one, so
 * end or drop an analysis of the older snapshot before that.
 */
export class ProjectStore {
  readonly #options: ProjectOptions;
  readonly #files: ProjectFiles;
  readonly #texts: Texts;
  readonly #json: JsonFiles;
  readonly #trees: Trees;
  readonly #packages: Packages;
  readonly #hosting: Hosting;
  readonly #resolver: ModuleResolver;
  readonly #versions: PackageVersions;
  readonly #commands: Commands;
  readonly #listeners: RejectionListeners;
  readonly #named: NamedElsewhere;
  readonly #routes: HoldingFiles;
  readonly #settings: HoldingFiles;
  readonly #tracking: GitTracking;
  #facts = new WeakMap<ts.SourceFile, FileFacts>();
  #roots: readonly string[];
  #latest: StoredSnapshot | undefined;

  constructor(options: ProjectOptions) {
    this.#options = options;
    this.#roots = options.roots;
    this.#files = new ProjectFiles(options.fileSystem);
    this.#texts = new Texts(this.#files);
    this.#json = new JsonFiles(this.#files);
    this.#trees = new Trees(this.#files, options.sourceFile);
    this.#commands = new Commands(this.#json);
    const rootOf = (path: string): string | undefined => this.#rootOf(path);
    this.#packages = new Packages(this.#json, rootOf);
    this.#hosting = new Hosting({ files: this.#files, json: this.#json, rootOf });
    this.#resolver = new ModuleResolver({
      files: this.#files,
      json: this.#json,
      rootOf,
      roots: () => this.#roots,
    });
    this.#tracking = new GitTracking({
      files: this.#files,
      readBytes: (path) => options.fileSystem.readBytes?.(path),
      rootOf,
    });
    this.#versions = new PackageVersions({
      files: this.#files,
      json: this.#json,
      rootOf,
      homeOf: (name, folder) => this.#resolver.homeOf(name, folder),
    });
    this.#named = new NamedElsewhere({ files: this.#files, rootOf });
    const ofPackage = {
      files: this.#files,
      homeOf: (file: string) => this.#packages.of(file)?.file.replace(/\/[^/]*$/, '') ?? rootOf(file),
    };
    this.#routes = new HoldingFiles(routing, ofPackage);
    this.#settings = new HoldingFiles(settingsLoading, ofPackage);
    this.#listeners = new RejectionListeners({
      files: this.#files,
      json: this.#json,
      packageOf: (file) => this.#packages.of(file),
      resolve: (specifier, from) => {
        const target = this.#resolver.resolve(specifier, from);
        return target.kind === 'file' ? target.file : undefined;
      },
    });
  }

  /** The same object until something changes. */
  snapshot(): Snapshot {
    this.#latest ??= new StoredSnapshot(this.#current);
    return this.#latest;
  }

  setRoots(roots: readonly string[]): void {
    this.#roots = roots;
    this.#leaveLatest();
    this.#forgetConfiguration();
  }

  /** Unsaved text; undefined goes back to the text on disk. */
  setText(file: string, text: string | undefined): void {
    const before = this.#files.unsavedText(file);
    if (before === text) return;
    this.#leaveLatest(file);
    const existed = this.#files.exists(file);
    this.#files.setText(file, text);
    this.#trees.touch(file);
    this.#listeners.touch(file);
    this.#named.touch(file);
    this.#routes.touch(file);
    this.#settings.touch(file);
    if (isConfiguration(file)) this.#forgetConfiguration();
    else if (existed !== this.#files.exists(file)) this.#forgetAnswers();
  }

  /** Frees a file's tree; it is parsed again when asked for. For documents that were closed. */
  release(file: string): void {
    this.#leaveLatest(file);
    this.#trees.release(file);
  }

  /** Changes on disk, of any kind of file. */
  filesChanged({ created = [], changed = [], deleted = [] }: FileChanges): void {
    for (const file of [...created, ...changed, ...deleted]) {
      this.#leaveLatest(file);
      this.#trees.touch(file);
      this.#listeners.touch(file);
      this.#named.touch(file);
      this.#routes.touch(file);
      this.#settings.touch(file);
    }
    const other = [...created, ...deleted];
    // What is not named like a text may be a folder, with packages in it.
    if (changed.some(isConfiguration) || other.some((file) => isConfiguration(file) || !isNamedAsText(file))) {
      this.#forgetConfiguration();
    } else if (other.length > 0) {
      for (const file of other) this.#files.forgetFile(file);
      this.#forgetAnswers();
    }
  }

  /** What lies in folders is read anew: events of the disk come late, after an undo above all. */
  lookAtDiskAgain(): void {
    this.#files.forgetExistence();
    this.#forgetAnswers();
  }

  /** The text that snapshots see now; undefined for what is too large to be held. */
  text(file: string): string | undefined {
    return this.#texts.chunksOf(file) === undefined ? this.#files.read(file) : undefined;
  }

  /** Whether a file is left out without a word: nothing said that it would be text. */
  isLeftOut(file: string): boolean {
    return this.#texts.isSilent(file);
  }

  /** In plain words, why a file that exists is not checked. */
  limitOf(file: string): string | undefined {
    return this.#texts.limitOf(file);
  }

  readonly #current: Present = {
    keyOf: (file) => this.#files.keyOf(file),
    text: (file) => this.#texts.of(file),
    chunksOf: (file) => this.#texts.chunksOf(file),
    tree: (file) => this.#trees.get(file),
    resolveModule: (specifier, from) => this.#resolver.resolve(specifier, from),
    packageOf: (file) => this.#packages.of(file),
    rootOf: (file) => this.#rootOf(file),
    trackingOf: (file) => this.#tracking.of(file),
    codeBelow: (folder) => codeBelow(this.#files, folder),
    packageVersion: (name, from) => this.#versions.of(name, from),
    factsOf: (file, tree) => this.#factsOf(file, tree),
    hearerOfRejections: (file, within) => this.#listeners.hearerAt(file, within),
    hearsMutations: (file) => this.#listeners.hearsMutationsAt(file),
    isNamedElsewhere: (name, file) => this.#named.isNamed(name, file),
    routeFiles: (file) => this.#routes.of(file),
    settingsFiles: (file) => this.#settings.of(file),
    oracle: (file) => this.#options.oracle?.(file),
  };

  #factsOf(file: string, tree: ts.SourceFile | undefined): FileFacts {
    if (tree === undefined) return { runtime: 'unknown', fileClass: classOfText(file, this.#rootOf(file)) };
    const known = this.#facts.get(tree);
    if (known !== undefined) return known;
    const pkg = this.#packages.of(file);
    const hosted = this.#hosting.of(file);
    const facts = classify(file, tree, pkg, {
      root: this.#rootOf(file),
      isDeno: this.#resolver.isDeno(file),
      isCommand: pkg !== undefined && this.#commands.has(file, pkg.file),
      isCopy: this.#isCopy(file),
      hosted,
    });
    noteHosted(tree, hosted);
    this.#facts.set(tree, facts);
    return facts;
  }

  #isCopy(file: string): boolean {
    const original = originalOf(file);
    return original !== undefined && this.#files.exists(original);
  }

  /** The outermost, so that a folder opened beside the one that contains it still belongs to the same monorepo. */
  #rootOf(path: string): string | undefined {
    const holding = this.#roots.filter((root) => isInside(path, root));
    return holding.reduce<string | undefined>(
      (shortest, root) => (shortest !== undefined && shortest.length <= root.length ? shortest : root),
      undefined,
    );
  }

  /** The latest snapshot stays as it is: it keeps what the file was. */
  #leaveLatest(file?: string): void {
    const left = this.#latest;
    if (left === undefined) return;
    const earlier = file === undefined ? undefined : this.#trees.earlier(file);
    const next = new StoredSnapshot(this.#current);
    if (file !== undefined && earlier !== undefined) left.keep(this.#files.keyOf(file), earlier);
    left.supersededBy(next);
    this.#latest = next;
  }

  /** Files came or went: an import may lead elsewhere. */
  #forgetAnswers(): void {
    this.#resolver.forgetAnswers();
    this.#listeners.forgetAnswers();
    this.#named.forget();
    this.#routes.forget();
    this.#settings.forget();
  }

  #forgetConfiguration(): void {
    this.#files.forgetExistence();
    this.#json.forget();
    this.#packages.forget();
    this.#hosting.forget();
    this.#resolver.forget();
    this.#versions.forget();
    this.#commands.forget();
    this.#listeners.forget();
    this.#named.forget();
    this.#routes.forget();
    this.#settings.forget();
    this.#facts = new WeakMap();
  }
}

function isConfiguration(file: string): boolean {
  const name = nameOf(file);
  return configuration.test(name) || lockNames.has(name);
}
