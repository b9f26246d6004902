/**
 * What an oracle may read of the world. Paths are absolute with forward slashes, as TypeScript's own. The oracle keeps
 * what it read until `filesChanged` names the file, so an implementation needs no cache.
 */
export interface OracleHost {
  readFile(path: string): string | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  /** Names of the folders directly inside, not paths. */
  getDirectories(path: string): readonly string[];
  /** As in TypeScript's `ParseConfigHost`: absolute paths of files below `root` that the globs of a tsconfig select. */
  readDirectory(
    root: string,
    extensions: readonly string[],
    excludes: readonly string[] | undefined,
    includes: readonly string[],
    depth?: number,
  ): readonly string[];
  realpath?(path: string): string;
  /** What it reads is the disk itself, which another process sees just so. */
  readonly isDisk?: boolean;
  readonly currentDirectory: string;
  readonly useCaseSensitiveFileNames: boolean;
  /** Folder of TypeScript's lib.*.d.ts. */
  readonly libFolder: string;
}
