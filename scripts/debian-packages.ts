import { findExecutable, runCommand } from './command.ts';

/** Installs packages where this is a Debian and we may; whoever needs them looks afterwards whether they are there. */
export async function installDebianPackages(packages: readonly string[]): Promise<void> {
  if (packages.length === 0 || process.getuid?.() !== 0 || findExecutable('apt-get') === undefined) return;
  console.log(`Installing ${packages.join(', ')} by apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...packages]];
  for (const step of steps) {
    const { exitCode, output } = await runCommand('apt-get', step, { env, output: 'capture' });
    if (exitCode !== 0) console.error(output);
  }
}
