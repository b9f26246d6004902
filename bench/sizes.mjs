// node bench/sizes.mjs [--files 500,1500,3000] [--tools temper,typescript-eslint,biome,oxlint] [--passes 4] [--write]
// A keystroke in projects of several sizes, in a file that nobody imports, one that some do and one that most do; and a check from nothing.
// `--write` adds the ratios to trend.jsonl, so that a slow-down is seen.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureColdCheck, measureKeystrokes } from './measure.mjs';
import { biome } from './peers/biome.mjs';
import { oxlint } from './peers/oxlint.mjs';
import { typescriptEslint } from './peers/typescript-eslint.mjs';
import { prepareByPlace } from './subject.mjs';
import { temper } from './temper.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '500,1500,3000' },
    tools: { type: 'string', default: 'temper,typescript-eslint,biome,oxlint' },
    passes: { type: 'string', default: '4' },
    write: { type: 'boolean', default: false },
  },
});
const allTools = { temper, 'typescript-eslint': typescriptEslint, biome, oxlint };
const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1];

for (const count of values.files.split(',').map(Number)) {
  const subject = prepareByPlace(count);
  const measured = {};
  try {
    for (const name of values.tools.split(',')) {
      console.error(`${subject.files} files: ${name}`);
      measured[name] = await measureTool(allTools[name], subject).catch((error) => ({
        failed: error.message.split('\n')[0],
      }));
    }
  } finally {
    subject.remove();
  }
  console.log(rendered(subject.files, measured));
  if (values.write) appendFileSync(path.join(import.meta.dirname, 'trend.jsonl'), trendLine(subject.files, measured));
}

async function measureTool(tool, subject) {
  tool.configure(subject);
  const { seconds, megabytes } = await measureColdCheck(tool.check, subject);
  const places = {};
  for (const [place, edited] of Object.entries(subject.places)) {
    const { latencies } = await measureKeystrokes(tool.startSession, { ...subject, edited }, Number(values.passes));
    places[place] = {
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
    };
  }
  return { seconds, megabytes, places };
}

function rendered(files, measured) {
  const rows = Object.entries(measured).map(([name, { failed, seconds, megabytes, places }]) => {
    if (failed !== undefined) return `| ${name} | failed: ${failed.replaceAll('|', '/')} |`;
    const cells = Object.values(places).map((each) =>
      Object.values(each)
        .map((time) => time.toFixed(1))
        .join(' / '),
    );
    return `| ${[name, ...cells, seconds.toFixed(2), megabytes.toFixed(0)].join(' | ')} |`;
  });
  return [
    `## ${files} files`,
    '',
    '| p50 / p95 / p99 ms | leaf | middle | root | cold check s | cold MB |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Ratios of this run, since the milliseconds of two days are not worth comparing. */
function trendLine(files, { temper: own, ...peers }) {
  const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).trim();
  const ratios = Object.entries(peers).flatMap(([name, peer]) => {
    if (own?.places === undefined || peer.places === undefined) return [];
    const keystroke = Object.entries(own.places).map(([place, { p50, p95 }]) => [
      place,
      { p50: ratio(p50, peer.places[place].p50), p95: ratio(p95, peer.places[place].p95) },
    ]);
    const check = { cold: ratio(own.seconds, peer.seconds), memory: ratio(own.megabytes, peer.megabytes) };
    return [[name, { keystroke: Object.fromEntries(keystroke), ...check }]];
  });
  const day = new Date().toISOString().slice(0, 10);
  return `${JSON.stringify({ day, commit, files, beside: Object.fromEntries(ratios) })}\n`;
}

function ratio(own, peer) {
  return Number((own / peer).toFixed(2));
}
