import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { repositoryRoot, runCommand } from '../command.ts';
import { temporaryFolder } from '../lifetime.ts';
import { leftOut, nothing, type Tally } from './tally.ts';

export const suiteFolder = path.join(repositoryRoot, 'out/test/vscode');
export const desktopCache = path.join(repositoryRoot, '.cache/vscode-desktop');

export interface TestResult {
  readonly title: string;
  readonly milliseconds: number;
  /** Undefined when it passed. */
  readonly failure?: string;
}

/** Runs the suite in the workbench, or where there is none, in the desktop VS Code that @vscode/test-electron downloads. */
export async function runEditorSuite(workbenchObstacle: string | undefined): Promise<Tally> {
  if (workbenchObstacle === undefined) return runIn('workbench');
  const desktopObstacle = await provideDesktop();
  if (desktopObstacle === undefined) return runIn('desktop');
  return leftOut('tests in the extension host', `${workbenchObstacle}; ${desktopObstacle}`);
}

async function provideDesktop(): Promise<string | undefined> {
  if (
    process.platform === 'linux' &&
    process.env['DISPLAY'] === undefined &&
    process.env['WAYLAND_DISPLAY'] === undefined
  ) {
    return 'desktop VS Code needs a display';
  }
  try {
    await downloadAndUnzipVSCode({ cachePath: desktopCache });
    return undefined;
  } catch (error) {
    return `desktop VS Code could not be downloaded: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function runIn(editor: 'workbench' | 'desktop'): Promise<Tally> {
  // A file, because an editor's chatter mixes with what its extensions print.
  const results = path.join(temporaryFolder('tests'), 'results.json');
  const runner = path.join(repositoryRoot, 'test/vscode/run.ts');
  const { exitCode, output } = await runCommand(process.execPath, ['--import', 'tsx', runner, editor], {
    env: { ...process.env, TEMPER_SUITE_RESULTS: results },
    output: 'capture',
  });
  const log = path.join(suiteFolder, `${editor}.log`);
  mkdirSync(suiteFolder, { recursive: true });
  writeFileSync(log, output);
  if (!existsSync(results)) throw new Error(`The suite broke off before its end.\n${output}`);
  const tally = report(JSON.parse(readFileSync(results, 'utf8')) as TestResult[]);
  if (exitCode === 0) return tally;
  console.log(`The editor's log is in ${path.relative(repositoryRoot, log)}.`);
  return { ...tally, failed: Math.max(tally.failed, 1) };
}

function report(results: readonly TestResult[]): Tally {
  for (const { title, milliseconds, failure } of results) {
    console.log(failure === undefined ? `✔ ${title} (${milliseconds} ms)` : `✖ ${title}\n${failure}`);
  }
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  return { ...nothing, passed: results.length - failed, failed };
}
