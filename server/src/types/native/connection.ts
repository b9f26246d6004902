/** What the native process may ask while it answers: undefined leaves the answer to the disk. */
export interface FileCallbacks {
  readFile(path: string): string | null | undefined;
  fileExists(path: string): boolean | undefined;
  directoryExists?(path: string): boolean | undefined;
  getAccessibleEntries?(path: string): { files: readonly string[]; directories: readonly string[] } | undefined;
  realpath?(path: string): string | undefined;
}

/** A running native process. After a `ProcessFailure` it is of no more use. */
export interface NativeConnection {
  readonly pid: number;
  request(method: string, parameters: object): unknown;
  /** Empty where there is nothing. */
  requestBytes(method: string, parameters: object): Uint8Array;
  close(): void;
}

export interface NativeLauncher {
  /** Folder of TypeScript's lib.*.d.ts as the native process reads them. */
  readonly libFolder: string;
  /** Throws a `ProcessFailure` where there is none to be had. */
  launch(callbacks: FileCallbacks): NativeConnection;
}

/** The process is missing, dead, or talks nonsense. */
export class ProcessFailure extends Error {}
