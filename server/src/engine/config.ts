import type { JsonObject, Severity } from '../../../shared/src/finding.ts';
import type { FileClass, Runtime } from './snapshot.ts';

export type Profile = 'recommended' | 'strict' | 'relaxed';
export type RuleLevel = Severity | 'off';

/** Facts a project adds to the libraries' own: names are canonical paths such as `./lib/log.report` or `pkg.fn`. */
export interface ProjectFacts {
  readonly neverRejects: readonly string[];
  readonly loggers: readonly string[];
}

export interface Override {
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly fileClass?: FileClass;
  readonly runtime?: Runtime;
}

/** `temper.config.json` after parsing: every field present, unknown ones reported and dropped. */
export interface Config {
  readonly profile: Profile;
  /** By rule id. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly families: ReadonlyMap<string, RuleLevel>;
  readonly options: ReadonlyMap<string, JsonObject>;
  /** Globs relative to the file's folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly overrides: readonly Override[];
  readonly facts: ProjectFacts;
}
