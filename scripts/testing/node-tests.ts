import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npmCommand, repositoryRoot, requireCommand, runCommand } from '../command.ts';
import { temporaryFolder } from '../lifetime.ts';
import { ownTarget } from '../native-package.ts';
import type { Tally } from './tally.ts';

const testFolder = path.join(repositoryRoot, 'test');
/** Have runners of their own. */
const editorFolders = ['vscode', 'browser', 'neovim'].map((name) => path.join(testFolder, name));

/** Their files need a process each: for the memory of thousands of cases, and for servers that are started one by one. */
const apart = /[\\/](?:rules|protocol)$/;

export function runUnitTests(): Promise<Tally> {
  const files = testFilesUnder(testFolder).filter(
    (file) => !editorFolders.some((folder) => file.startsWith(folder + path.sep)),
  );
  // By itself the runner leaves a core alone, which of two is half of them.
  return runNodeTests('unit', inFewerProcesses(files), [`--test-concurrency=${String(availableParallelism())}`]);
}

/** To load the server anew for each file takes longer than most files run: those of a folder share a process. The long ones come first. */
function inFewerProcesses(files: readonly string[]): readonly string[] {
  const byFolder = new Map<string, string[]>();
  for (const file of files) {
    const [top = ''] = path.relative(testFolder, file).split(path.sep);
    const folder = path.join(testFolder, top);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  const own = [...byFolder].flatMap(([folder, inside]) => (apart.test(folder) ? inside : []));
  const shared = [...byFolder].filter(([folder]) => !apart.test(folder)).map(([, inside]) => inside);
  const longestFirst = shared.sort((one, other) => other.length - one.length);
  return [...own, ...longestFirst.map((inside) => (inside.length === 1 ? inside[0] : importing(inside)) ?? [])].flat();
}

function importing(files: readonly string[]): string {
  const entry = path.join(temporaryFolder('tests'), `${path.basename(path.dirname(files[0] ?? ''))}.test.mjs`);
  writeFileSync(entry, files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(''));
  return entry;
}

/** Against the packages as users install them. One file at a time, because each drives an editor of its own. */
export async function runBrowserTests(): Promise<Tally> {
  const own = ownTarget();
  if (own !== undefined) await requireCommand(...npmCommand('run', '--silent', 'package', '--', '--target', own));
  // Last, so that it is built of nothing that is one platform's.
  await requireCommand(...npmCommand('run', '--silent', 'package'));
  return runNodeTests('browser', testFilesUnder(path.join(testFolder, 'browser')), ['--test-concurrency=1']);
}

/** Against the built server, in Neovim itself. */
export function runNeovimTests(): Promise<Tally> {
  return runNodeTests('neovim', testFilesUnder(path.join(testFolder, 'neovim')));
}

/** The runner of Node 20 knows no glob patterns. */
function testFilesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.split(path.sep).includes('fixtures'))
    .map((name) => path.join(folder, name))
    .sort();
}

async function runNodeTests(name: string, files: readonly string[], flags: readonly string[] = []): Promise<Tally> {
  if (files.length === 0) throw new Error(`There are no ${name} tests.`);
  const tap = path.join(temporaryFolder('tests'), 'report.tap');
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
  ];
  const args = ['--import', 'tsx', '--test', ...flags, ...reporters, ...files];
  const { exitCode } = await runCommand(process.execPath, args);
  const tally = readTap(readFileSync(tap, 'utf8'));
  return exitCode === 0 ? tally : { ...tally, failed: Math.max(tally.failed, 1) };
}

function readTap(tap: string): Tally {
  // The summary comes last; tests may print lines like its own before.
  const count = (word: string): number => {
    const total = [...tap.matchAll(new RegExp(`^# ${word} (\\d+)$`, 'gm'))].at(-1)?.[1];
    if (total === undefined) throw new Error('The test runner broke off before its summary.');
    return Number(total);
  };
  const skipped = [...tap.matchAll(/^ *ok \d+ - (.*) # (?:SKIP|TODO)/gm)].map(([, title]) => `the test "${title}"`);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), leftOut: skipped };
}
