import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import { type Argument, keyMember, ofChoice, type UntrustedFact } from '../libraries/untrusted/model.ts';
import { enter } from './frames.ts';
import { ofText } from './found-rows.ts';
import { functionIn } from './functions.ts';
import type { FunctionGraph } from './graphs.ts';
import { calledName, constantOf, methodOf } from './guarded-values.ts';
import { isOwnCheck } from './own-checks.ts';
import { groupIn, isAllowList, keepsOnlyHarmless, meetsEvery, takesWaysUp } from './patterns.ts';
import {
  isMadeOfText,
  listMethods,
  mappingMethods,
  needsObject,
  neutralized,
  parsedOf,
  pickingMethods,
  textMethods,
} from './steps.ts';
import { settlesHost, skipPis } from './texts.ts';
import { throughPromise } from './through-promises.ts';
import type { Point, Walk } from './walk.ts';

export function throughCall(walk: Walk, point: Point): void {
  const { graph, value } = point;
  const facts = factsOfCall(walk, graph, value);
  if (walk.harm === 'merge' && leavesOutPrototypes(graph.nodeOf(value))) return;
  if (isEncodedPart(walk, point) || (facts.length > 0 && byFacts(walk, point, facts))) return;
  if (throughPromise(walk, point)) return;
  const functions = walk.questions.functionsOf(graph, value);
  if (graph.body.op(value) === Op.New && functions.length > 0) return;
  for (const fn of functions) throughReturns(walk, point, fn);
  if (functions.length === 0) byName(walk, point);
}

/** `JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))` */
const leavesOutPrototypes = (node: ts.Node | undefined): boolean =>
  node !== undefined &&
  ts.isCallExpression(node) &&
  node.expression.getText() === 'JSON.parse' &&
  /\b__proto__\b/.test(node.arguments[1]?.getText() ?? '');

/**
 * `new URL(address)` resolves every `..` of a path and encodes quotes and brackets; only what is decoded later brings them back. A host's
 * name holds no brackets, and no link chooses under which name a page is asked for.
 */
function isEncodedPart(walk: Walk, { graph, value, members: [member], towards }: Point): boolean {
  if (graph.body.op(value) !== Op.New || calledName(graph, value) !== 'URL') return false;
  const isEncoded =
    walk.harm === 'path'
      ? member === 'pathname'
      : walk.harm === 'html' && /^(?:pathname|search|hash|host|hostname|origin|protocol|port)$/.test(member ?? '');
  return isEncoded && !isDecoded(towards);
}

/** Whether what comes of a point is decoded on its way on. */
export function isDecoded(point: Point | undefined): boolean {
  for (let each = point; each !== undefined; each = each.towards) {
    const { graph, value } = each;
    if (
      graph.body.op(value) === Op.Call &&
      /^(?:decodeURI|decodeURIComponent|unescape)$/.test(calledName(graph, value) ?? '')
    )
      return true;
  }
  return false;
}

function factsOfCall(walk: Walk, graph: FunctionGraph, value: number): readonly UntrustedFact[] {
  return walk.questions.provenance.ofCall(graph, value).flatMap((path) => walk.questions.factsOf(path));
}

/** Whether the facts say what becomes of the arguments. */
function byFacts(walk: Walk, point: Point, facts: readonly UntrustedFact[]): boolean {
  let isKnown = false;
  for (const fact of facts) {
    if ('passes' in fact) {
      isKnown = true;
      if (fact.only?.includes(walk.harm) === false) continue;
      if (fact.clears?.includes(walk.harm) !== true)
        for (const argument of fact.passes) fromArgument(walk, point, argument);
    } else if ('clears' in fact) {
      isKnown ||= fact.clears === 'all' || fact.clears.includes(walk.harm);
    } else if ('lists' in fact) {
      isKnown = true;
      throughList(walk, point, fact.lists);
    } else if ('parses' in fact) {
      isKnown = true;
      throughSchema(walk, point, fact);
    }
  }
  return isKnown;
}

/** An element of the list, or what a pair holds at 0 and 1. */
function throughList(walk: Walk, point: Point, listed: 'keys' | 'values' | 'entries'): void {
  const { graph, value, members } = point;
  const [owner] = graph.body.list(graph.body.c(value));
  if (owner === undefined) return;
  const [, part, ...rest] = members;
  if (listed === 'values') walk.on(point, owner, ['*', ...members.slice(1)]);
  if (listed === 'keys') walk.on(point, owner, [keyMember, ...members.slice(1)]);
  if (listed !== 'entries') return;
  if (part !== '1') walk.on(point, owner, [keyMember, ...rest]);
  if (part !== '0') walk.on(point, owner, ['*', ...rest]);
}

