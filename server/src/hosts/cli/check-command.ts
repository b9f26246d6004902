import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AnalyzeOptions } from '../../engine/analyze.ts';
import type { Config } from '../../engine/config.ts';
import type { FailureListener } from '../../engine/rule-failures.ts';
import { nodeFileSystem, type NodeFileSystem } from '../../project/file-system.ts';
import { isInside } from '../../project/paths.ts';
import { reaches, type CheckResult } from '../../report/check-result.ts';
import { json } from '../../report/json.ts';
import { pretty } from '../../report/pretty.ts';
import { sarif } from '../../report/sarif.ts';
import { rules } from '../../rules/index.ts';
import type { CheckArguments, FailOn, Format } from './arguments.ts';
import { ProjectCheck, type CheckedFile, type CheckOptions } from './check-project.ts';
import { findFiles } from './find-files.ts';
import { loadConfig, repositoryOf } from './load-config.ts';
import { libFolder, packageVersion } from './package-files.ts';
import { folderOfAll, forwardSlashes, givenPaths } from './paths.ts';
import { progressOn, type Progress } from './progress.ts';
import { byProject } from './projects.ts';
import { usesColor, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { versionControlOf } from './version-control.ts';

/** Beyond this many bytes in use, what is known of the projects checked so far is dropped before the next one. */
const roomForProjects = 700_000_000;

export function check(given: CheckArguments, terminal: Terminal): number {
  const paths = givenPaths(given.paths, terminal.folder);
  const from = folderOfAll(paths);
  const config = loadConfig(given, from, terminal.folder);
  const root = isInside(from, config.folder) ? config.folder : (repositoryOf(from) ?? from);
  const fileSystem = nodeFileSystem({
    currentDirectory: forwardSlashes(terminal.folder),
    libFolder: forwardSlashes(libFolder()),
  });
  const found = findFiles(paths, { fileSystem, config, root });
  const options = checkOptions(given, { config, root, fileSystem, terminal });
  const checked = checkAll(found.files, options, progressOn(terminal));
  const failed = checked.some(({ findings }) => findings.some(({ severity }) => fails(severity, given.failOn)));
  const versionControl = given.format === 'sarif' ? versionControlOf(root) : undefined;
  const result: CheckResult = {
    version: packageVersion(),
    root: given.format === 'pretty' ? forwardSlashes(terminal.folder) : root,
    files: checked.filter(hasSomethingToSay),
    filesChecked: checked.length,
    limits: found.limits,
    rules,
    exitCode: failed ? 1 : 0,
    fixed: checked.reduce((sum, { fixed }) => sum + fixed, 0),
    ...(versionControl && { versionControl }),
  };
  deliver(formatted(result, given, terminal), given.output, terminal);
  return result.exitCode;
}

interface Surroundings {
  readonly config: Config;
  readonly root: string;
  readonly fileSystem: NodeFileSystem;
  readonly terminal: Terminal;
}

function checkOptions(
  { fix, format }: CheckArguments,
  { config, root, fileSystem, terminal }: Surroundings,
): CheckOptions {
  const ruleFailed = failureLog(terminal);
  const analysis: AnalyzeOptions = {
    rules,
    config,
    tier: 'flow',
    suppressions: true,
    root,
    today: today(),
    ruleFailed,
  };
  return { analysis, fileSystem, roots: [root], fix, withEdits: format !== 'pretty' };
}

/** Where a rule broke off, each place once: the report says in which files. */
function failureLog(terminal: Terminal): FailureListener {
  const told = new Set<string>();
  return (rule, error) => {
    const text = `${rule}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
    if (told.has(text)) return;
    told.add(text);
    terminal.err(text);
  };
}

function checkAll(files: readonly string[], options: CheckOptions, progress: Progress): readonly CheckedFile[] {
  const checked: CheckedFile[] = [];
  let done = 0;
  let project: ProjectCheck | undefined;
  try {
    for (const group of byProject(files, options)) {
      if (project !== undefined && process.memoryUsage().heapUsed > roomForProjects) {
        project.close();
        project = undefined;
      }
      project ??= new ProjectCheck(options);
      project.expect(group);
      for (const file of group) {
        progress.report(done++, files.length);
        const result = project.check(file);
        if (result !== undefined) checked.push(result);
      }
    }
  } finally {
    project?.close();
    progress.end();
  }
  return checked.sort((one, other) => (one.file < other.file ? -1 : 1));
}

function hasSomethingToSay({ findings, suppressed, limits }: CheckedFile): boolean {
  return findings.length + suppressed.length + limits.length > 0;
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

/** As `2027-01-31`, in the user's time zone. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
