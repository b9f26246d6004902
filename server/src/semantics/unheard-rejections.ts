import type { FileFacts, RejectionHearer, Runtime, Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { Receiver } from './callbacks.ts';
import type { PromiseFunction } from './promise-functions.ts';

interface Place {
  readonly file: string;
  readonly facts: FileFacts;
  readonly snapshot: Snapshot;
}

/** Who hears a failure that nobody handles, and lets the process go on or tells the page's user. */
export function lastHearerAt({ file, facts, snapshot }: Place): RejectionHearer | undefined {
  const { runtime } = facts;
  // A command or a build is another process than the server's.
  if (runtime === 'cli' || runtime === 'build') return snapshot.hearerOfRejections?.(file, 'file');
  if (runtime === 'browser') return snapshot.hearerOfRejections?.(file, 'page');
  return runtime === 'node' ? snapshot.hearerOfRejections?.(file, 'package') : undefined;
}

/** What happens when nobody handles a failure, for the end of a sentence. */
export function fateOfUnheard(place: Place): string {
  const hearer = lastHearerAt(place);
  return hearer === undefined
    ? `nobody hears it: ${consequences[place.facts.runtime]}`
    : `nobody handles it: ${hearing[hearer]}`;
}

const hearing: Readonly<Record<RejectionHearer, string>> = {
  program: "only the process's listener for `unhandledRejection` hears it.",
  next: 'the server only logs it.',
  electron: 'Electron only writes a warning.',
  page: "only the page's listener for `unhandledrejection` shows it.",
};

const consequences: Readonly<Record<Runtime, string>> = {
  node: 'Node ends the process.',
  cli: 'Node ends the process.',
  build: 'Node ends the process.',
  test: 'the test passes all the same.',
  browser: 'the error only reaches the console, and the user sees nothing.',
  edge: 'the error is lost, and the function may be cut off before it is done.',
  unknown: 'the error is lost, and in Node it ends the process.',
};

/** An event or a timer expects no answer, unless what it hands over is there to give one: `(request, response)`. */
export function isFireAndForget({ use, name }: Receiver, functions: PromiseFunction['functions']): boolean {
  if (use !== 'event' && use !== 'timer' && !(use === 'callback' && subscribing.test(name))) return false;
  return !functions.some(answersSender);
}

/** `async (message, callback) => …`: who sent it waits for the callback. */
export const answersSender = ({ parameters }: Pick<ts.SignatureDeclarationBase, 'parameters'>): boolean =>
  parameters.some(({ name }, at) => givesAnswer(name, at));

/** What comes first under the name of a response is what happened: a client's event. */
function givesAnswer(parameter: ts.BindingName, at: number): boolean {
  if (!ts.isIdentifier(parameter)) return false;
  return answering.test(parameter.text) || (at > 0 && responses.test(parameter.text));
}

/** Receivers of the project that pass on events, by the names that all of them have. */
const subscribing = /(?:^|\.)(?:on|once|addListener|subscribe|on[A-Z]\w*)$/;
const answering = /^(?:callback|cb|ack|done|next|respond)$/i;
const responses = /^(?:res|response|reply)$/i;
