import { ts } from '../../engine/syntax.ts';
import { fieldWrites } from '../fields.ts';
import { none, Op } from '../flow/ir.ts';
import { scopesOf } from '../scopes.ts';
import { enter, frameBeyond } from './frames.ts';
import { classAround, functionValuesOf, graphAround, isFunctionValue } from './functions.ts';
import { type FunctionGraph, graphOf, placedValueOf } from './graphs.ts';
import { methodOf } from './guarded-values.ts';
import { homeOf } from './provenance.ts';
import { elementParameter, mappingMethods } from './steps.ts';
import { skipPis } from './texts.ts';
import type { Frame, Point, Walk } from './walk.ts';

/** Out of a function, to the argument of the call that was entered, or to those that can be seen from here. */
export function leaveFunction(walk: Walk, point: Point, index: number): void {
  const { graph, members, frame } = point;
  if (frame !== undefined) {
    const outside: Point = { graph: frame.graph, value: frame.call, members, frame: frame.outer, towards: point };
    return toArgument(walk, outside, frame.call, graph, index);
  }
  walk.found({ graph, index, members, point });
  const { parent } = graph;
  if (parent === undefined) return;
  for (const fn of functionValuesOf(parent, graph)) {
    for (const call of parent.usersOf(fn)) {
      // Whoever calls it by its name is a finding of their own.
      if (parent.body.op(call) !== Op.Call || parent.body.a(call) === fn) continue;
      toArgument(walk, { graph: parent, value: none, members, frame: undefined, towards: point }, call, graph, index);
    }
  }
}

/** What a call gives to a parameter of a function: one that it calls, or one that it hands on as a callback. */
function toArgument(walk: Walk, point: Point, call: number, fn: FunctionGraph, index: number): void {
  const { graph, members } = point;
  const { body } = graph;
  const given = body.list(body.c(call));
  const callback = [...given].findIndex((each) => each !== none && isFunctionValue(graph, each, fn));
  if (callback < 0) return toPositional(walk, point, given, index);
  const method = methodOf(graph, call);
  const receiver = body.b(call);
  if (method !== undefined && receiver !== none) {
    if (method === 'then') return index === 0 ? walk.on(point, receiver, members) : undefined;
    if (callback === 0 && isListMethod(method)) {
      if (index === elementParameter(method)) walk.on(point, receiver, ['*', ...members]);
      if (method === 'reduce' && index === 0 && given[1] !== undefined) walk.on(point, given[1], members);
    }
  }
  for (const callee of walk.questions.functionsOf(graph, call))
    toCallbackArgument(walk, point, call, callee, callback, index);
}

function toPositional(walk: Walk, point: Point, given: Int32Array, index: number): void {
  const { graph, members } = point;
  for (let at = 0; at < given.length; at++) {
    const value = given[at] ?? none;
    if (value !== none && graph.body.op(value) === Op.Spread)
      return walk.on(point, graph.body.a(value), ['*', ...members]);
    if (at === index) return walk.on(point, value, members);
  }
}

/** What a function of the project gives to the callback that is its parameter. */
function toCallbackArgument(
  walk: Walk,
  point: Point,
  call: number,
  callee: FunctionGraph,
  callback: number,
  index: number,
): void {
  const frame = enter(point, call);
  if (frame === undefined) return;
  const { body } = callee;
  for (let at = 0; at < body.size; at++) {
    if (body.op(at) !== Op.Call || body.a(at) === none) continue;
    const called = skipPis(callee, body.a(at));
    if (body.op(called) !== Op.Param || body.a(called) !== callback) continue;
    const inside: Point = { graph: callee, value: none, members: point.members, frame, towards: point };
    toPositional(walk, inside, body.list(body.c(at)), index);
  }
}

