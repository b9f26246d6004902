/** `npm start [-- folder]`: what Temper finds in a folder, on the command line and then in an editor. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { findExecutable, npmCommand, repositoryRoot, requireCommand, runCommand } from './command.ts';
import { isFreePort, startCodeServer } from './workbench/code-server.ts';
import { installWorkbench } from './workbench/installation.ts';
import { workbenchAddress } from './workbench/page.ts';
import { provideWorkbench } from './workbench/provide.ts';

const preferredPort = 8427;
const vsix = path.join(repositoryRoot, 'temper-hardening.vsix');

async function start(folder: string): Promise<void> {
  console.log('Building Temper…');
  await requireCommand(...npmCommand('run', '--silent', 'build'));
  await runCommand(process.execPath, [path.join(repositoryRoot, 'dist/cli.cjs'), 'check', folder]);

  const desktop = await findDesktop();
  if (desktop !== undefined) return openOnDesktop(desktop, folder);
  await requireCommand(...npmCommand('run', '--silent', 'package'));
  const obstacle = await provideWorkbench({ chromium: false, systemPackages: false });
  if (obstacle === undefined) return serveInBrowser(folder);
  console.log(`\nNo editor could be started here: there is no desktop VS Code, and ${obstacle}.`);
  console.log(`Temper is packaged. Install it where VS Code is:\n  code --install-extension ${vsix}`);
}

/** The desktop's `code`, of a version that runs Temper. A remote terminal's `code` only talks to another window. */
async function findDesktop(): Promise<string | undefined> {
  const onWindows = process.platform === 'win32';
  const code = findExecutable(onWindows ? 'code.cmd' : 'code');
  const isRemote = process.env['VSCODE_IPC_HOOK_CLI'] !== undefined;
  if (code === undefined || isRemote || !hasScreen()) return undefined;
  const { exitCode, output } = await runCode(code, ['--version'], 'capture');
  const minor = /^1\.(\d+)\./.exec(output)?.[1];
  return exitCode === 0 && Number(minor) >= 100 ? code : undefined;
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => process.env[name] !== undefined);
}

async function openOnDesktop(code: string, folder: string): Promise<void> {
  await runCode(code, [`--extensionDevelopmentPath=${repositoryRoot}`, folder], 'inherit');
  console.log('\nVS Code opens with Temper in a window of its own. Close that window when you have seen enough.');
}

/** On Windows `code` is a script, which only a shell runs, and the shell wants its arguments quoted. */
function runCode(code: string, args: readonly string[], output: 'inherit' | 'capture'): ReturnType<typeof runCommand> {
  if (process.platform !== 'win32') return runCommand(code, args, { output });
  const line = [code, ...args].map((word) => `"${word}"`).join(' ');
  return runCommand(process.env['ComSpec'] ?? 'cmd.exe', ['/d', '/s', '/c', `"${line}"`], { output, verbatim: true });
}

async function serveInBrowser(folder: string): Promise<void> {
  const port = (await isFreePort(preferredPort)) ? preferredPort : 0;
  const server = await startCodeServer(await installWorkbench(), { extensions: [vsix], port });
  console.log(`\nVS Code with Temper: ${workbenchAddress(server, { folder })}`);
  console.log('Open it in a browser. Ctrl+C ends it.');
  await server.ended;
}

const [argument = path.join(repositoryRoot, 'examples/shop')] = process.argv.slice(2);
const folder = path.resolve(process.env['INIT_CWD'] ?? '.', argument);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${folder} is not a folder.`);
  process.exit(2);
}
await start(folder);
