// Peak resident memory and processor time of everything a tool starts, daemons included: they all inherit one marker in their environment.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const pageBytes = 4096;

const tickMilliseconds = 10;
const betweenSamples = 50;
/** Reading about all processes takes milliseconds, in which an answer that has come would wait to be noticed. */
const quietAfterKeystroke = 100;

/**
 * Give `environment` to what you start; `stop()` then tells its peak in MB, and `processorTime()` the milliseconds that its
 * threads have run, or undefined where there is no /proc. After `keystroke()` memory is not looked at for a while.
 */
export function watchProcesses() {
  const environment = { TEMPER_BENCH_RUN: randomUUID() };
  if (process.platform !== 'linux') {
    return { environment, stop: () => undefined, keystroke: () => undefined, processorTime: () => undefined };
  }
  const marker = `TEMPER_BENCH_RUN=${environment.TEMPER_BENCH_RUN}`;
  const strangers = new Set();
  const own = new Set();
  let peak = 0;
  let quietUntil = 0;
  const sample = () => {
    const sum = processIds()
      .filter((id) => !strangers.has(id))
      .reduce((total, id) => total + residentBytes(id, marker, { own, strangers }), 0);
    peak = Math.max(peak, sum);
  };
  const timer = setInterval(() => {
    if (performance.now() >= quietUntil) sample();
  }, betweenSamples);
  return {
    environment,
    keystroke: () => (quietUntil = performance.now() + quietAfterKeystroke),
    processorTime: () => [...own].reduce((total, id) => total + processorTimeOf(id), 0),
    stop: () => {
      sample();
      clearInterval(timer);
      return peak / 1024 / 1024;
    },
  };
}

function processIds() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

/** A process shows its parent's environment until it has replaced itself, so only those that last are called strangers. */
function residentBytes(id, marker, { own, strangers }) {
  try {
    const environment = readFileSync(`/proc/${id}/environ`, 'latin1');
    if (environment.split('\0').includes(marker)) {
      own.add(id);
      return Number(readFileSync(`/proc/${id}/statm`, 'latin1').split(' ')[1]) * pageBytes;
    }
    if (environment !== '' && Number(id) < process.pid) strangers.add(id);
  } catch {
    // It has ended, or belongs to somebody else.
  }
  return 0;
}

/** Of the process's threads to the nanosecond, and of its children that have ended. */
function processorTimeOf(id) {
  try {
    const threads = readdirSync(`/proc/${id}/task`).map((thread) => {
      const [ran] = readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'latin1').split(' ');
      return Number(ran) / 1e6;
    });
    const [, fields] = readFileSync(`/proc/${id}/stat`, 'latin1').split(/\) /);
    const [user, system] = fields.split(' ').slice(13, 15).map(Number);
    return threads.reduce((sum, each) => sum + each, (user + system) * tickMilliseconds);
  } catch {
    return 0;
  }
}
