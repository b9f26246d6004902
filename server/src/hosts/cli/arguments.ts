import { parseArgs } from 'node:util';
import { severities, type Severity } from '../../../../shared/src/finding.ts';
import { profiles, type Profile } from '../../engine/config.ts';
import { nearestName } from '../../engine/nearest-name.ts';
import { UsageError } from './usage-error.ts';

export type Format = 'pretty' | 'json' | 'sarif';
export type FailOn = Severity | 'never';

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  /** Goes before the configuration's own. */
  readonly profile: Profile | undefined;
  readonly config: string | undefined;
  readonly failOn: FailOn;
  readonly fix: boolean;
  readonly output: string | undefined;
}

export type Command =
  | { readonly name: 'check'; readonly arguments: CheckArguments }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'init' }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

const commands = ['check', 'explain', 'init', 'lsp'];
const formats: readonly Format[] = ['pretty', 'json', 'sarif'];
const thresholds: readonly FailOn[] = [...severities, 'never'];

const options = {
  format: { type: 'string' },
  profile: { type: 'string' },
  config: { type: 'string' },
  'fail-on': { type: 'string' },
  fix: { type: 'boolean' },
  output: { type: 'string' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The command an option belongs to; `--stdio` is what editors say by habit, and the only way there is. */
const owners = {
  format: 'check',
  profile: 'check',
  config: 'check',
  'fail-on': 'check',
  fix: 'check',
  output: 'check',
  stdio: 'lsp',
} as const;
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
    failOn: oneOf('fail-on', values['fail-on'], thresholds) ?? 'error',
    fix: values.fix ?? false,
    output: values.output,
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
  const given = owned.find((option) => values[option] !== undefined && owners[option] !== command);
  if (given === undefined) return;
  throw new UsageError(`--${given} belongs to temper ${owners[given]}, not to temper ${command}.`);
}

function takesNothing(name: 'init' | 'lsp', rest: readonly string[]): Command {
  if (rest.length > 0) throw new UsageError(`temper ${name} takes nothing more, but was given ${rest.join(' ')}.`);
  return { name };
}

function oneRule([rule, ...rest]: readonly string[]): string {
  if (rule === undefined || rest.length > 0) throw new UsageError('temper explain takes one rule.');
  return rule;
}
