import { npmCommand, runCommand } from '../command.ts';
import { add, nothing, type Tally } from './tally.ts';

/** Checks of the whole tree that are not tests, by the npm script that runs them. */
const checks = ['typecheck', 'lint', 'format:check', 'docs:check'];

export async function runChecks(): Promise<Tally> {
  let tally = nothing;
  for (const check of checks) tally = add(tally, await runNpmScript(check));
  return tally;
}

/** Counts as one test; its output is shown when it fails. */
export async function runNpmScript(script: string): Promise<Tally> {
  const { exitCode, output } = await runCommand(...npmCommand('run', '--silent', script), { output: 'capture' });
  if (exitCode === 0) {
    console.log(`✔ ${script}`);
    return { ...nothing, passed: 1 };
  }
  console.log(`✖ ${script}\n${output}`);
  return { ...nothing, failed: 1 };
}
