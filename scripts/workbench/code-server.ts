import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireCommand } from '../command.ts';
import type { WorkbenchInstallation } from './installation.ts';

export interface CodeServerOptions {
  /** Any free port unless given. */
  readonly port?: number;
  readonly extensionsFolder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Off by default: every folder is trusted unasked. */
  readonly workspaceTrust?: boolean;
  /** VS Code ignores extensions under development and test suites named by the page's address without it. */
  readonly automation?: boolean;
}

export interface CodeServer {
  readonly port: number;
  log(): string;
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
  const folder = mkdtempSync(path.join(tmpdir(), 'temper-workbench-'));
  const server = spawn(installation.node, serverArguments(installation, folder, options), {
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: code-server starts processes that outlive it when it alone is ended.
    detached: true,
  });
  endWithThisProcess(server, folder);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  let log = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      const listening = /HTTP server listening on http:\/\/[^\s:]+:(\d+)/.exec(log);
      if (listening !== null) resolve(Number(listening[1]));
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`code-server did not start.\n${log}`)));
  });
  return { port, log: () => log, ended, stop: () => stopGroup(server, folder, ended) };
}

/** Installs a packaged extension into a folder that `startCodeServer` can take as `extensionsFolder`. */
export async function installExtension(
  installation: WorkbenchInstallation,
  vsix: string,
  extensionsFolder: string,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'temper-install-'));
  try {
    const args = [...profileArguments(installation, folder, { extensionsFolder }), '--install-extension', vsix];
    await requireCommand(installation.node, args, { env: serverEnvironment() });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function isFreePort(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function serverArguments(installation: WorkbenchInstallation, folder: string, options: CodeServerOptions): string[] {
  return [
    ...profileArguments(installation, folder, options),
    '--bind-addr',
    `127.0.0.1:${options.port ?? 0}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.automation === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/** Everything code-server would otherwise read from or write into the user's home. */
function profileArguments(installation: WorkbenchInstallation, folder: string, options: CodeServerOptions): string[] {
  const config = path.join(folder, 'config.yaml');
  writeFileSync(config, 'auth: none\ncert: false\n');
  const userData = path.join(folder, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const settings = {
    ...quietSettings,
    'security.workspace.trust.enabled': options.workspaceTrust === true,
    ...options.settings,
  };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings));
  const extensions = options.extensionsFolder ?? path.join(folder, 'extensions');
  mkdirSync(extensions, { recursive: true });
  const entry = path.join(installation.codeServer, 'out/node/entry.js');
  return [entry, '--config', config, '--auth', 'none', '--user-data-dir', userData, '--extensions-dir', extensions];
}

/** Without the variables of an editor whose terminal this runs in, and without a marketplace to call. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const ownVariables = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  const noMarketplace = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
  return { ...Object.fromEntries(ownVariables), EXTENSIONS_GALLERY: noMarketplace };
}

function endWithThisProcess(server: ChildProcess, folder: string): void {
  const end = (): void => {
    signalGroup(server, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  server.once('exit', () => process.off('exit', end));
}

async function stopGroup(server: ChildProcess, folder: string, ended: Promise<void>): Promise<void> {
  signalGroup(server, 'SIGTERM');
  const impatience = setTimeout(() => signalGroup(server, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(impatience);
  signalGroup(server, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}
