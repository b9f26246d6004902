// Pure: measurements in, Markdown out.
import os from 'node:os';

const reference = 'typescript-eslint';

export function renderReport({ measured, textTier, rounds }) {
  return [
    '# Temper beside its peers',
    '',
    `One run on ${os.cpus().length} cores (${os.platform()} ${os.arch()}, Node ${process.version.slice(1)}), ${rounds} round${rounds === 1 ? '' : 's'}; ${os.loadavg()[2].toFixed(1)} processes wanted them meanwhile. Compare ratios, not milliseconds.`,
    'Keystroke: from `didChange` to the complete answer for that version, in a file that is open and was answered once; four one-character edits inside a function body in each of 12 files, 100 ms apart.',
    'Every answer had to hold a promise that floats and comes from another file. typescript-eslint runs in a process of its own (`lintText`), the others as language servers.',
    'Its processor: the time that all threads of the tool ran for a keystroke until its answer, which tells more than the clock where others use the machine.',
    'Cold check: the command line from nothing. Memory: peak resident set of all processes started, daemons included. The peers look for floating promises only; Temper runs all its rules, and in a line of its own the promise rules alone.',
    ...measured.flatMap(renderSubject),
    ...(textTier === undefined ? [] : renderTextTier(textTier)),
    '',
  ].join('\n');
}

function renderSubject({ subject, results }) {
  const base = results.find(({ tool }) => tool.name === reference);
  const rows = results.map((result) => renderRow(summarize(result), base && summarize(base)));
  return [
    '',
    `## ${subject.name}: ${subject.files} files, ${subject.lines.toLocaleString('en')} lines`,
    '',
    '| | keystroke p50 ms | p95 ms | its processor p50 ms | p95 ms | session MB | cold check s | cold MB | findings |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `In brackets: ratio to ${reference} in this run.`,
  ];
}

function summarize({ tool, latencies, processorTimes, sessionMegabytes, checks, failures }) {
  return {
    title: `${tool.name} ${tool.version}`,
    failures,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    processor50: percentile(processorTimes, 0.5),
    processor95: percentile(processorTimes, 0.95),
    session: percentile(sessionMegabytes, 0.5),
    seconds: percentile(
      checks.map((check) => check.seconds),
      0.5,
    ),
    cold: percentile(
      checks.map((check) => check.megabytes),
      0.5,
    ),
    findings: checks.at(-1)?.findings,
  };
}

function renderRow(row, base) {
  const cell = (key, digits) => withRatio(row[key], base?.[key], digits);
  const title =
    row.failures.length === 0 ? row.title : `${row.title} (failed: ${row.failures[0].replaceAll('|', '/')})`;
  const cells = [
    cell('p50', 1),
    cell('p95', 1),
    cell('processor50', 1),
    cell('processor95', 1),
    cell('session', 0),
    cell('seconds', 2),
    cell('cold', 0),
    row.findings ?? '–',
  ];
  return `| ${[title, ...cells].join(' | ')} |`;
}

function withRatio(value, base, digits) {
  if (value === undefined) return '–';
  const text = value.toFixed(digits);
  return base === undefined || base === value ? text : `${text} (${(value / base).toFixed(2)})`;
}

function renderTextTier({ subject, latencies, inServer }) {
  const [p50, p95, own50, own95] = [latencies, inServer].flatMap((times) =>
    [0.5, 0.95].map((share) => percentile(times, share)?.toFixed(1) ?? '–'),
  );
  return [
    '',
    '## Text tier',
    '',
    `${subject.lines.toLocaleString('en')} lines (${subject.name}), ${latencies.length} keystrokes: p50 ${p50} ms, p95 ${p95} ms (budget: p95 5 ms).`,
    `By the server's own clock p50 ${own50} ms, p95 ${own95} ms: until the client has it, two processes wake up, while the worker may still be at an earlier key.`,
  ];
}

export function percentile(values, share) {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return known[Math.min(known.length - 1, Math.ceil(known.length * share) - 1)];
}
