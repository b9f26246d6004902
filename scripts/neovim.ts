import { spawnSync } from 'node:child_process';
import { findExecutable, isExecutable } from './command.ts';
import { installDebianPackages } from './debian-packages.ts';

/** The oldest Neovim that the documented configuration is for. */
const oldest = { major: 0, minor: 7 };

/** The one named by NEOVIM, else the system's. */
export function findNeovim(): string | undefined {
  const chosen = process.env['NEOVIM'];
  if (chosen !== undefined && isExecutable(chosen)) return chosen;
  return findExecutable('nvim');
}

/** Makes Neovim ready. Answers undefined, or in plain words why it cannot be had here. */
export async function provideNeovim(): Promise<string | undefined> {
  if (process.platform === 'win32') return 'the scenarios start a shell script, which Windows does not run';
  if (findNeovim() === undefined) await installDebianPackages(['neovim']);
  const neovim = findNeovim();
  if (neovim === undefined) return 'nvim not found; on Debian, `apt-get install neovim` brings it';
  const version = spawnSync(neovim, ['--version'], { encoding: 'utf8' }).stdout;
  return isRecent(version) ? undefined : `Neovim ${oldest.major}.${oldest.minor} or newer is needed`;
}

function isRecent(version: string | null): boolean {
  const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
}
