import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npmCommand, repositoryRoot, requireCommand, runCommand } from '../command.ts';
import { nothing, type Tally } from './tally.ts';

const testFolder = path.join(repositoryRoot, 'test');
/** Have runners of their own. */
const editorFolders = ['vscode', 'browser'].map((name) => path.join(testFolder, name));

export function runUnitTests(): Promise<Tally> {
  const files = testFilesUnder(testFolder).filter(
    (file) => !editorFolders.some((folder) => file.startsWith(folder + path.sep)),
  );
  return runNodeTests('unit', files);
}

/** Against the package as users install it. One file at a time, because each drives an editor of its own. */
export async function runBrowserTests(): Promise<Tally> {
  await requireCommand(...npmCommand('run', '--silent', 'package'));
  return runNodeTests('browser', testFilesUnder(path.join(testFolder, 'browser')), ['--test-concurrency=1']);
}

/** The runner of Node 20 knows no glob patterns. */
function testFilesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.split(path.sep).includes('fixtures'))
    .map((name) => path.join(folder, name))
    .sort();
}

async function runNodeTests(name: string, files: readonly string[], flags: readonly string[] = []): Promise<Tally> {
  if (files.length === 0) return nothing;
  const reports = path.join(repositoryRoot, 'out/test');
  const tap = path.join(reports, `${name}.tap`);
  mkdirSync(reports, { recursive: true });
  rmSync(tap, { force: true });
  const reporters = ['spec', 'stdout', 'tap', tap].map((value, index) =>
    index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
  );
  const { exitCode } = await runCommand(process.execPath, [
    '--import',
    'tsx',
    '--test',
    ...flags,
    ...reporters,
    ...files,
  ]);
  const tally = readTap(tap);
  const failedUncounted = exitCode !== 0 && tally.failed === 0;
  return failedUncounted ? { ...tally, failed: 1 } : tally;
}

function readTap(file: string): Tally {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const count = (word: string): number => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const skipped = count('skipped') + count('todo');
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    leftOut: skipped === 0 ? [] : [`${skipped} tests that skip themselves: see ${path.relative(repositoryRoot, file)}`],
  };
}
