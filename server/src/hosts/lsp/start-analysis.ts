import { workerData } from 'node:worker_threads';
import { CompiledCode } from './compiled-code.ts';
import type { WorkerData } from './worker-protocol.ts';

const code = new CompiledCode((workerData as WorkerData).compiled);
code.load(`${import.meta.dirname}/analysis.cjs`);
code.keepLater();
