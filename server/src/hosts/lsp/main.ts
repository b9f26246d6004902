import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  StreamMessageReader,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { failureOf } from '../../report/failure.ts';
import { Arrivals } from './arrivals.ts';
import { IdleCollection } from './idle-collection.ts';
import { serve } from './server.ts';
import { StreamWriter } from './stream-writer.ts';

interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** `--node-ipc` for clients that fork the server, else standard input and output. */
function transport(): Transport {
  if (process.argv.includes('--node-ipc')) {
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  // Whatever prints goes to the log of the client, or it would break the protocol.
  console.log = console.info = console.debug = console.error;
  return { reader: new StreamMessageReader(process.stdin), writer: new StreamWriter(process.stdout) };
}

// V8 compiles well only what it took notes on, and takes none in the first calls. Keystrokes in a file that was just opened run code
// for the second or third time: with notes from the first call on, here and in the worker, they take a tenth less, and no more memory.
setFlagsFromString('--no-lazy-feedback-allocation');

const { reader, writer } = transport();
const arrivals = new Arrivals();
const collection = new IdleCollection();
const watched = arrivals.watch(reader, () => collection.idle());
const connection = createConnection(ProposedFeatures.all, watched, writer);
// The client is gone; nobody is left to answer.
reader.onClose(() => process.exit(1));
process.once('disconnect', () => process.exit(1));
// A defect in one answer must not take the others down.
process.on('uncaughtException', tell);
process.on('unhandledRejection', tell);
serve({ connection, arrivals, installation: import.meta.dirname.replaceAll('\\', '/') });

function tell(reason: unknown): void {
  try {
    connection.console.error(failureOf(reason));
  } catch {
    // Without a connection nobody would hear it.
  }
}
