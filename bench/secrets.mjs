// node bench/secrets.mjs [--megabytes 100] [--sample 12] [--write]
// Processor time that it takes to search mixed text for secrets, beside secretlint on a sample of it in the same run, and 1,500 lines as
// the text tier does.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
  options: {
    megabytes: { type: 'string', default: '100' },
    sample: { type: 'string', default: '12' },
    write: { type: 'boolean', default: false },
  },
});
const modules = path.join(import.meta.dirname, 'node_modules');
/** How often the text tier looks at a text, before its time is taken and while it is. */
const warmUp = 20;
const rounds = 200;
if (!existsSync(path.join(modules, 'secretlint'))) {
  console.error('Install the peers first: npm ci --prefix bench --ignore-scripts');
  process.exit(1);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'temper-secrets-'));
const processorTime = path.join(folder, 'processor-time.cjs');
try {
  writeFileSync(
    processorTime,
    `process.on('exit', () => require('fs').writeFileSync(process.env.TIME_FILE, JSON.stringify(process.cpuUsage())));`,
  );
  const all = listTexts(Number(values.megabytes) * 1e6);
  const part = Math.max(1, Math.round(Number(values.megabytes) / Number(values.sample)));
  const whole = copyTexts('whole', all);
  const sample = copyTexts(
    'sample',
    all.filter((_, at) => at % part === 0),
  );
  const scanner = await bundledScanner();
  const wholeTime = timed([scanner, path.join(folder, 'whole')]);
  const sampleTime = timed([scanner, path.join(folder, 'sample')]);
  const peerTime = timed([binary('secretlint', 'bin/secretlint.js'), '--secretlintrc', configuration(), 'sample/**/*']);
  const tier = await textTier(scanner);
  const row = (tool, { bytes }, seconds, ratio) =>
    `| ${tool} | ${(bytes / 1e6).toFixed(1)} | ${seconds.toFixed(2)} | ${(bytes / 1e6 / seconds).toFixed(2)} | ${ratio} |`;
  const lines = [
    `## Secrets in mixed text: ${whole.files.toLocaleString('en')} files, and every ${part}th of them for secretlint, which is slow`,
    '',
    `Processor time of whole processes from nothing, all their threads, 1 run each, on ${os.cpus().length} cores: compare ratios.`,
    '',
    '| | MB | seconds | MB a second | ratio on the sample |',
    '|---|---|---|---|---|',
    row("Temper's detectors", whole, wholeTime, ''),
    row("Temper's detectors", sample, sampleTime, (sampleTime / peerTime).toFixed(3)),
    row(`secretlint ${versionOf('secretlint')} (preset recommend)`, sample, peerTime, '1'),
    '',
    'What the text tier spends on secrets at a keystroke, once it has looked at a text a few times (budget: p95 2 ms):',
    '',
    '| 1,500 lines of | p50 ms | p95 ms | p50 ms, the code compiled | p95 ms, the code compiled |',
    '|---|---|---|---|---|',
    ...tier.map(({ name, figures }) => `| ${name} | ${figures.map((each) => each.toFixed(2)).join(' | ')} |`),
    '',
  ];
  console.log(lines.join('\n'));
  if (values.write)
    writeFileSync(path.join(import.meta.dirname, 'SECRETS.md'), `# Searching for secrets\n\n${lines.join('\n')}`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Code, declarations, settings, source maps and prose of the packages that are installed to measure on. */
function listTexts(limit) {
  const isText = /\.(c|m)?[jt]sx?$|\.(json|md|ya?ml|html|css|txt)$/;
  const listed = [];
  let bytes = 0;
  for (const name of readdirSync(modules, { recursive: true })) {
    if (bytes >= limit) break;
    const file = path.join(modules, name);
    const { size } = statSync(file);
    if (!isText.test(name) || !statSync(file).isFile() || size > 2e6) continue;
    listed.push({ file, size });
    bytes += size;
  }
  return listed;
}

function copyTexts(name, texts) {
  for (const [at, { file }] of texts.entries()) {
    const target = path.join(folder, name, String(at % 200));
    mkdirSync(target, { recursive: true });
    copyFileSync(file, path.join(target, `${at}-${path.basename(file)}`));
  }
  return { files: texts.length, bytes: texts.reduce((sum, { size }) => sum + size, 0) };
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

/** Of a Node process, in seconds. A peer that finds something exits with 1. */
function timed(args) {
  const timeFile = path.join(folder, 'time.json');
  const { status, stderr } = spawnSync(process.execPath, ['--require', processorTime, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NODE_PATH: modules, TIME_FILE: timeFile },
  });
  if (status !== 0 && status !== 1) throw new Error(`${args[0]} failed: ${stderr.slice(0, 1000)}`);
  const { user, system } = JSON.parse(readFileSync(timeFile, 'utf8'));
  return (user + system) / 1e6;
}

async function textTier(scanner) {
  const { findSecrets } = await import(pathToFileURL(scanner));
  const texts = [
    { name: 'code', text: code(), kind: 'code' },
    {
      name: 'messages in JSON, all of passwords and tokens',
      text: json('Your password or token is wrong'),
      kind: 'settings',
    },
    { name: 'JSON, each a key of its own', text: json(), kind: 'settings' },
  ];
  return texts.map(({ name, text, kind }) => {
    const times = Array.from({ length: warmUp + 2 * rounds }, (_, round) => {
      // A letter more in the middle each time: nobody asks about the same text again.
      const typed = `${text.slice(0, text.length / 2)}${'x'.repeat(round)}${text.slice(text.length / 2)}`;
      const began = process.cpuUsage();
      findSecrets(typed, kind);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    });
    // V8 compiles meanwhile, on threads whose time counts; after some hundred keystrokes it has.
    return { name, figures: [...middleAndTail(times, warmUp), ...middleAndTail(times, warmUp + rounds)] };
  });
}

function middleAndTail(times, from) {
  const sorted = times.slice(from, from + rounds).sort((one, other) => one - other);
  return [sorted[rounds * 0.5], sorted[rounds * 0.95]];
}

function code() {
  const sources = path.join(modules, 'effect/src/internal');
  return readdirSync(sources, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(sources, name), 'utf8'))
    .join('\n')
    .split('\n')
    .slice(0, 1500)
    .join('\n');
}

/** With a made-up key in each line where no text is given; always the same. */
function json(value) {
  const key = (line) => createHash('sha256').update(`line ${line}`).digest('base64url').slice(0, 40);
  const lines = Array.from({ length: 1500 }, (_, line) => `  "auth.service${line}_token": "${value ?? key(line)}"`);
  return `{\n${lines.join(',\n')}\n}`;
}
