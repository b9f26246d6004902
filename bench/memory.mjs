// Peak resident memory of everything a tool starts, daemons included: they all inherit one marker in their environment.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const pageBytes = 4096;

/** Give `environment` to what you start; `stop()` then tells its peak in MB, or undefined where there is no /proc. */
export function watchMemory() {
  const environment = { TEMPER_BENCH_RUN: randomUUID() };
  if (process.platform !== 'linux') return { environment, stop: () => undefined };
  const marker = `TEMPER_BENCH_RUN=${environment.TEMPER_BENCH_RUN}`;
  const strangers = new Set();
  let peak = 0;
  const sample = () => {
    const sum = processIds()
      .filter((id) => !strangers.has(id))
      .reduce((total, id) => total + residentBytes(id, marker, strangers), 0);
    peak = Math.max(peak, sum);
  };
  const timer = setInterval(sample, 50);
  return {
    environment,
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
function residentBytes(id, marker, strangers) {
  try {
    const environment = readFileSync(`/proc/${id}/environ`, 'latin1');
    if (environment.split('\0').includes(marker)) {
      return Number(readFileSync(`/proc/${id}/statm`, 'latin1').split(' ')[1]) * pageBytes;
    }
    if (environment !== '' && Number(id) < process.pid) strangers.add(id);
  } catch {
    // It has ended, or belongs to somebody else.
  }
  return 0;
}
