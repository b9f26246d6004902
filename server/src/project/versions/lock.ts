/** What a package asks a lockfile. */
export interface LockQuestion {
  readonly name: string;
  /** As declared; undefined where nothing declares it. */
  readonly range: string | undefined;
  /** Folders from the lockfile's own down to the one that asks, nearest first, relative: `apps/web`, `apps`, ``. */
  readonly importers: readonly string[];
  /** Name of the package that asks. */
  readonly asker: string | undefined;
}

/** The version that a lockfile settles on. */
export type Lock = (question: LockQuestion) => string | undefined;

export type Versions = ReadonlyMap<string, string>;

/** Without what package managers hang on: `4.18.2(react@18.2.0)` and `4.18.2_react@18.2.0` are `4.18.2`. */
export function bareVersion(text: string | undefined): string | undefined {
  return /^v?(\d+\.\d+\.\d+(?:-[\w.-]*\w)?)(?=$|[(_+#])/.exec(text ?? '')?.[1];
}
