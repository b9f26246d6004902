// node bench/session.mjs [--edits 20000] [--seconds 60] [--files 5000]
// A long day in one server: what memory it has left after many edits, what a quick typist waits in a large file, and what everybody
// waits while thousands of files are checked.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareLongFile, prepareManyFiles } from './subject.mjs';
import { temper } from './temper.mjs';
import { pause, within } from './wait.mjs';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '60' },
    files: { type: 'string', default: '5000' },
  },
});
const editedFiles = 200;
/** So many edits come in a burst before somebody looks at the answer. */
const burst = 20;
const between = 3;
/** Ten keys a second. */
const typing = 100;

const percentile = (times, share) =>
  [...times].sort((one, other) => one - other)[Math.ceil(times.length * share) - 1]?.toFixed(1);
const spread = (times) =>
  `p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms, p99 ${percentile(times, 0.99)} ms, at most ${percentile(times, 1)} ms`;

await grow(Number(values.edits));
await typeQuickly(Number(values.seconds));
await scan(Number(values.files));

/** The memory of the process when it rests, before and after the edits. */
async function grow(edits) {
  if (edits === 0) return;
  const subject = prepareManyFiles(500, editedFiles);
  const session = await temper.startSession({ root: subject.root });
  const before = [];
  try {
    for (let round = 0; round < 2; round++) {
      for (const document of subject.edited) {
        await session.open(document);
        session.closeDocument(document);
      }
      before.push(await residentMegabytes(session));
    }
    const each = Math.round(edits / editedFiles / burst);
    for (const document of subject.edited) {
      await session.open(document);
      for (let time = 0; time < each; time++) await typeBurst(session, document);
      session.closeDocument(document);
    }
    const after = await residentMegabytes(session);
    const sum = each * burst * editedFiles;
    console.log(
      `Memory: ${before.map(Math.round).join(', then ')} MB after ${editedFiles} files were opened once and twice, ` +
        `${Math.round(after)} MB after ${sum} edits in them (${(after / before[1]).toFixed(2)} times).`,
    );
  } finally {
    await session.close();
    subject.remove();
  }
}

async function typeBurst(session, document) {
  for (let key = 0; key < burst - 1; key++) {
    session.send(document, document.keystrokes[key % document.keystrokes.length]);
    await pause(between);
  }
  await session.type(document, document.keystrokes[(burst - 1) % document.keystrokes.length]);
}

async function residentMegabytes(session) {
  await pause(3_000);
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${session.processId}/status`, 'latin1'))[1]) / 1024;
}

/** Nobody waits for an answer before the next key. */
async function typeQuickly(seconds) {
  if (seconds === 0) return;
  const subject = prepareLongFile('effect/src/Record.ts');
  const [document] = subject.edited;
  const session = await temper.startSession({ root: subject.root });
  try {
    await session.open(document);
    const sentAt = new Map();
    const waits = { text: [], flow: [] };
    const stop = session.listen(({ method, params }) => {
      if (method === 'temper/analyzed') waits[params.tier].push(performance.now() - sentAt.get(params.version));
    });
    const keys = seconds * (1_000 / typing);
    for (let key = 0; key < keys; key++) {
      const keystroke = document.keystrokes[key % document.keystrokes.length];
      const began = performance.now();
      sentAt.set(session.send(document, keystroke), began);
      await pause(Math.max(0, typing - (performance.now() - began)));
    }
    await pause(3_000);
    stop();
    console.log(
      `Ten keys a second in ${subject.lines} lines: text tier ${waits.text.length} of ${keys} answered, ${spread(waits.text)}; ` +
        `whole answer ${waits.flow.length} of ${keys}, ${spread(waits.flow)}.`,
    );
  } finally {
    await session.close();
    subject.remove();
  }
}

/** What a request waits that has nothing to do with the check. */
async function scan(files) {
  if (files === 0) return;
  const subject = prepareManyFiles(files);
  const session = await temper.startSession({ root: subject.root });
  try {
    const began = performance.now();
    const checked = session.request('temper/checkWorkspace', {});
    const isOver = checked.then(() => true);
    const waits = [];
    while (!(await Promise.race([isOver, pause(20).then(() => false)]))) {
      const asked = performance.now();
      await within(60_000, session.request('temper/listRules', {}), () => 'no answer during the check');
      waits.push(performance.now() - asked);
    }
    const { files: count, errors, warnings } = await checked;
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(
      `While ${count} files were checked in ${seconds} s (${errors} errors, ${warnings} warnings), a request waited ${spread(waits)}.`,
    );
  } finally {
    await session.close();
    subject.remove();
  }
}
