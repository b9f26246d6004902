import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** Something that emits `error`, which ends the process when nobody listens. */
export interface Emitter {
  /** When it does, as a sentence goes on after "when". */
  readonly fails: string;
  /** Other code is given it as a matter of course, and adds no listener. */
  readonly isHandedOn?: true;
  /** The event whose listener is given the emitter as its first argument. */
  readonly event?: string;
}

type Model = PathModel<Emitter>;

const model = (library: string, ...entries: readonly (readonly [path: string, emitter: Emitter])[]): Model => ({
  library,
  entries: entries.map(([path, emitter]) => ({ path: library + path, is: [emitter] })),
});

const noAnswer = { fails: 'the other side refuses or drops the connection' };
const gone = { fails: 'the database drops an idle connection or restarts', isHandedOn: true } as const;

/** Of servers nobody need hear: one that cannot listen had better end. Clients that log by themselves, as ioredis, are not here. */
const models: readonly Model[] = [
  model(
    'node:fs',
    ['.createReadStream()', { fails: 'the file is missing or cannot be read' }],
    ['.createWriteStream()', { fails: 'the file cannot be written or the disk is full' }],
  ),
  model('node:child_process', ['.spawn()', { fails: 'the command is not installed or its folder is missing' }]),
  model('node:http', ['.{get,request}()', noAnswer]),
  model('node:https', ['.{get,request}()', noAnswer]),
  model('node:net', ['.{connect,createConnection}()', noAnswer]),
  model('node:tls', ['.connect()', noAnswer]),
  model(
    'ws',
    ['{,.WebSocket}()', noAnswer],
    [
      '{.WebSocketServer,.Server,.WebSocket.Server,.WebSocket.WebSocketServer}().on()',
      { fails: 'a client sends a broken frame or drops the connection', event: 'connection' },
    ],
  ),
  model('pg', ['.{Pool,Client}()', gone]),
  model('redis', ['.createClient()', { fails: 'Redis cannot be reached or restarts', isHandedOn: true }]),
  model('archiver', ['()', { fails: 'a file cannot be read' }]),
  model('ssh2', ['.Client()', noAnswer]),
];

const automaton = new LibraryAutomaton<Emitter>(models);

/** What a call of this path, `node:fs.createReadStream()`, gives or takes that emits `error`. */
export const emitterOf = (path: string): Emitter | undefined => automaton.factsOf(path)[0];
