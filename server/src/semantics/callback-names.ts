import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';

type ArrayUse = 'iteration' | 'predicate' | 'comparator' | 'reducer';

const arrayUses: ReadonlyMap<string, ArrayUse> = new Map([
  ['forEach', 'iteration'],
  ['filter', 'predicate'],
  ['some', 'predicate'],
  ['every', 'predicate'],
  ['find', 'predicate'],
  ['findIndex', 'predicate'],
  ['findLast', 'predicate'],
  ['findLastIndex', 'predicate'],
  ['sort', 'comparator'],
  ['toSorted', 'comparator'],
  ['reduce', 'reducer'],
  ['reduceRight', 'reducer'],
]);

export const isArrayMethod = (method: string): boolean => arrayUses.has(method);

const callingBackAtOnce = new Set('forEach map filter some every find findIndex reduce sort flatMap'.split(' '));

/** Whether a method of arrays calls its first argument before it returns. */
export const callsBackAtOnce = (method: string): boolean => callingBackAtOnce.has(method);

export const useOfArrayMethod = (method: string): ArrayUse | undefined => arrayUses.get(method);

const listening = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);

/** Objects whose `on` takes a handler that they wait for, in the libraries that name theirs so. */
const waiting = /^(?:bot|composer|scene|router|hooks?|pipeline)$/i;

/** `emitter.on('event', listener)`, and `channel.on('event', filter, listener)`. */
export function isEmitterMethod(call: ts.CallExpression | ts.NewExpression, method: string, at: number): boolean {
  if (!listening.has(method) || at === 0 || at !== (call.arguments?.length ?? 0) - 1) {
    return method === 'listen' && at > 0;
  }
  const [event] = call.arguments ?? [];
  if (event === undefined || !(ts.isStringLiteralLike(event) || ts.isPropertyAccessExpression(event))) return false;
  const callee = unwrap(call.expression);
  const owner = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : undefined;
  const name =
    owner && (ts.isIdentifier(owner) ? owner : ts.isPropertyAccessExpression(owner) ? owner.name : undefined);
  return name === undefined || !waiting.test(name.text);
}

const usualEvents = new Set(
  (
    'error end data close finish exit message connect connection connected disconnect disconnected ready drain open ' +
    'listening readable request response upgrade timeout abort spawn online offline progress change click submit input load'
  ).split(' '),
);

export function isUsualEvent({ arguments: given }: ts.CallExpression | ts.NewExpression): boolean {
  const [event] = given ?? [];
  return event !== undefined && (!ts.isStringLiteralLike(event) || usualEvents.has(event.text));
}

const emitters =
  /^(?:globalThis|node:[\w/]+|events|eventemitter\d|ws|socket\.io(?:-client)?|redis|ioredis|amqplib|mqtt|pg|mysql2|mongodb|mongoose|puppeteer(?:-core)?|playwright(?:-core)?|chokidar|electron|bull|bullmq|fluent-ffmpeg|archiver|busboy|winston|jquery|@supabase\/[\w-]+)(?=[.(/]|$)/;

/** The packages whose `on` is known to drop what a listener returns, and the platform. */
export const isEmitterLibrary = (path: string): boolean => emitters.test(path);

/** `element.onclick = …`: the names that browsers give to handlers. */
export const isDomHandler = (name: string): boolean => domHandlers.has(name);

const domHandlers = new Set(
  (
    'onabort onbeforeunload onblur oncancel onchange onclick onclose oncontextmenu ondblclick ondrag ondragend ondrop ' +
    'onended onerror onfocus onhashchange oninput onkeydown onkeyup onload onloadend onmessage onmousedown onmouseup ' +
    'onoffline ononline onopen onpaste onpointerdown onpointerup onpopstate onprogress onreadystatechange onresize ' +
    'onscroll onstorage onsubmit ontouchend ontouchstart onunload onvisibilitychange onicecandidate ontrack ' +
    'onnegotiationneeded ondatachannel onupgradeneeded onsuccess onstop ondataavailable'
  ).split(' '),
);

/** Props that a component of unknown make hands to the element that it renders. */
export function isIgnoredProp(prop: string, component: string): boolean {
  return /^on(?:Click|DoubleClick|Press|LongPress|Mouse\w+|Key\w+|Pointer\w+|Blur|Focus)$/.test(prop)
    ? !/async|loading|confirm|action/i.test(component)
    : false;
}
