// node bench/secrets.mjs [--megabytes 100] [--write]
// How long it takes to search mixed text for secrets, beside secretlint in the same run, and 1,500 lines as the text tier does.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { binary, versionOf } from './installed.mjs';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '100' }, write: { type: 'boolean', default: false } },
});
const modules = path.join(import.meta.dirname, 'node_modules');
if (!existsSync(path.join(modules, 'secretlint'))) {
  console.error('Install the peers first: npm ci --prefix bench --ignore-scripts');
  process.exit(1);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'temper-secrets-'));
const texts = path.join(folder, 'texts');
try {
  const { files, bytes } = copyTexts(Number(values.megabytes) * 1e6);
  const scanner = await bundledScanner();
  const temper = timed(process.execPath, [scanner, texts]);
  const secretlint = timed(process.execPath, [
    binary('secretlint', 'bin/secretlint.js'),
    '--secretlintrc',
    configuration(),
    'texts/**/*',
  ]);
  const tier = await textTier(scanner);
  const megabytes = (bytes / 1e6).toFixed(0);
  const lines = [
    `## Secrets: ${megabytes} MB of mixed text (${files.toLocaleString('en')} files), 1 run each`,
    '',
    '| | seconds | ratio |',
    '|---|---|---|',
    `| Temper's detectors | ${temper.toFixed(2)} | ${(temper / secretlint).toFixed(3)} |`,
    `| secretlint ${versionOf('secretlint')} (preset recommend) | ${secretlint.toFixed(2)} | 1 |`,
    '',
    `1,500 lines of code on the main loop: p50 ${tier.p50.toFixed(2)} ms, p95 ${tier.p95.toFixed(2)} ms (budget: p95 2 ms).`,
    '',
  ];
  console.log(lines.join('\n'));
  if (values.write)
    writeFileSync(path.join(import.meta.dirname, 'SECRETS.md'), `# Searching for secrets\n\n${lines.join('\n')}`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Code, declarations, settings, source maps and prose of the packages that are installed to measure on. */
function copyTexts(limit) {
  mkdirSync(texts);
  const isText = /\.(c|m)?[jt]sx?$|\.(json|md|ya?ml|html|css|txt)$/;
  let files = 0;
  let bytes = 0;
  for (const name of readdirSync(modules, { recursive: true })) {
    const file = path.join(modules, name);
    if (bytes >= limit) break;
    const { size } = statSync(file);
    if (!isText.test(name) || !statSync(file).isFile() || size > 2e6) continue;
    mkdirSync(path.join(texts, String(files % 200)), { recursive: true });
    copyFileSync(file, path.join(texts, String(files % 200), `${files}-${path.basename(name)}`));
    files += 1;
    bytes += size;
  }
  return { files, bytes };
}

/** Bundled as the server is: loaders that translate on the fly slow the code down. */
async function bundledScanner() {
  const outfile = path.join(folder, 'scan.mjs');
  const contents = `
    import { readdirSync, readFileSync, statSync } from 'node:fs';
    import path from 'node:path';
    import { findSecrets, textKindOf } from '../server/src/secrets/secret.ts';
    export { findSecrets };
    const [, started, folder] = process.argv;
    if (folder && started.endsWith('scan.mjs')) {
      let found = 0;
      for (const name of readdirSync(folder, { recursive: true })) {
        const file = path.join(folder, name);
        if (statSync(file).isFile()) found += findSecrets(readFileSync(file, 'utf8'), textKindOf(name)).length;
      }
      console.log(found);
    }`;
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function configuration() {
  const file = path.join(folder, 'secretlintrc.json');
  writeFileSync(file, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  return file;
}

/** Wall time in seconds of a process, from nothing. A peer that finds something exits with 1. */
function timed(command, args) {
  const began = performance.now();
  const { status, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NODE_PATH: modules },
  });
  if (status !== 0 && status !== 1) throw new Error(`${args[0]} failed: ${stderr.slice(0, 1000)}`);
  return (performance.now() - began) / 1000;
}

async function textTier(scanner) {
  const { findSecrets } = await import(pathToFileURL(scanner));
  const sources = path.join(modules, 'effect/src/internal');
  const text = readdirSync(sources, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(sources, name), 'utf8'))
    .join('\n')
    .split('\n')
    .slice(0, 1500)
    .join('\n');
  const times = [];
  for (let round = 0; round < 200; round += 1) {
    const began = performance.now();
    findSecrets(text, 'code');
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return { p50: times[100], p95: times[190] };
}
