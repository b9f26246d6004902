// Runs every tool over every subject and prints the tables.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { measureColdCheck, measureKeystrokes } from './measure.mjs';
import { biome } from './peers/biome.mjs';
import { oxlint } from './peers/oxlint.mjs';
import { typescriptEslint } from './peers/typescript-eslint.mjs';
import { prepareLongFile, prepareSubject, subjectNames } from './subject.mjs';
import { renderReport } from './table.mjs';
import { temper, temperPromises } from './temper.mjs';

const allTools = { temper, 'temper-promises': temperPromises, 'typescript-eslint': typescriptEslint, biome, oxlint };

export async function benchmark({ subjects, tools, rounds, write }) {
  const chosen = tools.map((name) => named(allTools, name));
  const measured = [];
  for (const name of subjects) {
    if (!subjectNames.includes(name)) throw new Error(`No subject ${name}: there are ${subjectNames.join(', ')}.`);
    measured.push(await measureSubject(name, chosen, rounds));
  }
  const textTier = chosen.includes(temper) ? await measureTextTier() : undefined;
  const report = renderReport({ measured, textTier, rounds });
  console.log(report);
  if (write) writeFileSync(path.join(import.meta.dirname, 'RESULTS.md'), report);
}

async function measureSubject(name, tools, rounds) {
  const subject = prepareSubject(name);
  try {
    const results = tools.map((tool) => ({
      tool,
      latencies: [],
      processorTimes: [],
      sessionMegabytes: [],
      checks: [],
      failures: [],
    }));
    for (const { tool } of results) tool.configure(subject);
    for (let round = 1; round <= rounds; round++) {
      for (const result of results) {
        console.error(`${subject.name}: ${result.tool.name}, round ${round} of ${rounds}`);
        await measureTool(result, subject);
      }
    }
    return { subject, results };
  } finally {
    subject.remove();
  }
}

async function measureTool({ tool, latencies, processorTimes, sessionMegabytes, checks, failures }, subject) {
  try {
    checks.push(await measureColdCheck(tool.check, subject));
    const session = await measureKeystrokes(tool.startSession, subject);
    latencies.push(...session.latencies);
    processorTimes.push(...session.processorTimes);
    sessionMegabytes.push(session.megabytes);
  } catch (error) {
    console.error(error.message);
    failures.push(error.message.split('\n')[0]);
  }
}

/** Enough for a 95th percentile that is not the start-up of one session. */
const textTierPasses = 4;

/** The tier that needs no types, from the change to its own notification, on a file of about 1,500 lines. */
async function measureTextTier() {
  const subject = prepareLongFile();
  try {
    console.error(`${subject.name}: text tier`);
    const inServer = [];
    const start = async (place) => heardBy(await temper.startTextTierSession(place), inServer);
    const { latencies } = await measureKeystrokes(start, subject, textTierPasses);
    return { subject, latencies, inServer };
  } catch (error) {
    console.error(error.message);
    return { subject, latencies: [], inServer: [] };
  } finally {
    subject.remove();
  }
}

/** The session; notes what the server itself says that the text tier of each edit took, from its arrival on. */
function heardBy(session, milliseconds) {
  const told = new Set([1]);
  session.listen(({ method, params }) => {
    if (method !== 'temper/analyzed' || params.tier !== 'text' || told.has(params.version)) return;
    told.add(params.version);
    milliseconds.push(params.milliseconds);
  });
  return session;
}

function named(tools, name) {
  if (tools[name] === undefined) throw new Error(`No tool ${name}: there are ${Object.keys(tools).join(', ')}.`);
  return tools[name];
}
