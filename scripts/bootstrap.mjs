// Plain JavaScript, because nothing is installed yet when it runs: it brings the dependencies, then the TypeScript that needs them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export async function runTypeScript(script) {
  installDependencies();
  const { register } = await import('tsx/esm/api');
  register();
  await import(script);
}

/** npm writes this file last, so a broken-off installation counts as none. */
function installDependencies() {
  if (existsSync(path.join(root, 'node_modules/.package-lock.json'))) return;
  console.log('Installing dependencies…');
  const onWindows = process.platform === 'win32';
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: onWindows,
  });
  if (status !== 0) {
    console.error(error?.message ?? 'npm ci failed: see above.');
    process.exit(1);
  }
}
