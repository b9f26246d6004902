// The platform packages of TypeScript 7, of which packages for one platform hold one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { repositoryRoot as root } from './command.ts';

/** Targets of VS Code, and which package holds their program: it needs no C library, so that Alpine runs Linux's. */
export const targets: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64',
  'win32-arm64': 'win32-arm64',
  'alpine-x64': 'linux-x64',
  'alpine-arm64': 'linux-arm64',
};

/** Undefined where there is no package for the platform that this runs on. */
export function ownTarget(): string | undefined {
  const target = `${process.platform}-${process.arch}`;
  return target in targets ? target : undefined;
}

/** Puts the program beside the lib.*.d.ts that it reads, and says whose it is. */
export function placeNative(target: string, dist: string): void {
  const platform = targets[target];
  if (platform === undefined) throw new Error(`There is no target ${target}.`);
  const installed = path.join(root, 'node_modules/@typescript', `typescript-${platform}`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'temper-native-'));
  try {
    const source = existsSync(installed) ? installed : fetched(platform, scratch);
    const lib = path.join(dist, 'lib');
    const program = platform.startsWith('win32') ? 'tsc.exe' : 'tsc';
    cpSync(path.join(source, 'lib', program), path.join(lib, program));
    for (const file of ['package.json', 'LICENSE', 'NOTICE.txt'])
      copyFileSync(path.join(source, file), path.join(lib, file));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** As the lock file knows it. */
function fetched(platform: string, scratch: string): string {
  const name = `@typescript/typescript-${platform}`;
  const { packages }: { packages: Readonly<Record<string, { version: string; integrity: string }>> } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  const locked = packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not know ${name}.`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const isWindows = process.platform === 'win32';
  execFileSync(npm, ['pack', '--silent', `${name}@${locked.version}`], { cwd: scratch, shell: isWindows });
  const file = path.join(scratch, `${name.replace('@', '').replace('/', '-')}-${locked.version}.tgz`);
  const digest = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (digest !== locked.integrity) throw new Error(`${name} is not what package-lock.json says.`);
  execFileSync('tar', ['-xzf', file], { cwd: scratch });
  return path.join(scratch, 'package');
}
