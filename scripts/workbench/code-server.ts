import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { requireCommand } from '../command.ts';
import { temporaryFolder, whenThisProcessEnds } from '../lifetime.ts';
import { isAskedForAutomation, type WorkbenchInstallation } from './installation.ts';

export interface CodeServerOptions {
  /** Any free port unless given. */
  readonly port?: number;
  /** Packaged extensions to install first. */
  readonly extensions?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Off by default: every folder is trusted unasked. */
  readonly workspaceTrust?: boolean;
  /** VS Code ignores extensions under development and test suites named by the page's address without it. */
  readonly automation?: boolean;
}

export interface CodeServer {
  readonly port: number;
  /** Settles when it has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.menuBarVisibility': 'classic',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'chat.disableAIFeatures': true,
};

export async function startCodeServer(
  installation: WorkbenchInstallation,
  options: CodeServerOptions = {},
): Promise<CodeServer> {
  const profile = createProfile(installation, options);
  const env = serverEnvironment();
  const installing = (options.extensions ?? []).flatMap((each) => ['--install-extension', each]);
  if (installing.length > 0) await requireCommand(installation.node, [...profile, ...installing], { env });
  const server = spawn(installation.node, [...profile, ...serverArguments(options)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: code-server starts processes that outlive it when it alone is ended.
    detached: true,
  });
  const forget = whenThisProcessEnds(() => signalGroup(server, 'SIGKILL'));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    await endGroup(server, ended);
    forget();
  };
  return { port: await listeningPort(server), ended, stop };
}

export async function isFreePort(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Answers the arguments that keep code-server from reading and writing in the user's home. */
function createProfile(installation: WorkbenchInstallation, options: CodeServerOptions): string[] {
  const folder = temporaryFolder('workbench');
  const config = path.join(folder, 'config.yaml');
  writeFileSync(config, 'auth: none\ncert: false\n');
  const userData = path.join(folder, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const trust = { 'security.workspace.trust.enabled': options.workspaceTrust === true };
  const settings = { ...quietSettings, ...trust, ...options.settings };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings));
  const entry = path.join(installation.codeServer, 'out/node/entry.js');
  const extensions = path.join(folder, 'extensions');
  return [entry, '--config', config, '--auth', 'none', '--user-data-dir', userData, '--extensions-dir', extensions];
}

function serverArguments(options: CodeServerOptions): string[] {
  return [
    '--bind-addr',
    `127.0.0.1:${options.port ?? 0}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.automation === true && isAskedForAutomation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/** Without the variables of an editor whose terminal this runs in, and without a marketplace to call. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const ownVariables = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  const noMarketplace = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
  return { ...Object.fromEntries(ownVariables), EXTENSIONS_GALLERY: noMarketplace };
}

/** code-server chooses the port and prints it. */
function listeningPort(server: ChildProcess): Promise<number> {
  let log = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      const listening = /HTTP server listening on http:\/\/[^\s:]+:(\d+)/.exec(log);
      if (listening !== null) resolve(Number(listening[1]));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`code-server did not start.\n${log}`)));
  });
}

async function endGroup(leader: ChildProcess, ended: Promise<void>): Promise<void> {
  signalGroup(leader, 'SIGTERM');
  const impatience = setTimeout(() => signalGroup(leader, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(impatience);
  signalGroup(leader, 'SIGKILL');
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}
