import type { Entry, LibraryModel } from './model.ts';

const answers = (from: number, caller: string, events?: readonly string[]): Entry['is'] => [
  { handlers: { from, caller, tells: 'response', at: 1, ...(events && { events }) } },
];

const reports = (from: number, caller: string): Entry['is'] => [{ handlers: { from, caller, tells: 'log' } }];

const listening = 'on,once,addListener,prependListener';

function nodeServer(library: string, caller: string): LibraryModel {
  const made = `${library}{.createServer,.createSecureServer,.Server}()`;
  return {
    library,
    entries: [
      { path: made, is: answers(0, caller) },
      { path: `${made}.{${listening}}()`, is: answers(1, caller, ['request']) },
    ],
  };
}

export const nodeHttp = nodeServer('node:http', "Node's server");
export const nodeHttps = nodeServer('node:https', "Node's server");
export const nodeHttp2 = nodeServer('node:http2', "Node's server");

/** No version of Connect looks at what a middleware returns. */
export const connect: LibraryModel = {
  library: 'connect',
  entries: [
    {
      path: 'connect{,.Server}().use()',
      is: [{ handlers: { from: 0, caller: 'Connect', tells: 'next', at: 2 } }],
    },
  ],
};

const sockets = 'socket.io{,.Server,.Namespace,.io}(){,.of(),.sockets}';

const inMemory = [{ rejects: 'never', because: 'Socket.IO keeps its rooms in memory' }] as const;

export const socketIo: LibraryModel = {
  library: 'socket.io',
  entries: [
    { path: `${sockets}.{${listening}}()`, is: reports(1, 'Socket.IO') },
    { path: `${sockets}.{${listening}}#1.0.{${listening}}()`, is: reports(1, 'Socket.IO') },
    { path: `socket.io.Socket().{${listening}}()`, is: reports(1, 'Socket.IO') },
    { path: `${sockets}.{${listening}}#1.0.{join,leave}()`, is: inMemory },
    { path: 'socket.io.Socket().{join,leave}()', is: inMemory },
    {
      path: `${sockets}.use()`,
      is: [{ handlers: { from: 0, caller: 'Socket.IO', tells: 'next-error', at: 1 } }],
    },
  ],
};

const webSocketServer = 'ws{.WebSocketServer,.Server,.WebSocket.Server,.WebSocket.WebSocketServer}()';

export const ws: LibraryModel = {
  library: 'ws',
  entries: [
    { path: `${webSocketServer}.{${listening}}()`, is: reports(1, '`ws`') },
    { path: `${webSocketServer}.{${listening}}#1.0.{${listening}}()`, is: reports(1, '`ws`') },
    { path: `ws{,.WebSocket}().{${listening}}()`, is: reports(1, '`ws`') },
  ],
};

/** What a shutdown fails with ends a process that ends anyway; what a message fails with ends one at work. */
export const processEvents: Entry['is'] = [
  {
    handlers: {
      from: 1,
      caller: 'the process',
      tells: 'log',
      events: ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'beforeExit', 'disconnect'],
      isMinor: true,
    },
  },
  {
    handlers: {
      from: 1,
      caller: 'the process',
      tells: 'log',
      events: ['message', 'uncaughtException', 'unhandledRejection', 'SIGUSR1'],
    },
  },
];

export const nodeProcess: LibraryModel = {
  library: 'node:process',
  entries: [{ path: `node:process.{${listening}}()`, is: processEvents }],
};
