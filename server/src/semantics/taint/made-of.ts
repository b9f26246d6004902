import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import {
  behindHost,
  behindSlash,
  belowDomain,
  keyMember,
  numberMember,
  ofChoice,
  ofNumber,
} from '../libraries/untrusted/model.ts';
import type { FunctionGraph } from './graphs.ts';
import { methodOf } from './guarded-values.ts';
import { isMadeOfText, needsObject, parsedOf } from './steps.ts';
import { holesOf, settlesHost, skipPis } from './texts.ts';
import type { Point, Walk } from './walk.ts';

export function throughObject(walk: Walk, point: Point, list: number): void {
  const { graph, members } = point;
  const { body } = graph;
  const [name, ...rest] = members;
  if (name === keyMember) return throughKeys(walk, point, list);
  const isWhole = name === undefined;
  // A text is never made of a whole object, and of an object that is stored only what was spread into it came as a whole.
  if (isWhole && !needsObject.has(walk.harm)) return;
  for (let at = body.listLength(list) - 2; at >= 0; at -= 2) {
    const key = body.listItem(list, at);
    const value = body.listItem(list, at + 1);
    if (key === -1) walk.on(point, value, members);
    else if (isWhole) {
      if (walk.harm !== 'record' && !isOperator(key < 0 ? '' : body.text(key))) walk.on(point, value, []);
    } else if (key < -1) {
      if (name === '*' || walk.harm !== 'record') walk.on(point, value, rest);
    } else if (body.text(key) === name) return walk.on(point, value, rest);
    // A field that is written out is the program's choice, also where fields are copied one by one.
    else if (name === '*' && walk.harm !== 'record' && !(walk.harm === 'nosql' && isOperator(body.text(key))))
      walk.on(point, value, rest);
  }
}

/** The keys that are written out are nobody's choice. */
function throughKeys(walk: Walk, point: Point, list: number): void {
  const { body } = point.graph;
  for (let at = 0; at < body.listLength(list); at += 2) {
    const key = body.listItem(list, at);
    if (key === -1) walk.on(point, body.listItem(list, at + 1));
    else if (key < -1) walk.on(point, -2 - key, point.members.slice(1));
  }
}

export function throughArray(walk: Walk, point: Point, list: number): void {
  const { graph, members } = point;
  const { body } = graph;
  const [name, ...rest] = members;
  if (name === keyMember || (name === undefined && !needsObject.has(walk.harm))) return;
  const elements = [...body.list(list)];
  const index = name !== undefined && /^\d+$/.test(name) ? Number(name) : undefined;
  elements.forEach((element, at) => {
    if (element === none) return;
    if (body.op(element) === Op.Spread) walk.on(point, body.a(element), ['*', ...rest]);
    else if (index === undefined || index === at) walk.on(point, element, rest);
  });
}

export function throughText(walk: Walk, point: Point): void {
  const { graph, value } = point;
  const { body } = graph;
  if (body.op(value) === Op.Bin && body.c(value) !== ts.SyntaxKind.PlusToken) return throughSum(walk, point);
  if (!isMadeOfText(walk.harm, point.members)) return;
  for (const { value: part, before, after } of holesOf(graph, value)) {
    if ((walk.harm === 'url' || walk.harm === 'redirect') && (settlesHost(before) || isQueryOf(graph, part, before)))
      continue;
    const isBehind = point.members.includes(behindHost);
    if (isBehind && before.startsWith('/')) continue;
    walk.on(point, part, [...placeOf(before, after, isBehind), ...parsedOf(point.members)]);
  }
}

/** `path + url.search`: it begins with `?` and ends the host, as the fragment does. */
function isQueryOf(graph: FunctionGraph, part: number, before: string): boolean {
  const at = skipPis(graph, part);
  return before !== '' && graph.body.op(at) === Op.Load && /^(?:search|hash)$/.test(graph.body.text(graph.body.b(at)));
}

/** What matters of where in an address a part of it stands. */
function placeOf(before: string, after: string, isBehind: boolean): readonly string[] {
  if (before === '/') return [behindSlash];
  if (domain.test(after)) return [belowDomain];
  return withHost.test(before) || (isBehind && before === '') ? [behindHost] : [];
}

/** `https://${host}` */
const withHost = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]+$/i;

/** `https://${tenant}.example.com/` */
const domain = /^\.[\w-]+\.[a-z]{2,}(?:[:/?#]|$)/i;

const arithmetic: ReadonlySet<number> = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
]);

/** What was chosen stays chosen, multiplied by whatever else. */
function throughSum(walk: Walk, point: Point): void {
  const { body } = point.graph;
  const isNumeric = walk.harm === 'amount' || ofNumber.has(walk.harm);
  if (!isNumeric || !arithmetic.has(body.c(point.value))) return;
  walk.on(point, body.a(point.value), []);
  walk.on(point, body.b(point.value), []);
}

/** `+value`, `-value`. */
export function throughSign(walk: Walk, point: Point): void {
  const { body } = point.graph;
  const operator = body.c(point.value);
  const isSign = operator === ts.SyntaxKind.PlusToken || operator === ts.SyntaxKind.MinusToken;
  if (isSign && ofChoice.has(walk.harm)) walk.on(point, body.a(point.value), []);
  if (isSign && ofNumber.has(walk.harm)) walk.on(point, body.a(point.value), [numberMember]);
}

export function throughUpdate(walk: Walk, point: Point, before: number, change: number): void {
  const { graph, members } = point;
  const { body } = graph;
  const [name, ...rest] = members;
  const op = body.op(change);
  const put = body.c(change);
  if (op === Op.Store) {
    const key = body.text(body.b(change));
    if (key === name) return walk.on(point, put, rest);
    if (name === '*' || (name === undefined && needsObject.has(walk.harm) && walk.harm !== 'record'))
      walk.on(point, put, rest);
  } else if (op === Op.StoreIdx) {
    if (name === keyMember) walk.on(point, body.b(change), rest);
    else if (name !== undefined) walk.on(point, put, rest);
  } else if (op === Op.Call && !leavesHost(walk, graph, change)) {
    for (const given of body.list(put)) walk.on(point, given, name === undefined ? [] : rest);
  }
  walk.on(point, before);
}

/** What is put into the query of an address leads to no other host. */
function leavesHost(walk: Walk, graph: FunctionGraph, call: number): boolean {
  return (walk.harm === 'url' || walk.harm === 'redirect') && /^(?:set|append)$/.test(methodOf(graph, call) ?? '');
}

export function throughTag(walk: Walk, point: Point): void {
  const { graph, value } = point;
  const { body } = graph;
  // `String.raw` is the only tag that is known to put texts together.
  if (methodOf(graph, value) !== 'raw') return;
  [...body.list(body.c(value))].forEach((part, at) => at % 2 === 1 && walk.on(point, part, []));
}

/** `{ $lt: date }` compares with whatever it is given: an operator in it is none. */
const isOperator = (key: string): boolean =>
  /^\$(?:eq|ne|gte?|lte?|n?in|all|size|exists|type|mod|regex|options|search|text)$/.test(key);