function fromArgument(walk: Walk, point: Point, argument: Argument): void {
  const { body } = point.graph;
  if (argument === 'each') return;
  if (argument === 'receiver') return walk.on(point, body.b(point.value));
  const given = body.list(body.c(point.value));
  const [index, ...members] =
    typeof argument === 'number' ? [argument] : argument === 'last' ? [given.length - 1] : argument;
  const value = given[index];
  if (value !== undefined && value !== none) walk.on(point, value, [...members, ...point.members]);
}

/** What a schema lets through: where it is known member by member, else nothing. */
function throughSchema(
  walk: Walk,
  point: Point,
  { parses, schema, value }: Extract<UntrustedFact, { parses: unknown }>,
): void {
  const { graph, members } = point;
  const { body } = graph;
  const given = body.list(body.c(point.value));
  const node = graph.nodeOf(
    schema === 'receiver'
      ? body.b(point.value)
      : schema === 'compiled'
        ? body.a(point.value)
        : (given[Number(schema)] ?? none),
  );
  const wanted = parses === 'value' ? members : members.slice(1);
  if (parses === 'data' && members[0] !== undefined && !/^(?:data|value|output|right|1)$/.test(members[0])) return;
  if (node === undefined || !ts.isExpression(node) || !walk.questions.schemas.lets(node, wanted, walk.harm)) return;
  const input = given[value];
  if (input !== undefined && input !== none) walk.on(point, input, wanted);
}

function throughReturns(walk: Walk, point: Point, fn: FunctionGraph): void {
  const frame = enter(point, point.value);
  if (frame === undefined || point.frame?.graph === fn || isOwnCheck(fn)) return;
  const { body } = fn;
  for (let at = 0; at < body.size; at++) {
    if (body.op(at) !== Op.Return || body.a(at) === none) continue;
    walk.add({ graph: fn, value: body.a(at), members: point.members, frame, towards: point });
  }
}

/** Methods that the language brings, by their names. */
function byName(walk: Walk, point: Point): void {
  const { graph, value, members } = point;
  const { body } = graph;
  const method = methodOf(graph, value);
  const receiver = body.b(value);
  const given = [...body.list(body.c(value))];
  if (method === undefined || receiver === none) return;
  if (method === 'replace' || method === 'replaceAll') return throughReplace(walk, point, receiver, given);
  if (mappingMethods.has(method)) return fromCallback(walk, point, given[0], members.slice(1));
  if (method === 'reduce' || method === 'then') {
    fromCallback(walk, point, given[0], members);
    return walk.on(point, method === 'then' ? receiver : (given[1] ?? none));
  }
  if (method === 'toString' && isEncoding(graph, given[0])) return;
  if (method === 'catch' || method === 'finally') {
    if (method === 'catch') fromCallback(walk, point, given[0], members);
    return walk.on(point, receiver);
  }
  const isText = isMadeOfText(walk.harm, members);
  if (method === 'join') return isText ? walk.on(point, receiver, ['*', ...parsedOf(members)]) : undefined;
  if (method === 'split') return throughSplit(walk, point, receiver, given);
  if (walk.harm === 'path' && isCutAtLast(graph, method, given)) return;
  if (keepsOnlyHarmlessOnes(walk, point, method, given[0])) return;
  if (method === 'match' && isHarmlessGroup(walk, point, given[0])) return;
  if (pickingMethods.has(method)) return walk.on(point, receiver, ['*', ...members]);
  if (listMethods.has(method)) walk.on(point, receiver);
  if ((textMethods.has(method) && isText) || (method === 'toFixed' && ofChoice.has(walk.harm))) {
    walk.on(
      point,
      receiver,
      members.filter((member) => !/^(?:\d+|\*)$/.test(member)),
    );
  }
  if (method === 'concat') for (const each of given) walk.on(point, each);
}

/** `codes.filter((code) => known.has(code))`, of which an element itself is taken and not what it holds. */
function keepsOnlyHarmlessOnes(walk: Walk, { graph, members }: Point, method: string, callback?: number): boolean {
  const isElement = members.length <= (method === 'filter' ? 1 : 0);
  const fn =
    isElement && callback !== undefined && /^(?:filter|find|findLast)$/.test(method) && functionIn(graph, callback);
  return fn !== false && fn !== undefined && walk.questions.guards.saysYesToHarmless(fn, walk.harm);
}

/** `path.match(/^\/([a-z]{2})\/(.*)$/)[1]`: two letters. */
function isHarmlessGroup({ harm }: Walk, { graph, members: [group = ''] }: Point, pattern = none): boolean {
  const { body } = graph;
  const at = skipPis(graph, pattern);
  if (!(ofText.has(harm) || harm === 'url') || !/^\d+$/.test(group) || at === none || body.op(at) !== Op.Regex)
    return false;
  const written = groupIn(body.text(body.a(at)), Number(group));
  return written !== undefined && isAllowList(written);
}

