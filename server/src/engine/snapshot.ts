import type { FileOracle } from '../types/oracle.ts';
import type { ts } from './syntax.ts';

/**
 * Where a file's code runs. It decides what an unhandled failure does: a Node process ends, a browser only logs,
 * an edge function or a worker answers 500 or is cut off.
 */
export type Runtime = 'node' | 'browser' | 'edge' | 'cli' | 'test' | 'build' | 'unknown';

/** Code of any class but `source` is exempt from every family but secrets. */
export type FileClass =
  'source' | 'test' | 'trial' | 'story' | 'fixture' | 'generated' | 'vendored' | 'minified' | 'declaration';

export interface FileFacts {
  readonly runtime: Runtime;
  readonly fileClass: FileClass;
}

/** The nearest package.json, as far as rules ask. */
export interface PackageFacts {
  readonly file: string;
  readonly name: string | undefined;
  readonly isModule: boolean;
  /** Declared ranges of dependencies, devDependencies, peerDependencies and optionalDependencies. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Who hears of a promise that nobody handles: what lets the process go on, or a listener by which a page shows it. */
export type RejectionHearer = 'program' | 'next' | 'electron' | 'page';

/** What Git makes of a path, whether or not there is such a file. `untracked` also where there is no Git. */
export type Tracking = 'tracked' | 'ignored' | 'untracked';

/** Where an import leads. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly file: string }
  /** Canonical package name and subpath, without registry prefix, CDN host, version or query: `drizzle-orm/pg-core`. */
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'unresolved' };

/**
 * Everything the engine may ask of the world, as of one moment, unsaved text included. Immutable for the length of an
 * analysis; trees of files that did not change are the same objects from one snapshot to the next.
 */
export interface Snapshot {
  /** Of any kind of file. Undefined for files that are missing, too large or binary. */
  text(file: string): string | undefined;
  /** The text of a file that is too large to be held, piece by piece; what cannot be read throws. Undefined for all other files. */
  chunksOf(file: string): Iterable<string> | undefined;
  /** Undefined for files that are missing, too large or not code. */
  tree(file: string): ts.SourceFile | undefined;
  resolveModule(specifier: string, from: string): ModuleTarget;
  packageOf(file: string): PackageFacts | undefined;
  /** The workspace folder that holds the file, the outermost where folders of the workspace lie in each other. */
  rootOf(file: string): string | undefined;
  trackingOf(file: string): Tracking;
  /** The code in a folder and below, what is installed or built left out; at most 2,000 files. Reads the disk: for fixes. */
  codeBelow(folder: string): readonly string[];
  /**
   * The version of a package as a file gets it: the installed one, else what the lockfile settles on, else the range that
   * is declared, such as `^4.18.0`. Undefined where none of them names a version.
   */
  packageVersion(name: string, from: string): string | undefined;
  factsOf(file: string): FileFacts;
  /**
   * In the server that the file's package starts, by the file alone, or in the page that it is part of. Undefined where a
   * promise that nobody handles ends the process, or is lost.
   */
  hearerOfRejections?(file: string, within: 'package' | 'file' | 'page'): RejectionHearer | undefined;
  /** Whether the query client of the file's package tells the user of every mutation that fails. */
  hearsMutations?(file: string): boolean;
  /** Whether other code of the workspace folder than tests and copies has the name in it; true where there is too much to tell. */
  isNamedElsewhere?(name: string, file: string): boolean;
  /** The code of the file's package, tests left out, that gives routers what answers for a path. */
  routeFiles?(file: string): readonly string[];
  /** The code of the file's package, tests left out, that may read files of settings into the environment. */
  settingsFiles?(file: string): readonly string[];
  /** Undefined in the text tier and for files that no project holds. */
  oracle(file: string): FileOracle | undefined;
}
