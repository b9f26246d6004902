// Makes the package to install: for every platform, or with `--target linux-x64` and the like for one, TypeScript 7 included.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot as root } from './command.ts';
import { placeNative, targets } from './native-package.ts';

const { values } = parseArgs({ options: { target: { type: 'string', multiple: true, default: [] } } });
const all = values.target.includes('all');
const wanted = all ? [undefined, ...Object.keys(targets)] : values.target.length === 0 ? [undefined] : values.target;
const unknown = wanted.find((target) => target !== undefined && !(target in targets));
if (unknown !== undefined)
  throw new Error(`--target takes all or one of ${Object.keys(targets).join(', ')}, not ${unknown}.`);

for (const target of wanted) {
  run(path.join(root, 'scripts/build.mjs'), '--production');
  if (target !== undefined) placeNative(target, path.join(root, 'dist'));
  run(
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    ...(target === undefined ? [] : ['--target', target]),
    '--out',
    target === undefined ? 'temper-hardening.vsix' : `temper-hardening-${target}.vsix`,
  );
}

function run(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
}
