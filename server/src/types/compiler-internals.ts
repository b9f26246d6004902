import { ts } from '../engine/syntax.ts';

/**
 * What the compiler has but does not declare. Everything in this folder that leans on it goes through here, so this is
 * the one file to look at when the compiler changes.
 */

export interface CheckerSymbol extends ts.Symbol {
  parent?: CheckerSymbol;
  /** Absolute position, negative when the assignment is definite, `Number.MAX_VALUE` for "anywhere". */
  lastAssignmentPos?: number;
}

/** What the checker inferred is kept with the signature once somebody asked. */
export interface InferredSignature extends ts.Signature {
  readonly resolvedReturnType?: ts.Type;
}

/** Fields that the binder and the checker hang on nodes. */
export interface BoundNode extends ts.Node {
  id?: number | undefined;
  flags: ts.NodeFlags;
  parent: ts.Node;
  symbol?: CheckerSymbol;
  localSymbol?: CheckerSymbol;
  locals?: Map<string, CheckerSymbol> | undefined;
  nextContainer?: ts.Node;
  flowNode?: object;
  endFlowNode?: object;
  returnFlowNode?: object;
}

/** Fields that a program hangs on its source files. */
export interface ProgramFile extends ts.SourceFile {
  path: ts.Path;
  resolvedPath: ts.Path;
  originalFileName: string;
  packageJsonLocations?: readonly string[] | undefined;
  packageJsonScope?: object;
  imports?: readonly ts.StringLiteralLike[] | undefined;
  moduleAugmentations?: readonly ts.Node[] | undefined;
  ambientModuleNames?: readonly string[] | undefined;
  bindDiagnostics: unknown[];
  symbol?: CheckerSymbol | undefined;
  locals?: Map<string, CheckerSymbol> | undefined;
  classifiableNames?: ReadonlySet<string>;
  symbolCount?: number;
}

/** Fields of `ts.CompilerHost` that the language service uses and that are not declared. */
export interface ProgramHost extends ts.CompilerHost {
  hasInvalidatedResolutions(path: ts.Path): boolean;
  hasChangedAutomaticTypeDirectiveNames(): boolean;
  /** Imports of a referenced project lead to its sources, not to declarations that may not have been built. */
  useSourceOfProjectReferenceRedirect(): boolean;
}

export interface FolderEntries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

interface Internals {
  readonly bindSourceFile: (file: ts.SourceFile, options: ts.CompilerOptions) => void;
  readonly getSetExternalModuleIndicator: (options: ts.CompilerOptions) => (file: ts.SourceFile) => void;
  readonly serializeCompilerOptions: (options: ts.CompilerOptions) => ReadonlyMap<string, unknown>;
  readonly matchFiles: (
    path: string,
    extensions: readonly string[],
    excludes: readonly string[] | undefined,
    includes: readonly string[],
    useCaseSensitiveFileNames: boolean,
    currentDirectory: string,
    depth: number | undefined,
    getFileSystemEntries: (path: string) => FolderEntries,
    realpath: (path: string) => string,
  ) => string[];
}

// Each by itself: a bundle holds what is named.
export const bindSourceFile = (ts as unknown as Internals).bindSourceFile;
export const getSetExternalModuleIndicator = (ts as unknown as Internals).getSetExternalModuleIndicator;
export const matchFiles = (ts as unknown as Internals).matchFiles;
export const serializeCompilerOptions = (ts as unknown as Internals).serializeCompilerOptions;
