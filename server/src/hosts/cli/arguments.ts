import { parseArgs } from 'node:util';
import { severities, type Severity } from '../../../../shared/src/finding.ts';
import type { TypeBackend } from '../../../../shared/src/protocol.ts';
import { profiles } from '../../engine/config.ts';
import { nearestName } from '../../engine/nearest-name.ts';
import { isDate } from '../../engine/suppressions.ts';
import type { ConfigArguments } from './load-config.ts';
import { UsageError } from './usage-error.ts';

export type Format = 'pretty' | 'json' | 'sarif';
export type FailOn = Severity | 'never';

export interface CheckArguments extends ConfigArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly baseline: string | undefined;
  /** Those of the baseline, too. */
  readonly allFindings: boolean;
  readonly failOn: FailOn;
  readonly fix: boolean;
  readonly output: string | undefined;
  readonly types: TypeBackend;
}

export interface BaselineArguments extends ConfigArguments {
  readonly paths: readonly string[];
  readonly baseline: string | undefined;
  readonly change: 'create' | 'update' | 'prune';
  /** The last day on which what is taken in stays hidden. */
  readonly until: string | undefined;
  readonly types: TypeBackend;
}

export type Command =
  | { readonly name: 'check'; readonly arguments: CheckArguments }
  | { readonly name: 'baseline'; readonly arguments: BaselineArguments }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'init' }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

const commands = ['check', 'baseline', 'explain', 'init', 'lsp'];
const formats: readonly Format[] = ['pretty', 'json', 'sarif'];
const backends: readonly TypeBackend[] = ['auto', 'native', 'portable'];
const thresholds: readonly FailOn[] = [...severities, 'never'];

const options = {
  format: { type: 'string' },
  profile: { type: 'string' },
  config: { type: 'string' },
  'fail-on': { type: 'string' },
  baseline: { type: 'string' },
  all: { type: 'boolean' },
  update: { type: 'boolean' },
  prune: { type: 'boolean' },
  until: { type: 'string' },
  fix: { type: 'boolean' },
  output: { type: 'string' },
  types: { type: 'string' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The commands that an option belongs to; `--stdio` is what editors say by habit, and the only way there is. */
const owners: Readonly<Record<Exclude<keyof typeof options, 'help' | 'version'>, readonly string[]>> = {
  format: ['check'],
  profile: ['check', 'baseline'],
  config: ['check', 'baseline'],
  'fail-on': ['check'],
  baseline: ['check', 'baseline'],
  all: ['check'],
  update: ['baseline'],
  prune: ['baseline'],
  until: ['baseline'],
  fix: ['check'],
  output: ['check'],
  types: ['check', 'baseline'],
  stdio: ['lsp'],
};
const owned = Object.keys(owners) as (keyof typeof owners)[];

/** Throws `UsageError` when the words make no command. */
export function parseCommand(words: readonly string[]): Command {
  const { values, positionals } = parsed(words);
  if (values.help === true) return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined) return { name: 'help' };
  refuseOptions(name, values);
  if (name === 'check') return { name, arguments: checkArguments(values, rest) };
  if (name === 'baseline') return { name, arguments: baselineArguments(values, rest) };
  if (name === 'init' || name === 'lsp') return takesNothing(name, rest);
  if (name === 'explain') return { name, rule: oneRule(rest) };
  const meant = nearestName(name, commands);
  throw new UsageError(`There is no command ${name}${meant === undefined ? '' : `; ${meant} may be meant`}.`);
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function checkArguments(values: Values, paths: readonly string[]): CheckArguments {
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    format: oneOf('format', values.format, formats) ?? 'pretty',
    profile: oneOf('profile', values.profile, profiles),
    config: values.config,
    baseline: values.baseline,
    allFindings: values.all ?? false,
    failOn: oneOf('fail-on', values['fail-on'], thresholds) ?? 'error',
    fix: values.fix ?? false,
    output: values.output,
    types: oneOf('types', values.types, backends) ?? 'auto',
  };
}

function baselineArguments(values: Values, paths: readonly string[]): BaselineArguments {
  const { update = false, prune = false, until } = values;
  if (update && prune)
    throw new UsageError('--update and --prune are two things: --update also takes out what is gone.');
  if (until !== undefined && !isDate(until))
    throw new UsageError(`--until takes a day such as 2027-01-31, not “${until}”.`);
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    profile: oneOf('profile', values.profile, profiles),
    config: values.config,
    baseline: values.baseline,
    change: update ? 'update' : prune ? 'prune' : 'create',
    until,
    types: oneOf('types', values.types, backends) ?? 'auto',
  };
}

function oneOf<Name extends string>(
  option: string,
  value: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (value === undefined) return undefined;
  const found = names.find((name) => name === value);
  if (found === undefined) throw new UsageError(`--${option} takes one of ${names.join(', ')}, not “${value}”.`);
  return found;
}

function refuseOptions(command: string, values: Values): void {
  if (!commands.includes(command)) return;
  const given = owned.find((option) => values[option] !== undefined && !owners[option].includes(command));
  if (given === undefined) return;
  throw new UsageError(`--${given} belongs to temper ${owners[given].join(' and temper ')}, not to temper ${command}.`);
}

function takesNothing(name: 'init' | 'lsp', rest: readonly string[]): Command {
  if (rest.length > 0) throw new UsageError(`temper ${name} takes nothing more, but was given ${rest.join(' ')}.`);
  return { name };
}

function oneRule([rule, ...rest]: readonly string[]): string {
  if (rule === undefined || rest.length > 0) throw new UsageError('temper explain takes one rule.');
  return rule;
}
