import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenThisProcessEnds } from './lifetime.ts';

export const repositoryRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` shows the output as it comes; `capture` only returns it. */
  readonly output?: 'inherit' | 'capture';
  /** On Windows, arguments are quoted already. */
  readonly verbatim?: boolean;
}

export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and error in the order they came; empty unless captured. */
  readonly output: string;
}

export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd = repositoryRoot, env = process.env, output = 'inherit', verbatim = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      windowsVerbatimArguments: verbatim,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const forget = whenThisProcessEnds(() => child.kill());
    let captured = '';
    const collect = (chunk: Buffer): void => {
      captured += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      forget();
      resolve({ exitCode: code ?? 1, output: captured });
    });
  });
}

/** Like `runCommand`, for a command that has to succeed: shows its output only when it does not. */
export async function requireCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { exitCode, output } = await runCommand(command, args, { output: 'capture', ...options });
  if (exitCode !== 0) throw new Error(`\`${command} ${args.join(' ')}\` ended with exit code ${exitCode}.\n${output}`);
  return output;
}

/** `npm` is a script on Windows, which cannot be spawned: inside `npm run` its JavaScript is known and runs everywhere. */
export function npmCommand(...args: string[]): [command: string, args: string[]] {
  const npmScript = process.env['npm_execpath'];
  return npmScript === undefined ? ['npm', args] : [process.execPath, [npmScript, ...args]];
}

export function findExecutable(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
