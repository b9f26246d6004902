import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseConfig, type ConfigProblem } from '../../engine/config-parse.ts';
import { defaultConfigIn, type Config, type Profile } from '../../engine/config.ts';
import { isInside } from '../../project/paths.ts';
import { rules } from '../../rules/index.ts';
import { forwardSlashes } from './paths.ts';
import { UsageError } from './usage-error.ts';

/** What the command line says of the configuration. */
export interface ConfigArguments {
  /** Goes before the configuration's own. */
  readonly profile: Profile | undefined;
  readonly config: string | undefined;
}

export const configFile = 'temper.config.json';

/**
 * The configuration for a run: the file that is named, or the nearest one at or above a folder.
 *
 * @param from absolute folder, with forward slashes, that holds all that is checked
 * @throws {UsageError} when the file is missing or has a mistake
 */
export function loadConfig({ config: named, profile }: ConfigArguments, from: string, current: string): Config {
  const file = named === undefined ? nearest(from, configFile) : existing(path.resolve(current, named), named);
  const config = file === undefined ? defaultConfigIn(folderAround(from, current)) : readConfig(file, current);
  return profile === undefined ? config : { ...config, profile };
}

function readConfig(file: string, current: string): Config {
  const text = readFileSync(file, 'utf8').replace(/^\u{feff}/u, '');
  const { config, problems } = parseConfig(text, {
    folder: forwardSlashes(path.dirname(file)),
    ruleIds: rules.map(({ meta }) => meta.id),
  });
  if (problems.length === 0) return config;
  const shown = path.relative(current, file);
  throw new UsageError(problems.map((problem) => `${shown}:${placeIn(text, problem)} ${problem.message}`).join('\n'));
}

/** Line and column, both from 1. */
export function placeIn(text: string, { span }: ConfigProblem): string {
  const lines = text.slice(0, span.start).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function existing(file: string, named: string): string {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`There is no configuration file ${named}.`);
  return file;
}

/** The folder of the repository, so that fingerprints are the same from wherever Temper is started. */
export function repositoryOf(from: string): string | undefined {
  const git = nearest(from, '.git');
  return git === undefined ? undefined : forwardSlashes(path.dirname(git));
}

/** The repository, else the project or the current folder, whichever is further out: what a single file means, its manifest tells, too. */
export function folderAround(from: string, current: string): string {
  const manifest = nearest(from, 'package.json');
  const folders = [
    from,
    forwardSlashes(current),
    ...(manifest === undefined ? [] : [forwardSlashes(path.dirname(manifest))]),
  ];
  const [outermost = from] = folders
    .filter((each) => isInside(from, each))
    .sort((one, other) => one.length - other.length);
  return repositoryOf(from) ?? outermost;
}

function nearest(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}
