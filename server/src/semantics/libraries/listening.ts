import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** A call from which on requests come in, and how what it gives, or is called on, is closed. */
export interface Listening {
  /** `result`: the server is what the call gives. `owner`: what the call is made on. */
  readonly server: 'result' | 'owner';
  /** `callback`: `close(done)`. `promise`: `close()` gives a promise. */
  readonly closes: 'callback' | 'promise';
}

type Model = PathModel<Listening>;

const model = (library: string, path: string, listening: Listening): Model => ({
  library,
  entries: [{ path: library + path, is: [listening] }],
});

const made = { server: 'result', closes: 'callback' } as const;
const owner = { server: 'owner', closes: 'callback' } as const;

/** Bun and Deno have servers of their own, whose platforms end them; Nest closes by `enableShutdownHooks`. */
const models: readonly Model[] = [
  model('express', '().listen()', made),
  model('connect', '().listen()', made),
  model('koa', '().listen()', made),
  model('restify', '.createServer().listen()', owner),
  model('node:http', '{.createServer,.Server}().listen()', owner),
  model('node:https', '{.createServer,.Server}().listen()', owner),
  model('node:http2', '{.createServer,.createSecureServer}().listen()', owner),
  model('fastify', '{,.fastify,.Fastify}().listen()', { server: 'owner', closes: 'promise' }),
  model('@hono/node-server', '.serve()', made),
];

const automaton = new LibraryAutomaton<Listening>(models);

/** Of a call of this path, `express().listen()`. */
export const listeningOf = (path: string): Listening | undefined => automaton.factsOf(path)[0];
