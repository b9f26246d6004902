// npm run bench -- [--subject viem,effect,viem-large] [--tools temper,…] [--rounds 1] [--write]
// Measures Temper beside its peers in one run on this machine; only the ratios are worth comparing with another run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const folder = import.meta.dirname;

const { values } = parseArgs({
  options: {
    subject: { type: 'string', default: 'viem' },
    tools: { type: 'string', default: 'temper,temper-promises,typescript-eslint,biome,oxlint' },
    rounds: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});

installPeers();
if (values.tools.includes('temper')) buildTemper();
const { benchmark } = await import('./benchmark.mjs');
await benchmark({
  subjects: values.subject.split(','),
  tools: values.tools.split(','),
  rounds: Number(values.rounds),
  write: values.write,
});

/** npm writes this file last, so a broken-off installation counts as none. */
function installPeers() {
  if (existsSync(path.join(folder, 'node_modules/.package-lock.json'))) return;
  console.error('Installing the peers…');
  runOrExit('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}

function buildTemper() {
  const root = path.dirname(folder);
  if (!existsSync(path.join(root, 'dist/server.cjs'))) runOrExit('npm', ['run', 'build'], root);
}

function runOrExit(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
