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
import type { WaitingWorker } from './waiting-worker.ts';

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

export interface Start {
  /** Folder of the built server. */
  readonly installation: string;
  readonly worker: WaitingWorker;
}

export function run({ installation, worker }: Start): void {
  const { reader, writer } = transport();
  const arrivals = new Arrivals();
  const collection = new IdleCollection();
  const watched = arrivals.watch(reader, () => collection.idle());
  const connection = createConnection(ProposedFeatures.all, watched, writer);
  const tell = (reason: unknown): void => {
    try {
      connection.console.error(failureOf(reason));
    } catch {
      // Without a connection nobody would hear it.
    }
  };
  // The client is gone; nobody is left to answer.
  reader.onClose(() => process.exit(1));
  process.once('disconnect', () => process.exit(1));
  // A defect in one answer must not take the others down.
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
  serve({ connection, arrivals, installation, worker });
}
