// Whole checks with TypeScript 6 and with TypeScript 7 in turns, on projects given by folder: `node bench/native.mjs [--rounds N] FOLDER…`.
// Tells the time, the processor time and the peak memory of all processes, and where findings differ.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { watchProcesses } from './processes.mjs';

const cli = path.join(import.meta.dirname, '../dist/cli.cjs');
const backends = ['portable', 'native'];
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '1' } },
  allowPositionals: true,
});

for (const folder of positionals) {
  const runs = { portable: [], native: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    const order = round % 2 === 0 ? backends : [...backends].reverse();
    for (const backend of order) runs[backend].push(await check(folder, backend));
  }
  tell(folder, runs);
}

async function check(folder, backend) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'temper-native-'));
  const output = path.join(scratch, 'report.json');
  const { environment, stop, processorTime } = watchProcesses();
  const start = performance.now();
  const args = [cli, 'check', '.', '--format', 'json', '--types', backend, '--output', output];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Of a process that has ended nothing can be read any more.
  let spent = 0;
  const sampling = setInterval(() => (spent = Math.max(spent, processorTime() ?? 0)), 100);
  await new Promise((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampling);
  const findings = findingsIn(output);
  rmSync(scratch, { recursive: true });
  return { seconds, processor: spent / 1000, memory: stop(), findings };
}

function findingsIn(output) {
  const { files } = JSON.parse(readFileSync(output, 'utf8'));
  return files.flatMap(({ file, findings, limits }) => [
    ...findings.map((finding) => JSON.stringify([file, finding])),
    ...limits.map((limit) => JSON.stringify([file, limit])),
  ]);
}

function tell(folder, runs) {
  const [portable, native] = backends.map((backend) => ({
    seconds: median(runs[backend].map(({ seconds }) => seconds)),
    processor: median(runs[backend].map(({ processor }) => processor)),
    memory: median(runs[backend].map(({ memory }) => memory)),
    findings: new Set(runs[backend].flatMap(({ findings }) => findings)),
  }));
  const missing = [...portable.findings].filter((each) => !native.findings.has(each));
  const added = [...native.findings].filter((each) => !portable.findings.has(each));
  const ratio = (what) =>
    `${portable[what].toFixed(1)} / ${native[what].toFixed(1)} (${(native[what] / portable[what]).toFixed(2)})`;
  console.log(
    `${path.basename(folder)}: ${portable.findings.size} findings, s ${ratio('seconds')}, processor s ${ratio('processor')}, MB ${ratio('memory')}`,
  );
  for (const each of missing) console.log(`  only portable: ${each.slice(0, 400)}`);
  for (const each of added) console.log(`  only native:   ${each.slice(0, 400)}`);
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