/** `buffer.toString('base64')`: letters and digits, whatever it was. */
function isEncoding(graph: FunctionGraph, format: number | undefined): boolean {
  if (format === undefined || format === none) return false;
  return /^(?:base64|base64url|hex)$/.test(String(constantOf(graph, format)));
}

/** No part of a path holds a slash, so none leads to another host, and one that is taken alone leads nowhere else. */
function throughSplit(walk: Walk, point: Point, receiver: number, [separator = none]: readonly number[]): void {
  const between = separator === none ? undefined : constantOf(point.graph, separator);
  if (needsObject.has(walk.harm) || (between === '/' && walk.harm === 'redirect')) return;
  if (walk.harm === 'path' && /^[/\\.]$/.test(String(between)) && isTakenAlone(point)) return;
  walk.on(point, receiver, []);
}

/** `parts.pop()`, `parts.at(-1)`, `parts[0]`, `parts[parts.length - 1]`. */
function isTakenAlone({ graph, towards }: Point): boolean {
  if (towards?.graph !== graph) return false;
  const { body } = graph;
  const { value } = towards;
  const op = body.op(value);
  if (op === Op.Call) return /^(?:pop|shift|at)$/.test(methodOf(graph, value) ?? '');
  if (op === Op.LoadIdx) return body.op(skipPis(graph, body.b(value))) === Op.Bin;
  return op === Op.Load && /^\d+$/.test(body.text(body.b(value)));
}

/** `name.slice(name.lastIndexOf('.'))`, `name.substring(name.lastIndexOf('/') + 1)`: nothing before it is left, and no way up. */
function isCutAtLast(graph: FunctionGraph, method: string, [from = none]: readonly number[]): boolean {
  if (!/^(?:slice|substring|substr)$/.test(method) || from === none) return false;
  const { body } = graph;
  const at = skipPis(graph, from);
  const found = body.op(at) === Op.Bin ? skipPis(graph, body.a(at)) : at;
  if (body.op(found) !== Op.Call || methodOf(graph, found) !== 'lastIndexOf') return false;
  return /^[/\\.]$/.test(String(constantOf(graph, body.listItem(body.c(found), 0))));
}

function throughReplace(walk: Walk, point: Point, receiver: number, [pattern, replacement]: readonly number[]): void {
  if (
    needsObject.has(walk.harm) ||
    isNeutralizing(walk, point.graph, pattern ?? none, methodOf(point.graph, point.value) === 'replaceAll')
  )
    return;
  walk.on(point, receiver, []);
  if (replacement !== undefined && !isBehindHost(walk, point.graph, receiver, pattern ?? none))
    walk.on(point, replacement, []);
}

/** `'https://example.com/:id'.replace(':id', id)`; where the text comes from elsewhere, so does its host. */
function isBehindHost({ harm }: Walk, graph: FunctionGraph, receiver: number, pattern: number): boolean {
  if (harm !== 'url' && harm !== 'redirect') return false;
  const [text, replaced] = [constantOf(graph, receiver), pattern === none ? undefined : constantOf(graph, pattern)];
  return typeof text !== 'string' || typeof replaced !== 'string' || settlesHost(text.split(replaced)[0] ?? '');
}

function isNeutralizing(walk: Walk, graph: FunctionGraph, pattern: number, isEvery: boolean): boolean {
  const { body } = graph;
  const at = skipPis(graph, pattern);
  if (at === none) return false;
  if (body.op(at) === Op.Const && isEvery) {
    const text = String(body.constants[body.a(at)]);
    return neutralized.some(({ harm, character }) => harm === walk.harm && character.replace(/^\\/, '') === text);
  }
  if (body.op(at) !== Op.Regex) return false;
  const written = body.text(body.a(at));
  if (keepsOnlyHarmless(written) || (walk.harm === 'path' && takesWaysUp(written))) return true;
  return neutralized.some(({ harm, character }) => harm === walk.harm && meetsEvery(written, character));
}

function fromCallback(walk: Walk, point: Point, callback: number | undefined, members: readonly string[]): void {
  const { graph } = point;
  const fn = callback === undefined ? undefined : functionIn(graph, callback);
  const frame = fn && enter(point, point.value);
  if (fn === undefined || frame === undefined) return;
  for (let at = 0; at < fn.body.size; at++) {
    if (fn.body.op(at) === Op.Return && fn.body.a(at) !== none)
      walk.add({ graph: fn, value: fn.body.a(at), members, frame, towards: point });
  }
}
