import { setFlagsFromString } from 'node:v8';
import { CompiledCode } from './compiled-code.ts';
import type * as Main from './main.ts';
import { WaitingWorker } from './waiting-worker.ts';

/** `--compiled=folder`: where what V8 compiles may be kept for the next start. */
const option = '--compiled=';

// V8 compiles well only what it took notes on, and takes none in the first calls. Keystrokes in a file that was just opened run code
// for the second or third time: with notes from the first call on, here and in the worker, they take a tenth less, and no more memory.
setFlagsFromString('--no-lazy-feedback-allocation');
// For a space of young objects as small as the worker's, to wake and join its helpers costs the collector more than they take off it.
setFlagsFromString('--no-parallel-scavenge');
// For `IdleCollection`; here, since code that was compiled under other flags is compiled again.
setFlagsFromString('--expose-gc');

const installation = import.meta.dirname.replaceAll('\\', '/');
const folder = process.argv.find((argument) => argument.startsWith(option))?.slice(option.length);
const code = new CompiledCode(folder);
const worker = new WaitingWorker(installation, folder);
const { run } = code.load(`${installation}/language-server.cjs`) as typeof Main;
run({ installation, worker });
code.keepLater();
