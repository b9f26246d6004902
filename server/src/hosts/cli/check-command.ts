import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reaches, type CheckResult } from '../../report/check-result.ts';
import { json } from '../../report/json.ts';
import { pretty } from '../../report/pretty.ts';
import { sarif } from '../../report/sarif.ts';
import { rules } from '../../rules/index.ts';
import type { CheckArguments, FailOn, Format } from './arguments.ts';
import { applyBaseline, baselinePath, readBaseline, type BaselinedRun } from './baseline-file.ts';
import type { CheckedFile } from './check-project.ts';
import { checkedFiles, scopeOf, today, type CheckScope } from './check-run.ts';
import { packageVersion } from './package-files.ts';
import { forwardSlashes } from './paths.ts';
import { usesColor, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { versionControlOf } from './version-control.ts';

export function check(given: CheckArguments, terminal: Terminal): number {
  const run = { ...given, withEdits: given.format !== 'pretty' };
  const scope = scopeOf(run, terminal);
  const known = baselineOf(given, scope, terminal);
  const everything = checkedFiles(scope, run, terminal);
  const { files: checked, use } = known?.(everything) ?? { files: everything, use: undefined };
  const failed = checked.some(({ findings }) => findings.some(({ severity }) => fails(severity, given.failOn)));
  const versionControl = given.format === 'sarif' ? versionControlOf(scope.root) : undefined;
  const result: CheckResult = {
    version: packageVersion(),
    root: given.format === 'pretty' ? forwardSlashes(terminal.folder) : scope.root,
    files: checked.filter(hasSomethingToSay),
    filesChecked: checked.length,
    limits: scope.limits,
    rules,
    exitCode: failed ? 1 : 0,
    fixed: checked.reduce((sum, { fixed }) => sum + fixed, 0),
    ...(use && { baseline: use }),
    ...(versionControl && { versionControl }),
  };
  deliver(formatted(result, given, terminal), given.output, terminal);
  return result.exitCode;
}

/** Read before anything is checked, so that a mistake in it is told at once. */
function baselineOf(
  { baseline: named, allFindings }: CheckArguments,
  { root }: CheckScope,
  terminal: Terminal,
): ((checked: readonly CheckedFile[]) => BaselinedRun) | undefined {
  if (allFindings) return undefined;
  const file = baselinePath(named, root, terminal.folder);
  const baseline = readBaseline(file, terminal.folder);
  if (baseline === undefined && named !== undefined) throw new UsageError(`There is no baseline ${named}.`);
  return baseline && ((checked) => applyBaseline({ file, baseline }, checked, { root, today: today() }));
}

function hasSomethingToSay({ findings, suppressed, baselined, limits }: CheckedFile): boolean {
  return findings.length + suppressed.length + baselined.length + limits.length > 0;
}

function fails(severity: Exclude<FailOn, 'never'>, failOn: FailOn): boolean {
  return failOn !== 'never' && reaches(severity, failOn);
}

function formatted(result: CheckResult, { format, output }: CheckArguments, terminal: Terminal): string {
  const outIsTerminal = terminal.outIsTerminal && output === undefined;
  const formats: Readonly<Record<Format, () => string>> = {
    pretty: () => pretty(result, { color: usesColor({ ...terminal, outIsTerminal }) }),
    json: () => json(result),
    sarif: () => sarif(result),
  };
  return formats[format]();
}

function deliver(report: string, output: string | undefined, terminal: Terminal): void {
  if (output === undefined) return terminal.out(report);
  const file = path.resolve(terminal.folder, output);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, report);
  } catch (error) {
    throw new UsageError(`The report cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
