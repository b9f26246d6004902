import type { TypeBackend } from '../../../../shared/src/protocol.ts';
import type { AnalyzeOptions } from '../../engine/analyze.ts';
import type { Config } from '../../engine/config.ts';
import type { FailureListener } from '../../engine/rule-failures.ts';
import { nodeFileSystem, type NodeFileSystem } from '../../project/file-system.ts';
import { isInside } from '../../project/paths.ts';
import { nativeOption } from '../../project/type-backend.ts';
import { failureOf } from '../../report/failure.ts';
import { rules } from '../../rules/index.ts';
import { ProjectCheck, type CheckedFile, type CheckOptions } from './check-project.ts';
import { findFiles, type FoundFiles } from './find-files.ts';
import { folderAround, loadConfig, type ConfigArguments } from './load-config.ts';
import { libFolder } from './package-files.ts';
import { folderOfAll, forwardSlashes, givenPaths } from './paths.ts';
import { progressOn, type Progress } from './progress.ts';
import { byProject } from './projects.ts';
import type { Terminal } from './terminal.ts';

/** Beyond this many bytes in use, what is known of the projects checked so far is dropped before the next one. */
const roomForProjects = 700_000_000;

export interface RunArguments extends ConfigArguments {
  readonly paths: readonly string[];
  readonly fix: boolean;
  /** Whether the edits of fixes are wanted. */
  readonly withEdits: boolean;
  /** What answers about types. */
  readonly types: TypeBackend;
}

/** What is checked, and by what. */
export interface CheckScope extends FoundFiles {
  /** Absolute; fingerprints are made of paths relative to it. */
  readonly root: string;
  readonly config: Config;
  readonly fileSystem: NodeFileSystem;
}

export function scopeOf(given: RunArguments, terminal: Terminal): CheckScope {
  const paths = givenPaths(given.paths, terminal.folder);
  const from = folderOfAll(paths);
  const config = loadConfig(given, from, terminal.folder);
  const root = isInside(from, config.folder) ? config.folder : folderAround(from, terminal.folder);
  const fileSystem = nodeFileSystem({
    currentDirectory: forwardSlashes(terminal.folder),
    libFolder: forwardSlashes(libFolder()),
  });
  return { root, config, fileSystem, ...findFiles(paths, { fileSystem, config, root }) };
}

/** Every file of the scope that turned out to be one, sorted by path. */
export function checkedFiles(scope: CheckScope, given: RunArguments, terminal: Terminal): readonly CheckedFile[] {
  return checkAll(scope.files, checkOptions(given, scope, terminal), progressOn(terminal));
}

function checkOptions({ fix, withEdits, types }: RunArguments, scope: CheckScope, terminal: Terminal): CheckOptions {
  const { config, root, fileSystem } = scope;
  const analysis: AnalyzeOptions = {
    rules,
    config,
    tier: 'flow',
    suppressions: true,
    root,
    today: today(),
    ruleFailed: failureLog(terminal),
  };
  const native = nativeOption(types, 'native', import.meta.dirname, (text) => terminal.err(`${text}\n`));
  return { analysis, fileSystem, roots: [root], fix, withEdits, native };
}

/** Where a rule broke off, each place once: the report says in which files. */
function failureLog(terminal: Terminal): FailureListener {
  const told = new Set<string>();
  return (rule, error) => {
    const text = `${rule}: ${failureOf(error)}\n`;
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

/** As `2027-01-31`, in the user's time zone. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
