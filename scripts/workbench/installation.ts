/**
 * The workbench is VS Code's own interface and Node extension host, served by code-server to a browser: a real editor for
 * machines that have no desktop. It is installed once per version, into a cache.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findExecutable, repositoryRoot, requireCommand } from '../command.ts';
import { whenThisProcessEnds } from '../lifetime.ts';

interface WorkbenchVersion {
  /** The Node that it wants, whichever Node runs this script. */
  readonly node: string;
  /** Whether it has to be asked to run tests. */
  readonly isAskedForAutomation: boolean;
}

/** Versions that were seen to work. */
const versions: Readonly<Record<string, WorkbenchVersion>> = {
  '4.139.1': { node: '24.21.0', isAskedForAutomation: true },
  // The oldest VS Code that the extension says it runs in.
  '4.100.3': { node: '20.20.2', isAskedForAutomation: false },
};
const codeServerVersion = process.env['TEMPER_WORKBENCH_VERSION'] ?? '4.139.1';
const version = versions[codeServerVersion];
if (version === undefined)
  throw new Error(`TEMPER_WORKBENCH_VERSION takes one of ${Object.keys(versions).join(', ')}.`);
const { node: nodeVersion } = version;
export const { isAskedForAutomation } = version;
/** The rest of its native modules (Kerberos, signing, Windows) are never loaded here. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty'];
/** What building the native modules takes. */
const buildTools = ['python3', 'make', 'g++'];

export interface WorkbenchInstallation {
  readonly node: string;
  readonly codeServer: string;
}

/** In plain words, why the workbench cannot run on this platform; undefined when it can. */
export function workbenchObstacle(): string | undefined {
  if (process.platform !== 'linux') return `the browser workbench runs on Linux only, not on ${process.platform}`;
  if (!['x64', 'arm64'].includes(process.arch)) return `the browser workbench has no Node for ${process.arch}`;
  return undefined;
}

/** Commands that an installation still needs; none when it is there already. */
export function missingBuildTools(): readonly string[] {
  if (existsSync(installedFolder())) return [];
  return buildTools.filter((tool) => findExecutable(tool) === undefined);
}

export async function installWorkbench(): Promise<WorkbenchInstallation> {
  const folder = installedFolder();
  if (!existsSync(folder)) {
    console.log(`Installing code-server ${codeServerVersion} (about 800 MB, once)…`);
    await installInto(folder);
  }
  return installationIn(folder);
}

function installedFolder(): string {
  const cache = process.env['TEMPER_WORKBENCH_CACHE'] ?? path.join(repositoryRoot, '.cache/workbench');
  return path.join(cache, `code-server-${codeServerVersion}-node-${nodeVersion}-${process.arch}`);
}

function installationIn(folder: string): WorkbenchInstallation {
  return {
    node: path.join(folder, 'node/node_modules', nodePackage(), 'bin/node'),
    codeServer: path.join(folder, 'code-server/node_modules/code-server'),
  };
}

function nodePackage(): string {
  return `node-linux-${process.arch}`;
}

/** Builds beside the final folder and renames, so that a broken-off or simultaneous installation leaves nothing half done. */
async function installInto(folder: string): Promise<void> {
  mkdirSync(path.dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}-staging-`);
  const discard = (): void => rmSync(staging, { recursive: true, force: true });
  const forget = whenThisProcessEnds(discard);
  try {
    await installPackages(staging);
    if (!existsSync(folder)) renameSync(staging, folder);
  } finally {
    forget();
    discard();
  }
}

async function installPackages(folder: string): Promise<void> {
  const { node, codeServer } = installationIn(folder);
  await npm(['install', `${nodePackage()}@${nodeVersion}`], emptyPackage(folder, 'node'), process.env);

  // The package of Node carries its headers, so node-gyp downloads none.
  const nodeFolder = path.dirname(path.dirname(node));
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeFolder,
    // Older modules call for the build tool of the day.
    npm_config_yes: 'true',
  };
  await npm(
    ['install', `code-server@${codeServerVersion}`, '--ignore-scripts'],
    emptyPackage(folder, 'code-server'),
    env,
  );
  // An older one wants a module of its own that is only there as source.
  if (!existsSync(path.join(folder, 'code-server/node_modules/argon2/prebuilds')))
    await npm(['rebuild', 'argon2'], path.join(folder, 'code-server'), {
      ...env,
      npm_config_build_from_source: 'true',
    });
  const vscode = path.join(codeServer, 'lib/vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], vscode, env);
  await npm(['rebuild', ...nativeModules], vscode, env);
  // TypeScript's own editor support, which Temper has to get along with.
  await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(vscode, 'extensions'), env);
}

function emptyPackage(folder: string, name: string): string {
  const packageFolder = path.join(folder, name);
  mkdirSync(packageFolder, { recursive: true });
  writeFileSync(path.join(packageFolder, 'package.json'), '{ "private": true }\n');
  return packageFolder;
}

async function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  await requireCommand('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
}
