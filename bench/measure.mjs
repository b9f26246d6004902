// What is measured: keystrokes in a warm session, and one cold run of the command line.
import { spawn } from 'node:child_process';
import { watchProcesses } from './processes.mjs';
import { pause } from './wait.mjs';

/** Leaves a moment in which memory is looked at. */
const betweenKeystrokes = 100;

/**
 * Milliseconds from each keystroke to the complete answer, after the file was opened and answered once; all of them are
 * typed as often as there are passes.
 */
export async function measureKeystrokes(startSession, subject, passes = 1) {
  const processes = watchProcesses();
  const latencies = [];
  const processorTimes = [];
  let session;
  try {
    session = await startSession({ root: subject.root, environment: processes.environment });
    for (const document of subject.edited) {
      await session.open(document);
      for (const keystroke of Array.from({ length: passes }, () => document.keystrokes).flat()) {
        await pause(betweenKeystrokes);
        const before = processes.processorTime();
        processes.keystroke();
        latencies.push(await session.type(document, keystroke));
        processorTimes.push(processes.processorTime() - before);
      }
      session.closeDocument(document);
    }
    return { latencies, processorTimes, megabytes: processes.stop() };
  } finally {
    await session?.close();
    processes.stop();
  }
}

/** Wall time, peak memory and number of findings of a command line run from nothing. */
export async function measureColdCheck({ command, args, count }, { root }) {
  const processes = watchProcesses();
  const began = performance.now();
  const { output, errors } = await run(command, args, root, processes.environment);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = processes.stop();
  try {
    return { seconds, megabytes, findings: count(output.slice(output.search(/[[{]/))) };
  } catch (error) {
    throw new Error(
      `${args.join(' ')} gave no result that can be read: ${errors.slice(0, 500)}${output.slice(0, 500)}`,
      { cause: error },
    );
  }
}

function run(command, args, cwd, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    const errors = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', () =>
      resolve({ output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
    );
  });
}