export function toCaptured(walk: Walk, point: Point): void {
  const { graph, value } = point;
  const node = graph.nodeOf(value);
  const cell = graph.body.text(graph.body.b(value));
  const home = homeOf(graph, graph.body.a(value));
  if (home === undefined) return;
  const writers = new Set<FunctionGraph>([home]);
  const binding = node && ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node) : undefined;
  for (const write of binding?.writes ?? []) {
    const writer = graphAround(write);
    if (writer !== undefined) writers.add(writer);
  }
  const isFixed = binding !== undefined && binding.writes.length === 0;
  for (const writer of writers) {
    if (!isFixed || !isSettledBefore(walk, point, home, cell)) toWritten(walk, point, writer, home, cell);
  }
}

/** `if (!allowed.includes(status)) return; items.map((item) => ({ ...item, status }))`: it was harmless when the callback was made. */
function isSettledBefore({ harm, questions }: Walk, { graph }: Point, home: FunctionGraph, cell: string): boolean {
  let maker: FunctionGraph | undefined = graph;
  while (maker !== undefined && maker.parent !== home) maker = maker.parent;
  const made = maker === undefined ? [] : functionValuesOf(home, maker);
  const values = [...Array(home.body.size).keys()].filter((at) => isWriteOf(home, home, at, cell));
  return (
    made.length > 0 &&
    values.length > 0 &&
    values.every((at) => made.every((fn) => questions.guards.isSettledHarmless(home, home.body.c(at), fn, harm)))
  );
}

const isWriteOf = (writer: FunctionGraph, home: FunctionGraph, at: number, cell: string): boolean =>
  writer.body.op(at) === Op.SetFree &&
  writer.body.text(writer.body.b(at)) === cell &&
  homeOf(writer, writer.body.a(at)) === home;

function toWritten(walk: Walk, point: Point, writer: FunctionGraph, home: FunctionGraph, cell: string): void {
  const { body } = writer;
  for (let at = 0; at < body.size; at++) {
    if (!isWriteOf(writer, home, at, cell)) continue;
    // Whoever runs later sees what this function was left with, whichever call it was.
    const frame = writer === home ? frameBeyond(point.frame, point.graph, home) : undefined;
    walk.add({ graph: writer, value: body.c(at), members: point.members, frame, towards: point });
  }
}

export function toField(walk: Walk, point: Point): void {
  const [name, ...rest] = point.members;
  const owner = classAround(point.graph.node);
  if (name === undefined || owner === undefined) return;
  for (const write of fieldWrites(owner)) {
    const isParameter = ts.isParameter(write);
    const target = isParameter ? write.name : write.left;
    const written = ts.isIdentifier(target)
      ? target.text
      : ts.isPropertyAccessExpression(target)
        ? target.name.text
        : undefined;
    if (written !== name) continue;
    if (isParameter) toParameterProperty(walk, point, write, rest);
    else {
      const placed = placedValueOf(write.right);
      const isMade = placed !== undefined && ts.isConstructorDeclaration(placed.graph.node);
      if (placed)
        walk.add({ ...placed, members: rest, frame: isMade ? constructionOf(point) : undefined, towards: point });
    }
  }
}

function toParameterProperty(
  walk: Walk,
  point: Point,
  parameter: ts.ParameterDeclaration,
  members: readonly string[],
): void {
  const graph = graphOf(parameter.parent);
  const index = parameter.parent.parameters.indexOf(parameter);
  if (graph === undefined) return;
  for (let at = 0; at < graph.body.size; at++) {
    if (graph.body.op(at) === Op.Param && graph.body.a(at) === index)
      walk.add({ graph, value: at, members, frame: constructionOf(point), towards: point });
  }
}

/** The `new` by which the object was made whose method was entered: `const view = new View(name); view.render()`. */
function constructionOf({ frame }: Point): Frame | undefined {
  if (frame === undefined) return undefined;
  const { graph, call, outer } = frame;
  const receiver = graph.body.op(call) === Op.Call ? skipPis(graph, graph.body.b(call)) : none;
  if (receiver === none || graph.body.op(receiver) !== Op.New) return undefined;
  return enter({ graph, value: receiver, members: [], frame: outer, towards: undefined }, receiver);
}

const isListMethod = (method: string): boolean =>
  mappingMethods.has(method) ||
  /^(?:forEach|filter|find|findIndex|findLast|some|every|reduce|reduceRight|sort|flatMap)$/.test(method);
