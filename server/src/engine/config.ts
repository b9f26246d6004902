import type { JsonObject, Severity } from '../../../shared/src/finding.ts';
import { severities } from '../../../shared/src/finding.ts';
import { matches, pathIn } from './globs.ts';
import type { Family, RuleMeta } from './rule.ts';
import type { FileClass, FileFacts, Runtime } from './snapshot.ts';

export type Profile = 'recommended' | 'strict' | 'relaxed';
export type RuleLevel = Severity | 'off';

export const profiles: readonly Profile[] = ['recommended', 'strict', 'relaxed'];
export const ruleLevels: readonly RuleLevel[] = [...severities, 'off'];

/** What a project says of a call: see `libraryModels` for what each word comes to. */
export type LibraryWord = 'rejects' | 'neverRejects' | 'throws' | 'lazy' | 'lazyUntilExecuted' | 'ignorable';

export const libraryWords: readonly LibraryWord[] = [
  'rejects',
  'neverRejects',
  'throws',
  'lazy',
  'lazyUntilExecuted',
  'ignorable',
];

/** A package that Temper does not know, or knows otherwise. */
export interface ProjectLibrary {
  readonly library: string;
  /** By the path behind the library's name, as `createClient().orders.**`. */
  readonly calls: ReadonlyMap<string, LibraryWord>;
}

/** Facts a project adds to the libraries' own. */
export interface ProjectFacts {
  /**
   * Names are `package.member` or, for its own functions, the file without its ending and the function:
   * `./lib/report.track`, relative to the configuration's folder.
   */
  readonly neverRejects: readonly string[];
  readonly libraries: readonly ProjectLibrary[];
}

export interface Override {
  /** Globs relative to the configuration's folder. */
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly options: ReadonlyMap<string, JsonObject>;
  readonly fileClass?: FileClass;
  readonly runtime?: Runtime;
}

/** `temper.config.json` after parsing: every field present, unknown ones reported and dropped. Survives structured clone. */
export interface Config {
  /**
   * Absolute folder, with forward slashes, that globs and fingerprints are relative to: that of the configuration file,
   * else the workspace's. Empty when there is neither.
   */
  readonly folder: string;
  readonly profile: Profile;
  /** By rule id. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly families: ReadonlyMap<string, RuleLevel>;
  readonly options: ReadonlyMap<string, JsonObject>;
  /** Globs relative to `folder`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The last override that names a rule for a file wins. */
  readonly overrides: readonly Override[];
  readonly facts: ProjectFacts;
}

export const defaultConfig: Config = {
  folder: '',
  profile: 'recommended',
  rules: new Map(),
  families: new Map(),
  options: new Map(),
  include: ['**'],
  exclude: [],
  overrides: [],
  facts: { neverRejects: [], libraries: [] },
};

/** What a workspace without `temper.config.json` gets. */
export function defaultConfigIn(folder: string): Config {
  return { ...defaultConfig, folder };
}

const projectFacts = new WeakMap<Config, ProjectFacts>();

/**
 * The configuration's facts with the project's own files in `neverRejects` made absolute: `/shop/lib/report.track`. The same
 * object for the same configuration.
 */
export function projectFactsOf(config: Config): ProjectFacts {
  let facts = projectFacts.get(config);
  if (facts === undefined) {
    const absolute = (name: string) => (name.startsWith('./') ? `${config.folder}${name.slice(1)}` : name);
    facts = { ...config.facts, neverRejects: config.facts.neverRejects.map(absolute) };
    projectFacts.set(config, facts);
  }
  return facts;
}

/** Whether the configuration lets a file be checked; ignore files and editor settings are the workspace's own concern. */
export function isIncluded(config: Config, file: string): boolean {
  const path = pathIn(config.folder, file);
  return matches(config.include, path) && !matches(config.exclude, path);
}

/** A file's facts once the configuration's overrides had their say. */
export function overriddenFacts(config: Config, file: string, facts: FileFacts): FileFacts {
  return overridesOf(config, file).reduce<FileFacts>(
    (current, override) => ({
      fileClass: override.fileClass ?? current.fileClass,
      runtime: override.runtime ?? current.runtime,
    }),
    facts,
  );
}

/** A rule's options for one file; an override's options replace the general ones. */
export function optionsOf(config: Config, rule: string, file: string): JsonObject {
  const own = overridesOf(config, file).findLast((override) => override.options.has(rule));
  return own?.options.get(rule) ?? config.options.get(rule) ?? {};
}

/**
 * The level at which a finding is shown, or `off`. A level that the configuration names replaces the rule's default, but
 * never raises a finding that the rule itself lowered, such as a call that cannot reject.
 *
 * @param facts of the file, after `overriddenFacts`
 * @param reported the severity this finding was reported with, or the rule's own
 */
export function levelOf(config: Config, rule: RuleMeta, file: string, facts: FileFacts, reported: Severity): RuleLevel {
  const configured = configuredLevel(config, rule, file);
  if (configured === 'off' || !appliesTo(rule.family, facts)) return 'off';
  if (rule.onlyIn !== undefined && rule.onlyIn !== config.profile && !isNamed(config, rule, file)) return 'off';
  const lowered = rank(reported) > rank(rule.severity);
  if (configured !== undefined && !lowered) return cap(configured, rule.family, facts);
  const level = configured === undefined ? reported : milder(configured, reported);
  const capped = cap(level, rule.family, facts);
  return isShown(config.profile, capped, lowered) ? capped : 'off';
}

/** Whether the configuration says so, whatever the file is. */
export function isTurnedOff(config: Config, rule: RuleMeta, file: string): boolean {
  return configuredLevel(config, rule, file) === 'off';
}

/** Code that is no source of the program keeps only the families whose findings matter wherever they are. */
function appliesTo(family: Family, facts: FileFacts): boolean {
  return family === 'secrets' || family === 'suppressions' || facts.fileClass === 'source';
}

/** Who tries a part out by hand does so with the keys it has; what a test reads is mostly made up. */
function cap(level: Severity, family: Family, { fileClass }: FileFacts): Severity {
  const isMadeUp = fileClass !== 'source' && fileClass !== 'trial';
  return family === 'secrets' && isMadeUp ? milder(level, 'information') : level;
}

function isShown(profile: Profile, level: Severity, lowered: boolean): boolean {
  if (profile === 'strict') return true;
  if (profile === 'relaxed') return level === 'error' || level === 'warning';
  return !(lowered && level === 'hint');
}

function configuredLevel(config: Config, rule: RuleMeta, file: string): RuleLevel | undefined {
  const override = overridesOf(config, file).findLast((each) => each.rules.has(rule.id));
  return override?.rules.get(rule.id) ?? config.rules.get(rule.id) ?? config.families.get(rule.family);
}

/** A whole family is no wish for each of its rules. */
const isNamed = (config: Config, { id }: RuleMeta, file: string): boolean =>
  config.rules.has(id) || overridesOf(config, file).some(({ rules }) => rules.has(id));

function overridesOf(config: Config, file: string): readonly Override[] {
  if (config.overrides.length === 0) return config.overrides;
  const path = pathIn(config.folder, file);
  return config.overrides.filter((override) => matches(override.files, path));
}

function milder(one: Severity, other: Severity): Severity {
  return rank(one) > rank(other) ? one : other;
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
